// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import AWSAccess
import ArgumentParser
import Isolation
import LineEditing
import LocalEvents
import LocalLogs
import LocalProjects
import LocalServer
import ShellLanguage
import ShellRuntime
import Terminal

/// `lamsh serve [PATH]`: the embedded Lambda as a server in the foreground.
struct ServeCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", _superCommandName: "lamsh",
        abstract: "Serve functions on this machine as AWS Lambda does.",
        discussion: """
            Without PATH, lamsh serves the sample functions. Every request must be signed with the access key; without \
            --access-key, lamsh generates keys and prints them. Ctrl-C stops the server and its functions.
            """)

    @ArgumentParser.Argument(
        help:
            "Folder of functions, project of SAM, the CDK or the Serverless Framework, template, or handler file; default: the sample functions."
    )
    var path: String?

    @Option(
        help: ArgumentHelp("Value for a template parameter; can be repeated.", valueName: "name=value"),
        transform: { text in
            guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
                throw ValidationError("expected NAME=VALUE")
            }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        })
    var parameter: [(name: String, value: String)] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Template parameters as SAM writes them: NAME=VALUE ….", valueName: "overrides"))
    var parameterOverrides: [String] = []

    @Option(
        help: ArgumentHelp("JSON file with values for environment variables, as for SAM.", valueName: "file"))
    var envVars: String?

    @Option(help: ArgumentHelp("samconfig file; default: the one next to the template.", valueName: "file"))
    var configFile: String?

    @Option(help: ArgumentHelp("Environment of the samconfig file; default: default.", valueName: "name"))
    var configEnv: String?

    @Option(
        help: ArgumentHelp(
            "File with values for a template's {{resolve:…}} references and SSM parameters.", valueName: "file"))
    var resolve: String?

    @Option(help: "Port to listen on; 0 picks a free one.")
    var port = 9001

    @Option(help: "Address to listen on; any other than the default lets other machines connect.")
    var host = "127.0.0.1"

    @Flag(help: "Report changed functions, and stop their running processes immediately.")
    var watch = false

    @Option(
        help: ArgumentHelp(
            "Environment variable to pass to functions, as NAME or NAME=VALUE; can be repeated.",
            valueName: "name"))
    var passEnv: [String] = []

    @Option(
        help: ArgumentHelp(
            "Function to run under a debugger (debugpy for Python, --inspect for Node.js), without a timeout; can be repeated.",
            valueName: "function"))
    var debug: [String] = []

    @Option(help: "Access key ID that clients sign requests with; requires --secret-key.")
    var accessKey: String?

    @Option(help: "Secret access key; requires --access-key.")
    var secretKey: String?

    @Option(help: "Region that clients sign requests for.")
    var region = "us-east-1"

    @Option(help: ArgumentHelp("Account ID in ARNs, 12 digits.", valueName: "id"))
    var account = "000000000000"

    @Option(
        help: ArgumentHelp(
            "Folder that keeps deployed functions and accepted events across restarts.", valueName: "folder"))
    var state: String?

    @Option(help: ArgumentHelp("File for records sent to destinations that aren't functions.", valueName: "file"))
    var destinations: String?

    @Option(help: ArgumentHelp("How many times faster than AWS to retry and expire events.", valueName: "factor"))
    var timeScale = 1.0

    @Flag(
        help:
            "Serve function URLs at http://127.0.0.1:PORT/NAME/…; anyone on this machine can call those without the AuthType AWS_IAM."
    )
    var urls = false

    @Flag(help: "Refuse to start if a function's version of Python, Node.js, Ruby or Java isn't installed.")
    var strictRuntimes = false

    @Flag(help: "Install what requirements.txt and package.json list, and build as sam build does, before serving.")
    var install = false

    @Option(help: "Maximum number of concurrent invocations.")
    var concurrency = 100

    func validate() throws {
        guard timeScale > 0, timeScale.isFinite else { throw ValidationError("--time-scale must be a number above 0") }
        guard (1...1_000).contains(concurrency) else { throw ValidationError("--concurrency must be from 1 to 1000") }

        guard (accessKey == nil) == (secretKey == nil) else {
            throw ValidationError("--access-key and --secret-key must be used together")
        }
        guard account.utf8.count == 12, account.utf8.allSatisfy(\.isDigit) else {
            throw ValidationError("--account must have 12 digits, for example 123456789012")
        }
        guard (0...65535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
    }

    func run(_ environment: EnvironmentVariables) async -> Int32 {
        let signals = ProcessSignals.install()
        let console = TerminalConsole(environment: environment, signals: signals)
        if let secretKey { console.hide(secretKey) }
        let output = ServedOutput(console)
        let server: LocalLambda
        do throws(LocalLambdaError) {
            guard let started = try await start(options(environment, output, console), signals) else { return 130 }
            server = started
        } catch {
            console.report(Failure(.network, error.description))
            return 1
        }
        // Functions have it in their environment.
        server.secrets.forEach(console.hide)
        await announce(server, on: console)
        do {
            for name in debug {
                let port = try await server.debug(name, port: nil)
                console.notice("\(name) runs under a debugger from its next invocation; attach to 127.0.0.1:\(port)")
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
        console.notice("stopping the functions")
        await end(server, output)
        return 0
    }

    /// nil if a signal came first: building functions may take minutes.
    private func start(
        _ options: LocalLambdaOptions, _ signals: ProcessSignals
    ) async throws(LocalLambdaError) -> LocalLambda? {
        let outcome = await withTaskGroup(of: Result<LocalLambda, LocalLambdaError>?.self) { group in
            group.addTask {
                do throws(LocalLambdaError) {
                    return .success(try await LocalLambda.start(options))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await signals.untilEnd()
                return nil
            }
            let first = await group.next()
            group.cancelAll()
            let second = await group.next()
            if case .some(.none) = first, case .some(.some(.success(let server))) = second { await server.shutdown() }
            return first ?? nil
        }
        return try outcome?.get()
    }

    private func end(_ server: LocalLambda, _ output: ServedOutput) async {
        await server.shutdown()
        output.finish()
    }

    private func options(
        _ environment: EnvironmentVariables, _ output: ServedOutput, _ console: TerminalConsole
    ) -> LocalLambdaOptions {
        var options = LocalLambdaOptions(functions: path.map(LocalLambdaOptions.Functions.folder) ?? .samples)
        options.port = port
        options.host = host
        options.region = region
        options.accountId = account
        options.project.parameters = Dictionary(parameter.map { ($0.name, $0.value) }) { _, last in last }
        options.project.parameterOverrides = parameterOverrides
        options.project.environmentFile = envVars
        options.project.configurationFile = configFile
        options.project.configurationEnvironment = configEnv
        options.project.answersFile = resolve
        options.servesURLs = urls
        options.passedEnvironment = passed(of: environment)
        options.stateFolder = state
        options.destinationsFile = destinations
        options.eventRetries.timeScale = timeScale
        options.concurrencyLimit = concurrency
        if let accessKey, let secretKey {
            options.credentials = Credentials(accessKeyId: accessKey, secretAccessKey: Secret(secretKey))
        }
        options.isStrictAboutRuntimes = strictRuntimes
        options.installsPackages = install
        options.useEnvironment(environment)
        options.notice = { console.notice($0) }
        options.progress = { console.notice($0) }
        options.log = { output.show($0) }
        return options
    }

    private func passed(of environment: EnvironmentVariables) -> [String: String] {
        var passed: [String: String] = [:]
        for text in passEnv {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            passed[parts[0]] = parts.count > 1 ? parts[1] : environment.evenIfEmpty(parts[0])
        }
        return passed
    }

    private var warning: String {
        let who = urls ? "anyone who can reach this machine" : "anyone who can reach this machine and has the keys"
        return "warning: listening on \(host): \(who) can run code here"
    }

    /// Lists the functions, and prints the settings that other clients need, ready to paste.
    private func announce(_ server: LocalLambda, on console: TerminalConsole) async {
        let functions = await server.functions()
        for function in functions {
            console.notice(
                "  \(function.name) (\(function.runtime))\(function.problem.map { ": can't run: \($0)" } ?? "")")
        }
        let noun = functions.count == 1 ? "function" : "functions"
        console.notice("serving \(functions.count) \(noun) at \(server.endpoint); press Ctrl-C to stop")
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
    /// One line per function.
    fileprivate var text: String {
        let found = [("new", added), ("changed", changed)].flatMap { word, functions in
            functions.map { "\(word): \($0.name)\($0.problem.map { ", which can't run: \($0)" } ?? "")" }
        }
        return (found + removed.map { "removed: \($0)" }).joined(separator: "\n")
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
    /// Takes over what the embedded Lambda uses from the user's environment and from this process.
    mutating func useEnvironment(_ environment: EnvironmentVariables) {
        userEnvironment = environment
        #if os(Linux)
            launcher = "/proc/self/exe"
        #endif
        if let folder = environment["TMPDIR"], folder.hasPrefix("/") { temporaryFolder = folder }
    }
}
