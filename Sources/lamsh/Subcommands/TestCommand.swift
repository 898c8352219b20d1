// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ArgumentParser
import Isolation
import LineEditing
import ShellLanguage
import ShellRuntime
import Terminal

/// `lamsh test FILE|FOLDER…`: runs the tests of scripts and reports on them.
struct TestCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "test", _superCommandName: "lamsh",
        abstract: "Run the tests of scripts.",
        discussion: """
            Runs the top level of each file, then each `test "name" { … }` on a copy of the resulting variables, with \
            `before { … }` and `after { … }` around it. In a folder, it runs all .lamsh files, including those in \
            subfolders.

            Exit status: 0 all passed, 3 an assertion failed, 1 a command failed (the first failure in source order \
            counts), 2 usage, syntax, or no test found, 130 interrupted.
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("Scripts or folders of scripts.", valueName: "file|folder"))
    var paths: [String]

    @Option(help: ArgumentHelp("Run the tests whose name contains TEXT.", valueName: "text"))
    var filter: String?

    @Option(help: ArgumentHelp("Run this many tests at a time.", valueName: "n"))
    var parallel = 1

    @Option(help: ArgumentHelp("Write a JUnit XML report to FILE.", valueName: "file"))
    var junit: String?

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, tap, json }

    @Option(help: "text, tap for TAP version 14, or json for programs: one object with every test and its failure.")
    var format = Format.text

    @Flag(help: "The same as --format tap.")
    var tap = false

    @Option(help: ArgumentHelp("Write an HTML report with every invocation to FILE.", valueName: "file"))
    var html: String?

    @OptionGroup
    var start: SessionOptions

    func validate() throws {
        guard (1...1000).contains(parallel) else { throw ValidationError("--parallel must be from 1 to 1000") }
    }

    func run(_ environment: EnvironmentVariables) async -> Int32 {
        let app = Application(environment: environment, signals: ProcessSignals.install())
        start.values.apply(to: app.session)
        let status = await run(app)
        await app.endIfTerminated()
        await app.session.shutdown()
        return app.console.hasFailed ? max(status, 1) : status
    }

    @SessionActor
    private func run(_ app: Application) async -> Int32 {
        let files: [String]
        do { files = try ScriptFolder.scripts(at: paths) } catch {
            app.console.report(error)
            return 2
        }
        let scripts: [TestScript]
        switch await app.runInterruptibly({ await parse(files, app) }) {
        case .scripts(let parsed): scripts = parsed
        case .hasErrors: return 2
        case .interrupted: return 130
        }
        let runner = TestRunner(session: app.session, limit: parallel, filter: filter)
        let chosen = scripts.filter { runner.count(in: $0.script) > 0 }
        guard !chosen.isEmpty else {
            let what = filter.map { "no test whose name contains `\($0)`" } ?? "no test"
            app.console.report(Failure(.usage, "\(what) was found", hint: "write a test as `test \"name\" { … }`"))
            return 2
        }
        if let connectLocal = start.values.connectLocal {
            let status = await app.runInterruptibly { await app.session.run([connectLocal], keepGoing: false) }
            if status != 0 { return status }
        }
        var reporter: any TestReporter =
            switch tap ? .tap : format {
            case .text: TextReporter(console: app.console)
            case .tap: TAPReporter(console: app.console)
            case .json: JSONReporter(console: app.console)
            }
        reporter.begin(count: chosen.reduce(0) { $0 + runner.count(in: $1.script) })
        let progress = TestProgress(reporter: reporter)
        let report = await app.runInterruptibly {
            await runner.run(chosen) { progress.reporter.report($0) }
        }
        reporter = progress.reporter
        reporter.end(report)
        do throws(Stop) {
            try await write(report, app)
        } catch {
            guard case .failed(let failure) = error else { return 130 }
            app.console.report(failure)
            return max(report.status, 1)
        }
        return report.status
    }

    private typealias TestScript = (script: Script, file: RunningFile)

    private enum Parsed {
        case scripts([TestScript])
        /// At least one file has errors, so nothing runs.
        case hasErrors
        case interrupted
    }

    @SessionActor
    private func parse(_ files: [String], _ app: Application) async -> Parsed {
        var scripts: [TestScript] = []
        var hasErrors = false
        for path in files {
            do throws(Stop) {
                let source = Source(name: path, bytes: try await app.session.files.read(path))
                if let script = app.session.parse(source, layout: .text) {
                    scripts.append((script, RunningFile(path: path)))
                } else {
                    hasErrors = true
                }
            } catch {
                guard case .failed(let failure) = error else { return .interrupted }
                app.console.report(failure)
                hasErrors = true
            }
        }
        return hasErrors ? .hasErrors : .scripts(scripts)
    }

    @SessionActor
    private func write(_ report: TestReport, _ app: Application) async throws(Stop) {
        if let junit {
            try await app.session.files.write(Array(JUnitReport(report, console: app.console).text.utf8), to: junit)
        }
        if let html {
            try await app.session.files.write(Array(HTMLReport(report, console: app.console).text.utf8), to: html)
        }
    }
}

/// Keeps the reporter while tests run.
@SessionActor
private final class TestProgress {
    var reporter: any TestReporter
    init(reporter: any TestReporter) { self.reporter = reporter }
}
