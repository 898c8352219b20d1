// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ArgumentParser
import Isolation
import JMESPath
import LineEditing
import ShellLanguage
import ShellRuntime
import Terminal

/// `lamsh [OPTION…] [-c TEXT]… [FILE [ARG…]]`: the shell itself.
struct MainCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "lamsh",
        // Keeps ArgumentParser from parsing each command line twice more to look for --generate-completion-script.
        _superCommandName: "",
        abstract: "An interactive shell and script runner for AWS Lambda.",
        usage: """
            lamsh [OPTION…] [-c TEXT]… [FILE [ARG…]]
            lamsh serve [PATH] [--port N]
            lamsh query EXPR [FILE]
            lamsh check FILE…
            lamsh test FILE|FOLDER…
            lamsh login [--profile NAME]
            lamsh logout [--profile NAME]
            """,
        discussion: """
            Without -c or FILE, lamsh reads standard input: with a prompt at a terminal, otherwise as a script.
            All -c texts, then FILE, run in one session. Put arguments that begin with - after --.

            Exit status: 0 success, 1 a command failed, 2 usage or syntax error (nothing was run), 3 an assertion \
            failed, 130 interrupted.
            """,
        version: Lamsh.version)

    @Option(name: .customShort("c"), help: ArgumentHelp("Run TEXT; can be repeated.", valueName: "text"))
    var texts: [String] = []

    @OptionGroup
    var start: SessionOptions

    // Options are validated strings: each additional option type adds 0.1 ms to every start.
    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Output format: table, json, jsonl, yaml, csv, raw or none.", valueName: "form"),
        transform: OutputForm.checked)
    var output: String?

    @Flag(help: "Continue with the next statement after a failure.")
    var keepGoing = false

    @Flag(name: .customLong("no-rc"), help: "Don't read the rc file at the prompt.")
    var skipsRC = false

    @ArgumentParser.Argument(help: ArgumentHelp("A script and its arguments.", valueName: "file"))
    var words: [String] = []

    func run(_ environment: EnvironmentVariables) async -> Int32 {
        let signals = ProcessSignals.install()
        let app = Application(environment: environment, signals: signals)
        if let output { app.session.settings.output = OutputForm(rawValue: output) }
        start.apply(to: app.session)
        let status = await run(app)
        await app.endIfTerminated()
        await app.session.shutdown()
        return app.console.hasFailed ? max(status, 1) : status
    }

    @SessionActor
    private func run(_ app: Application) async -> Int32 {
        let isInteractive = texts.isEmpty && words.isEmpty && app.standardInputIsTerminal
        let runs: [Run]
        switch await app.runInterruptibly({ await self.runs(app, isInteractive: isInteractive) }) {
        case .success(let read): runs = read
        case .failure(.failed(let failure)):
            app.console.report(failure)
            return 2
        case .failure(.interrupted), .failure(.exit): return 130
        }
        if let connectLocal = start.connectLocal {
            let status = await app.runInterruptibly { await app.session.run([connectLocal], keepGoing: false) }
            if status != 0 { return status }
        }
        if isInteractive { return await InteractiveLoop(app: app, readsRC: !skipsRC).run() }
        return await app.runInterruptibly { await app.session.run(runs, keepGoing: keepGoing) }
    }

    /// The texts to run, in order; standard input if there are none.
    @SessionActor
    private func runs(_ app: Application, isInteractive: Bool) async -> Result<[Run], Stop> {
        do throws(Stop) {
            return .success(try await readRuns(app, isInteractive: isInteractive))
        } catch {
            return .failure(error)
        }
    }

    @SessionActor
    private func readRuns(_ app: Application, isInteractive: Bool) async throws(Stop) -> [Run] {
        var runs = texts.enumerated().map { Run(source: Source(name: "-c:\($0.offset + 1)", text: $0.element)) }
        if let path = words.first {
            let bytes = try await readScript(path, app)
            let file = RunningFile(path: path, arguments: Array(words.dropFirst()))
            runs.append(Run(source: Source(name: path, bytes: bytes), file: file))
        }
        if runs.isEmpty, !isInteractive {
            let bytes = try await app.standardInput.readScript()
            runs.append(Run(source: Source(name: "<stdin>", bytes: bytes)))
        }
        return runs
    }

    @SessionActor
    private func readScript(_ path: String, _ app: Application) async throws(Stop) -> [UInt8] {
        do throws(Stop) {
            return try await app.session.files.read(path)
        } catch {
            guard case .failed(var failure) = error, app.session.vocabulary.commands[path] != nil else { throw error }
            failure.hint = "to run the command, write `lamsh -c '\(path)\(words.count > 1 ? " …" : "")'`"
            throw .failed(failure)
        }
    }
}

/// `-D name=text`
struct Binding: ExpressibleByArgument {
    let name: String
    let text: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<equals])
        text = String(argument[argument.index(after: equals)...])
        guard !ReadOnlyNames.contains(name), (try? Parameter.Kind.variable.convert(name)) != nil else {
            return nil
        }
    }
}

extension Binding {
    /// `text`, if it's a valid binding.
    static func checked(_ text: String) throws -> String {
        guard Binding(argument: text) != nil else { throw ValidationError("expected NAME=TEXT") }
        return text
    }
}

extension OutputForm {
    /// `text`, if it's a valid output format.
    fileprivate static func checked(_ text: String) throws -> String {
        guard OutputForm(rawValue: text) != nil else {
            throw ValidationError("expected one of " + allCases.map(\.rawValue).joined(separator: ", "))
        }
        return text
    }
}
