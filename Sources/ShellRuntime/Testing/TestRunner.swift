// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
package import ShellLanguage
import Waiting

/// Runs the tests of script files: first the top level of a file, then each test in its own session, which starts with
/// a copy of the state that the top level left.
@SessionActor
package struct TestRunner {
    private let session: Session
    private let turns: Turns
    private let limit: Int
    private let filter: String?
    private let origin = ContinuousClock.now

    /// Runs at most `limit` tests at a time, and only those whose name contains `filter`.
    package init(session: Session, limit: Int = 1, filter: String? = nil) {
        self.session = session
        self.limit = limit
        self.filter = filter
        turns = Turns(limit)
    }

    /// How many tests of `script` would run.
    package func count(in script: Script) -> Int { tests(of: script).count }

    private func tests(of script: Script) -> [Test] {
        script.tests.filter { test in filter.map { test.name.contains($0) } ?? true }
    }

    /// Runs the tests of `scripts`; `report` gets each result as soon as all before it, in source order, are known.
    package func run(
        _ scripts: [(script: Script, file: RunningFile)], report: @escaping @SessionActor (TestResult) -> Void
    ) async -> TestReport {
        let ordered = OrderedResults(counts: scripts.map { tests(of: $0.script).count + 1 }, report: report)
        let work: @SessionActor @Sendable () async -> Void = {
            while !Task.isCancelled, let index = ordered.nextFile() {
                let (script, file) = scripts[index]
                await run(script, file) { ordered.add($1, file: index, place: $0) }
            }
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<min(limit, scripts.count) { group.addTask { await work() } }
        }
        ordered.finish()
        return TestReport(
            results: ordered.results, duration: ContinuousClock.now - origin, wasInterrupted: Task.isCancelled)
    }

    /// Place 0 is the top level; the first test has place 1.
    private func run(
        _ script: Script, _ file: RunningFile, _ add: @escaping @SessionActor (Int, TestResult?) -> Void
    ) async {
        let recorder = TestRecorder(console: session.console, origin: origin)
        let top = session.fork(console: recorder.console, journal: recorder.journal, printsValues: true)
        top.file = file
        top.define(script)
        let tests = tests(of: script)
        let hooks = script.hooks.map { TypedHook(hook: $0, source: script.source) }
        let reason =
            await turns.taking { await runTopLevel(of: script, in: top, recorder) { add(0, $0) } } ?? "interrupted"
        if let reason {
            for (index, test) in tests.enumerated() {
                add(index + 1, TestResult(file: file.path, name: test.name, outcome: .notRun(reason)))
            }
        } else {
            await withTaskGroup(of: Void.self) { group in
                for (index, test) in tests.enumerated() {
                    let work: @SessionActor @Sendable () async -> Void = {
                        let result = await turns.taking {
                            Task.isCancelled ? nil : await run(test, hooks, script.source, in: top)
                        }
                        add(index + 1, result ?? nil)
                    }
                    group.addTask { await work() }
                }
            }
        }
        await top.close()
    }

    /// Runs the top level. Returns the reason why the tests can't run, or nil if they can.
    private func runTopLevel(
        of script: Script, in top: Session, _ recorder: TestRecorder, _ add: (TestResult?) -> Void
    ) async -> String? {
        let interpreter = Interpreter(session: top, scope: top.scope, source: script.source)
        var result = TestResult(file: top.file.path, name: nil, outcome: .passed)
        let reason: String?
        do {
            _ = try await interpreter.run(script.statements)
            reason = nil
        } catch {
            switch error {
            case .interrupted: reason = "interrupted"
            case .exit(0): reason = "`exit` ended the file before its tests ran"
            case .exit(let status):
                reason = "`exit \(status)` ended the file before its tests ran"
                result.outcome = .failed(Failure(.fail, "`exit \(status)` ended the file before its tests ran"))
            case .failed(let failure):
                reason = "the top level of the file failed"
                result.outcome = .failed(failure)
            }
        }
        recorder.complete(&result)
        // A top level that succeeded without output isn't worth reporting.
        add(result.isPassed && result.output.isEmpty && result.invocations.isEmpty ? nil : result)
        return reason
    }

    /// Runs one test in a fork of `session`, with its hooks around it.
    func run(_ test: Test, _ hooks: [TypedHook], _ source: Source, in session: Session) async -> TestResult {
        let recorder = TestRecorder(console: session.console, origin: origin)
        let fork = session.fork(console: recorder.console, journal: recorder.journal, printsValues: false)
        func interpreter(_ source: Source) -> Interpreter {
            Interpreter(session: fork, scope: fork.scope, source: source)
        }
        var stop: Stop?
        do {
            for typed in hooks where typed.hook.kind == .before {
                _ = try await interpreter(typed.source).run(typed.hook.body.statements)
            }
            _ = try await interpreter(source).run(test.body.statements)
        } catch {
            stop = error
        }
        for typed in hooks where typed.hook.kind == .after {
            do {
                _ = try await interpreter(typed.source).runToEnd(typed.hook.body)
            } catch {
                stop = Stop(stop, thenAfter: error)
            }
        }
        await fork.close()
        var result = TestResult(file: session.file.path, name: test.name, outcome: .passed)
        switch stop {
        case nil, .exit(0): break
        case .exit(let status):
            var failure = Failure(.fail, "`exit \(status)` ended the test")
            failure.place = SourcePlace(source: source, range: test.nameRange)
            result.outcome = .failed(failure)
        case .interrupted: result.outcome = .notRun("interrupted")
        case .failed(let failure): result.outcome = .failed(failure)
        }
        recorder.complete(&result)
        return result
    }
}

extension Stop {
    /// The outcome of a test if an `after` block failed too: the test's own failure wins.
    fileprivate init(_ stop: Stop?, thenAfter error: Stop) {
        guard case .failed(var failure) = stop, case .failed(let later) = error else {
            self = stop ?? error
            return
        }
        failure.details.append("then `after` failed: \(later.message)")
        self = .failed(failure)
    }
}

/// What's recorded while a test runs.
@SessionActor
private struct TestRecorder {
    let console: RecordingConsole
    let journal: InvocationJournal
    private let start: ContinuousClock.Instant
    private let origin: ContinuousClock.Instant

    init(console: any Console, origin: ContinuousClock.Instant) {
        self.console = RecordingConsole(console)
        journal = InvocationJournal(since: origin)
        start = .now
        self.origin = origin
    }

    func complete(_ result: inout TestResult) {
        result.start = start - origin
        result.duration = ContinuousClock.now - start
        result.output = console.text
        result.invocations = journal.entries
        result.omittedInvocations = journal.omitted
    }
}

/// Reports results in source order, whatever order they come in.
@SessionActor
private final class OrderedResults {
    private(set) var results: [TestResult] = []
    private var pending: [[TestResult??]]
    private var started = 0
    private var file = 0
    private var place = 0
    private let report: @SessionActor (TestResult) -> Void

    init(counts: [Int], report: @escaping @SessionActor (TestResult) -> Void) {
        pending = counts.map { Array(repeating: .none, count: $0) }
        self.report = report
    }

    /// The index of a file that may start now; nil when all have.
    func nextFile() -> Int? {
        guard started < pending.count else { return nil }
        defer { started += 1 }
        return started
    }

    /// nil: there's nothing to report for this place.
    func add(_ result: TestResult?, file: Int, place: Int) {
        pending[file][place] = .some(result)
        flush()
    }

    private func flush() {
        while file < pending.count {
            guard place < pending[file].count else {
                (file, place) = (file + 1, 0)
                continue
            }
            guard case .some(let result) = pending[file][place] else { return }
            if let result { tell(result) }
            place += 1
        }
    }

    /// Reports the results after a place that never got one.
    func finish() {
        for file in pending.indices.dropFirst(file) {
            let first = file == self.file ? place : 0
            for case .some(.some(let result)) in pending[file].dropFirst(first) { tell(result) }
        }
        pending = []
    }

    private func tell(_ result: TestResult) {
        results.append(result)
        report(result)
    }
}
