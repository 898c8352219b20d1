// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ArgumentParser
import FoundationEssentials
import Isolation
import LocalServer
import Terminal

#if canImport(Glibc)
    import CMemory
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The process: runs the subcommand that the first argument names, and exits with its status.
@main
enum Lamsh {
    static let version = "0.2.0"

    @MainActor
    static func main() async {
        if let status = LocalLambda.becomeFunction() { exit(status) }
        #if canImport(Glibc)
            // Blocks of this size go back to the system when they're freed. Otherwise glibc raises its limit to 32 MiB after
            // the first one, and keeps freed blocks in the heap of each thread: parts of transfers took a third more.
            _ = mallopt(M_MMAP_THRESHOLD, 4 << 20)
            // A fixed limit keeps glibc from raising this one, too. Its default, 128 KiB, makes glibc return and fetch the
            // same pages over and over: a hundred page faults for each key in a long line.
            _ = mallopt(M_TRIM_THRESHOLD, 2 << 20)
            // The heap of each thread begins with this much address space, and then grows by system calls of a page each.
            _ = mallopt(M_TOP_PAD, 1 << 20)
        #endif
        // The reader of a pipe may exit early; then the write fails instead of killing lamsh.
        _ = signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        let environment = EnvironmentVariables(ProcessInfo.processInfo.environment)
        let status =
            switch arguments.first {
            case "serve": await ServeCommand.run(arguments.dropFirst(), environment)
            case "check": await CheckCommand.run(arguments.dropFirst(), environment)
            case "test": await TestCommand.run(arguments.dropFirst(), environment)
            case "login": await LoginSubcommand.run(arguments.dropFirst(), environment)
            case "logout": await LogoutSubcommand.run(arguments.dropFirst(), environment)
            case "query": await QueryCommand.run(arguments.dropFirst(), environment)
            case "--generate-completion-script": CommandLineTree.printCompletionScript(arguments.dropFirst())
            default:
                if let shell = Shell(plain: arguments) {
                    await shell.run(environment)
                } else {
                    await MainCommand.run(arguments[...], environment)
                }
            }
        exit(status)
    }
}

/// A subcommand, chosen by the first argument.
protocol Subcommand: ParsableCommand {
    @SessionActor func run(_ environment: EnvironmentVariables) async -> Int32
}

extension Subcommand {
    /// Parses the arguments and runs. Returns 0 for help, 2 for invalid arguments.
    @SessionActor
    static func run(_ arguments: ArraySlice<String>, _ environment: EnvironmentVariables) async -> Int32 {
        do {
            return try await parse(rewritten(arguments)).run(environment)
        } catch {
            guard exitCode(for: error) == .success else {
                // It quotes the arguments.
                Output.standardError(environment: environment).writeLine(URLUser.masked(in: fullMessage(for: error)))
                return 2
            }
            print(fullMessage(for: error))
            return 0
        }
    }

    /// ArgumentParser has no options with an optional value, so `--local=PATH` becomes two options.
    private static func rewritten(_ arguments: ArraySlice<String>) -> [String] {
        var rewritten: [String] = []
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { return rewritten + arguments.dropFirst(index) }
            if argument.hasPrefix("--local=") {
                rewritten += ["--local", "--local-folder", String(argument.dropFirst(8))]
            } else {
                rewritten.append(argument)
            }
        }
        return rewritten
    }
}
