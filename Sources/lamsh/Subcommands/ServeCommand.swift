// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import AWSAccess
import ArgumentParser
import Isolation
import LineEditing
import LocalEvents
import LocalLogs
import LocalServer
import ShellLanguage
import ShellRuntime
import Terminal

/// `lamsh serve [PATH]`: the embedded Lambda as a server in the foreground.
struct ServeCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", _superCommandName: "lamsh",
        abstract: "Serve functions as AWS Lambda does, on this machine alone.",
        discussion: """
            Without PATH the sample functions are served. Every request must be signed with the access key; keys are
            made and printed when none are given. Ctrl-C ends the server and its functions.
            """)

    @ArgumentParser.Argument(
        help: "Folder of functions, template or its folder, cdk.out, or handler file; default: the sample functions.")
    var path: String?

    @Option(
        help: ArgumentHelp("Value for a parameter of the template; may be repeated.", valueName: "name=value"),
        transform: { text in
            guard let equals = text.firstIndex(of: "=") else { throw ValidationError("NAME=VALUE was expected") }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        })
    var parameter: [(name: String, value: String)] = []

    @Option(help: "Port; 0 takes any free one.")
    var port = 9001

    @Option(help: "Address to listen on; any but the default lets other machines in.")
    var host = "127.0.0.1"

    @Flag(help: "Say what changes in the functions, and end the processes of changed ones at once.")
    var watch = false

    @Option(
        help: ArgumentHelp(
            "Variable of your environment that functions get too, as NAME or NAME=VALUE; may be repeated.",
            valueName: "name"))
    var passEnv: [String] = []

    @Option(
        help: ArgumentHelp(
            "Function to run under a debugger (debugpy for Python, --inspect for Node.js), without a deadline; may be repeated.",
            valueName: "function"))
    var debug: [String] = []

    @Option(help: "Access key id that requests are signed with; goes with --secret-key.")
    var accessKey: String?

    @Option(help: "Secret access key; goes with --access-key.")
    var secretKey: String?

    @Option(help: "Region that requests are signed for.")
    var region = "us-east-1"

    @Option(
        help: ArgumentHelp(
            "Folder that keeps deployed functions and accepted events for the next start.", valueName: "folder"))
    var state: String?

    @Option(help: ArgumentHelp("File that gets what destinations other than functions would get.", valueName: "file"))
    var destinations: String?

    @Option(help: ArgumentHelp("How much faster than on AWS events are tried again and grow old.", valueName: "factor"))
    var timeScale = 1.0

    @Flag(
        help:
            "Let everyone on this machine call functions, unsigned, by http://127.0.0.1:PORT/NAME/… (payload format 2.0)."
    )
    var urls = false

    @Option(help: "Invocations that may run at a time.")
    var concurrency = 100

    func validate() throws {
        guard timeScale > 0, timeScale.isFinite else { throw ValidationError("--time-scale takes a number above 0") }
        guard (1...1_000).contains(concurrency) else { throw ValidationError("--concurrency takes 1 to 1000") }

        guard (accessKey == nil) == (secretKey == nil) else {
            throw ValidationError("--access-key and --secret-key go together")
        }
        guard (0...65535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
    }

    func run(_ environment: [String: String]) async -> Int32 {
        let signals = ProcessSignals.install()
        let console = TerminalConsole(environment: environment, signals: signals)
        if let secretKey { console.hide(secretKey) }
        let output = ServedOutput(console)
        let server: LocalLambda
        do {
            server = try await LocalLambda.start(options(environment, output))
        } catch {
            console.report(Failure(.network, error.description))
            return 1
        }
        // Functions have it in their environment.
        console.hide(server.credentials.secretAccessKey.reveal())
        await announce(server, on: console)
        do {
            for name in debug {
                let port = try await server.debug(name, port: nil)
                console.notice("\(name) runs under a debugger from its next invocation on: attach to 127.0.0.1:\(port)")
            }
        } catch {
            console.report(Failure(.usage, error.description))
            await end(server, output)
            return 2
        }
        await withTaskGroup(of: Void.self) { group in
            if watch { group.addTask { await server.watch { console.notice($0.text) } } }
            await signals.untilEnd()
            group.cancelAll()
        }
        console.notice("ending the functions")
        await end(server, output)
        return 0
    }

    private func end(_ server: LocalLambda, _ output: ServedOutput) async {
        await server.shutdown()
        output.finish()
    }

    private func options(_ environment: [String: String], _ output: ServedOutput) -> LocalLambdaOptions {
        var options = LocalLambdaOptions(functions: path.map(LocalLambdaOptions.Functions.folder) ?? .samples)
        options.port = port
        options.host = host
        options.region = region
        options.templateParameters = Dictionary(parameter.map { ($0.name, $0.value) }) { _, last in last }
        options.servesURLs = urls
        options.passedEnvironment = passed(of: environment)
        options.stateFolder = state
        options.destinationsFile = destinations
        options.eventRetries.timeScale = timeScale
        options.concurrencyLimit = concurrency
        if let accessKey, let secretKey {
            options.credentials = Credentials(accessKeyId: accessKey, secretAccessKey: Secret(secretKey))
        }
        options.useEnvironment(environment)
        options.log = { output.show($0) }
        return options
    }

    private func passed(of environment: [String: String]) -> [String: String] {
        var passed: [String: String] = [:]
        for text in passEnv {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            passed[parts[0]] = parts.count > 1 ? parts[1] : environment[parts[0]]
        }
        return passed
    }

    private var warning: String {
        let who = urls ? "anyone who reaches this machine" : "whoever reaches this machine and has the keys"
        return "warning: listening on \(host): \(who) can run code here"
    }

    /// Says what is served, and prints the settings that other clients need, ready to paste.
    private func announce(_ server: LocalLambda, on console: TerminalConsole) async {
        let functions = await server.functions()
        for function in functions {
            console.notice(
                "  \(function.name) (\(function.runtime))\(function.problem.map { ": cannot run: \($0)" } ?? "")")
        }
        console.notice("\(functions.count) functions on \(server.endpoint); Ctrl-C ends it")
        let secret = secretKey == nil ? server.credentials.secretAccessKey.reveal() : "…"
        console.err.write(
            """

            export AWS_ENDPOINT_URL_LAMBDA=\(server.endpoint) AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=\(server.endpoint)
            export AWS_ENDPOINT_URL_STS=\(server.endpoint)
            export AWS_REGION=\(server.region) AWS_DEFAULT_REGION=\(server.region)
            export AWS_ACCESS_KEY_ID=\(server.credentials.accessKeyId)
            export AWS_SECRET_ACCESS_KEY=\(secret)


            """)
        if !LocalLambdaOptions.isLoopback(host) { console.notice(warning) }
    }
}

extension FunctionChanges {
    /// A line each.
    fileprivate var text: String {
        let found = [("new", added), ("changed", changed)].flatMap { word, functions in
            functions.map { "\(word): \($0.name)\($0.problem.map { ", which cannot run: \($0)" } ?? "")" }
        }
        return (found + removed.map { "gone: \($0)" }).joined(separator: "\n")
    }
}

extension ProcessSignals {
    /// Waits for Ctrl-C, SIGTERM or SIGHUP.
    fileprivate func untilEnd() async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        await handling(with: { signal in
            switch signal {
            case .interrupt, .terminate, .hangUp:
                end.finish()
                return true
            case .resize, .suspend: return false
            }
        }) {
            for await _ in ends {}
        }
    }
}

extension LocalLambdaOptions {
    /// What the embedded Lambda takes from the user's environment.
    mutating func useEnvironment(_ environment: [String: String]) {
        if let path = environment["PATH"] { interpreterPath = path.split(separator: ":").map(String.init) }
        if let folder = environment["TMPDIR"], folder.hasPrefix("/") { temporaryFolder = folder }
    }
}
