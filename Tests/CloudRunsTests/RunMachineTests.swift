// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import CloudRuns
import Lambda
import Synchronization
import Testing
import TestSupport

struct RunMachineTests {
    private let prepared: PreparedRun

    init() throws {
        prepared = PreparedRun(
            machine: "lamsh-0123456789ab", function: "f", definition: [], name: "n", role: "r",
            place: RunPlace(bucket: "b", folder: "f"))
    }

    private func run(
        _ engine: FakeEngine, follows: Bool = true, from first: RunStep = .prepare, endedAfter: Int? = nil
    ) async -> RunDriver.Ending {
        let driver = RunDriver(engine, sleep: { engine.sleep($0) })
        let subject =
            first == .prepare
            ? RunDriver.Subject.new(prepared, onPrepared: { _ in })
            : .known(RunReference(machine: "m", execution: "e"), token: "t", endedAfter: endedAfter)
        return await driver.run(subject, from: first, follows: follows)
    }

    @Test func `a run is prepared, started and followed to its end`() async {
        let engine = FakeEngine(polls: 3)
        guard case .over(let status) = await run(engine) else { return #expect(Bool(false)) }
        #expect(status.state == .succeeded)
        #expect(engine.steps == [.prepare, .start, .poll, .poll, .poll])
    }

    @Test func `a run that isn't followed is left once it has started`() async {
        let engine = FakeEngine(polls: 3)
        guard case .left = await run(engine, follows: false) else { return #expect(Bool(false)) }
        #expect(engine.steps == [.prepare, .start])
    }

    @Test func `a stopped run is followed to its end`() async {
        let engine = FakeEngine(polls: 2)
        guard case .over = await run(engine, from: .stop) else { return #expect(Bool(false)) }
        #expect(engine.steps == [.stop, .poll, .poll])
    }

    @Test func `a state that lamsh doesn't know doesn't end the run`() async {
        let engine = FakeEngine(polls: 3, meanwhile: .other("PENDING_REDRIVE"))
        guard case .over = await run(engine) else { return #expect(Bool(false)) }
        #expect(engine.steps.count == 5)
    }

    @Test(arguments: [StepFault.refused, .gone])
    func `a step that can't succeed ends the run at once`(fault: StepFault) async {
        let engine = FakeEngine(polls: 3, faults: [.poll: [fault]])
        switch (fault, await run(engine, from: .poll)) {
        case (.refused, .failed(.poll, _, _)), (.gone, .gone): break
        default: #expect(Bool(false))
        }
        #expect(engine.steps == [.poll])
    }

    @Test func `a run that was just started may be unknown for a while`() async {
        let engine = FakeEngine(polls: 3, faults: [.poll: [.gone, .gone]])
        guard case .over(let status) = await run(engine) else { return #expect(Bool(false)) }
        #expect(status.state == .succeeded)
        #expect(engine.steps == [.prepare, .start, .poll, .poll, .poll, .poll, .poll])
        let deleted = FakeEngine(polls: 3, faults: [.poll: Array(repeating: .gone, count: 100)])
        guard case .gone = await run(deleted) else { return #expect(Bool(false)) }
    }

    @Test func `an end from before a run was continued isn't its end`() async {
        let engine = FakeEngine(polls: 5, oldPolls: 3)
        guard case .over(let status) = await run(engine, from: .retryRest, endedAfter: 0) else {
            return #expect(Bool(false))
        }
        #expect(status.state == .succeeded && status.continuations == 1)
        #expect(engine.steps.count(where: { $0 == .poll }) == 5)
        // An engine that never shows that it continues doesn't keep lamsh forever.
        let stuck = FakeEngine(polls: 1_000, oldPolls: 1_000)
        guard case .over = await run(stuck, from: .retryRest, endedAfter: 0) else { return #expect(Bool(false)) }
    }

    @Test func `a step whose response was lost may have been carried out, whatever it ends with`() async {
        let lost = FakeEngine(polls: 3, faults: [.prepare: [.refused, .lost]])
        guard case .failed(.prepare, _, mayBeDone: true) = await run(lost) else { return #expect(Bool(false)) }
        let refused = FakeEngine(polls: 3, faults: [.prepare: [.refused, .throttled]])
        guard case .failed(.prepare, _, mayBeDone: false) = await run(refused) else { return #expect(Bool(false)) }
    }

    @Test func `a run that can't be continued is spent, whatever other steps say`() async {
        let engine = FakeEngine(polls: 3, faults: [.retryRest: [.spent]])
        guard case .spent = await run(engine, from: .retryRest) else { return #expect(Bool(false)) }
        #expect(engine.steps == [.retryRest])
        let polled = FakeEngine(polls: 3, faults: [.poll: [.spent]])
        guard case .failed(.poll, _, _) = await run(polled, from: .poll) else { return #expect(Bool(false)) }
    }

    @Test func `a service that never answers ends the run after two minutes`() async {
        let engine = FakeEngine(polls: 3, faults: [.start: Array(repeating: .lost, count: 1_000)])
        guard case .failed(.start, _, _) = await run(engine) else { return #expect(Bool(false)) }
        #expect(engine.slept > .seconds(60) && engine.slept < .seconds(180))
    }

    @Test func `polls become rarer, down to one in five seconds`() async {
        let engine = FakeEngine(polls: 100)
        _ = await run(engine)
        #expect(engine.sleeps.first == .milliseconds(200))
        #expect(engine.sleeps.last == .seconds(5))
    }

    /// Any steps may fail in any way that passes; the run ends as if they hadn't.
    @Test(arguments: 0..<500)
    func `faults that pass change nothing but the time`(seed: Int) async {
        var random = SeededNumbers(seed: UInt64(seed))
        var faults: [RunStep: [StepFault]] = [:]
        let passing: [StepFault] = [.throttled, .lost, .notKnownYet]
        for step in [RunStep.prepare, .start, .poll] {
            faults[step] = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                passing.randomElement(using: &random) ?? .lost
            }
        }
        let engine = FakeEngine(polls: Int.random(in: 1...6, using: &random), faults: faults)
        guard case .over(let status) = await run(engine) else { return #expect(Bool(false)) }
        #expect(status.state == .succeeded)
        #expect(engine.started == 1)
    }
}

/// An engine in memory, whose steps fail as often as a test wants.
private final class FakeEngine: CloudEngine {
    private struct State {
        var steps: [RunStep] = []
        var faults: [RunStep: [StepFault]]
        var polls: Int
        var sleeps: [Duration] = []
        var isStarted = false
        var started = 0
        /// How many polls find the end from before the run was continued.
        var oldPolls: Int
    }

    private let state: Mutex<State>
    private let meanwhile: RunStatus.State

    init(
        polls: Int, oldPolls: Int = 0, meanwhile: RunStatus.State = .running, faults: [RunStep: [StepFault]] = [:]
    ) {
        state = Mutex(State(faults: faults, polls: polls, oldPolls: oldPolls))
        self.meanwhile = meanwhile
    }

    var steps: [RunStep] { state.withLock { $0.steps } }
    var sleeps: [Duration] { state.withLock { $0.sleeps } }
    var slept: Duration { sleeps.reduce(.zero, +) }
    var started: Int { state.withLock { $0.started } }

    func sleep(_ duration: Duration) { state.withLock { $0.sleeps.append(duration) } }

    private func take(_ step: RunStep) throws(LambdaError) {
        let fault = state.withLock { state in
            state.steps.append(step)
            return state.faults[step]?.popLast()
        }
        guard let fault else { return }
        // A lost answer: it was started all the same, and only once.
        if fault == .lost, step == .start { start() }
        throw LambdaError(.service, code: "\(fault)", message: "")
    }

    private func start() {
        state.withLock { state in
            if !state.isStarted { state.started += 1 }
            state.isStarted = true
        }
    }

    func prepare(_ run: PreparedRun) async throws(LambdaError) -> RunReference {
        try take(.prepare)
        return RunReference(machine: "m", execution: "e")
    }

    func start(_ run: RunReference) async throws(LambdaError) {
        try take(.start)
        start()
    }

    func poll(_ run: RunReference) async throws(LambdaError) -> RunStatus {
        try take(.poll)
        return state.withLock { state in
            state.polls -= 1
            var status = RunStatus(state.polls > 0 ? meanwhile : .succeeded)
            if state.oldPolls > 0 { status = RunStatus(.failed) }
            status.continuations = state.oldPolls > 0 ? 0 : 1
            state.oldPolls -= 1
            return status
        }
    }

    func stop(_ run: RunReference) async throws(LambdaError) { try take(.stop) }
    func retryRest(_ run: RunReference, token: String) async throws(LambdaError) { try take(.retryRest) }
    func collect(_ run: RunRecord, _ take: (RowOutcome) async throws -> Void) async throws -> RunCoverage {
        RunCoverage()
    }
    func setConcurrency(_ workflows: Int, of run: RunReference) async throws(LambdaError) {}
    func remove(_ run: RunReference) async throws(LambdaError) {}

    func meaning(of error: LambdaError, in step: RunStep) -> StepFault {
        switch error.code {
        case "throttled": .throttled
        case "lost": .lost
        case "notKnownYet": .notKnownYet
        case "gone": .gone
        case "spent": .spent
        default: .refused
        }
    }
}
