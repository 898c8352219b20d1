// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import FoundationEssentials
import Isolation
import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The process: chooses what the first argument asks for, and ends with its exit status.
@main
enum Lamsh {
    static let version = "0.2.0"

    @MainActor
    static func main() async {
        // A program behind a pipe may end before it has read everything; the write then fails instead of ending lamsh.
        _ = signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        let environment = ProcessInfo.processInfo.environment
        let status =
            switch arguments.first {
            case "serve": await ServeCommand.run(arguments.dropFirst(), environment)
            case "check": await CheckCommand.run(arguments.dropFirst(), environment)
            case "test": await TestCommand.run(arguments.dropFirst(), environment)
            case "query": await QueryCommand.run(arguments.dropFirst(), environment)
            case "--generate-completion-script": CommandLineTree.printCompletionScript(arguments.dropFirst())
            default: await MainCommand.run(arguments[...], environment)
            }
        exit(status)
    }
}

/// A part of the program that is chosen by the first argument.
protocol Subcommand: ParsableCommand {
    @SessionActor func run(_ environment: [String: String]) async -> Int32
}

extension Subcommand {
    /// Reads the arguments and runs; 0 for help, 2 for arguments that do not fit.
    @SessionActor
    static func run(_ arguments: ArraySlice<String>, _ environment: [String: String]) async -> Int32 {
        do {
            return try await parse(rewritten(arguments)).run(environment)
        } catch {
            guard exitCode(for: error) == .success else {
                Output.standardError(environment: environment).writeLine(fullMessage(for: error))
                return 2
            }
            print(fullMessage(for: error))
            return 0
        }
    }

    /// ArgumentParser has no options whose value may be missing; `--local=PATH` becomes two.
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
