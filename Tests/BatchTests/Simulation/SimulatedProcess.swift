// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import JSON
import Lambda
import TestSupport

/// One process that runs a batch in virtual time: a driver of the real machine and the real results file, whose
/// service, input, clock and disk are determined by a seed.
struct SimulatedProcess {
    /// The faults of a process, with their probabilities.
    struct Weather {
        var crash = 0.0
        var losesPages = false
        var cancel = 0.0
        var stop = 0.0
        /// For each response.
        var trouble = 0.0
        var skipsUncertain = false

        static let calm = Weather()
    }

    enum End: Equatable {
        case complete
        case stopped
        case crashed
        case failed
    }

    private struct Pending {
        let at: Instant
        let order: Int
        var event: BatchMachine.Event
        /// The row that a response belongs to.
        var call: BatchMachine.Call?
    }

    typealias Instant = ContinuousClock.Instant

    private let world: World
    private let weather: Weather
    private let mutation: Mutation?
    private let limits: BatchLimits
    private let interval: Duration?
    private var now: Instant
    private let start: Instant
    private var events: [Pending] = []
    private var order = 0
    private var isCancelled = false
    private var hasFailedSync = false
    /// The calls that wait for keys.
    private var unsent: Set<BatchMachine.Call> = []

    private var finished: FinishedRows
    private var nextIndex = 0
    /// How many rows the read bytes contain.
    private var available: Int

    /// The row of each call, to report what a call ran.
    private var rowOfCall: [BatchMachine.Call: Int] = [:]
    /// The rows that were taken and have no outcome.
    private var open: Set<Int> = []
    private var starts: [Instant] = []
    /// The rows that earlier processes left uncertain.
    private let uncertain: Set<Int>

    init(world: World, limits: BatchLimits, rate: Rate?, weather: Weather, mutation: Mutation?, start: Instant) {
        self.world = world
        self.weather = weather
        self.mutation = mutation
        var limits = limits
        limits.pace = rate.map { Pace($0, start: start) }
        self.limits = limits
        interval = rate?.interval
        self.start = start
        now = start
        finished = FinishedRows(usesKeys: world.usesKeys)
        uncertain = Set(world.rows.indices.filter { world.rows[$0].isUncertain })
        available = world.random.below(world.rows.count + 1)
    }

    /// Runs until the batch is over or the process dies.
    mutating func run(resumes: Bool) async throws -> End {
        var earlier = EarlierRows(usesKeys: world.usesKeys)
        var results: ResultsFile
        do {
            results = try await ResultsFile.open(
                path: World.path, resumes: resumes, earlier: &earlier, storage: world.storage)
        } catch {
            world.endProcess(losingPages: false)
            return .failed
        }
        finished = earlier.finished
        var machineLimits = limits
        if mutation == .ignoresTheCap { machineLimits.concurrency += 2 }
        var machine = BatchMachine(
            limits: machineLimits, tally: earlier.tally, records: true,
            carried: mutation == .forgetsCarriedRows ? 0 : earlier.finished.carried)
        if world.random.chance(weather.stop) { post(.stopRequested, after: .milliseconds(world.random.below(300))) }
        if world.random.chance(weather.cancel) { post(.cancelled, after: .milliseconds(world.random.below(300))) }
        var steps = 0
        while true {
            steps += 1
            if steps > 20_000 { throw Violation("the run doesn't end") }
            if world.random.chance(weather.crash) {
                try world.checkTable()
                world.endProcess(losingPages: weather.losesPages)
                return .crashed
            }
            let asked = mutation == .ignoresThePace ? now + .milliseconds(300) : now
            switch machine.next(now: asked) {
            case .takeRow:
                report(takeRow(), to: &machine)
                guard open.count <= 2 * limits.concurrency else { throw Violation("\(open.count) rows are in memory") }
            case .readInput: post(.inputRead, after: .milliseconds(world.random.below(50)), grows: true)
            case .send(let call, let request, let entry):
                guard let index = Int(request.function) else { throw Violation("an unknown row is sent") }
                try send(call, index, entry, results, &machine)
            case .recall: recallCalls()
            case .withdraw(let place):
                do throws(ResultsFault) {
                    try results.withdraw(place)
                    report(.withdrawn(place), to: &machine)
                } catch {
                    report(.notWithdrawn(error), to: &machine)
                }
            case .write(let outcome, let places):
                // A failed sync leaves the file in an unknown state.
                if hasFailedSync { throw Violation("row \(outcome.index) is written after a failed sync") }
                write(outcome, places, &results, &machine)
            case .sync: await sync(results)
            case .wake(let instant): post(.woke(at: instant), at: max(instant, now))
            case .wait:
                guard let index = events.indices.min(by: { isEarlier(events[$0], events[$1]) }) else {
                    throw Violation("the run waits for nothing")
                }
                let pending = events.remove(at: index)
                now = max(now, pending.at)
                if case .cancelled = pending.event { cancelCalls() }
                if let call = pending.call, let index = rowOfCall.removeValue(forKey: call) {
                    if unsent.remove(call) != nil { world.run(index) }
                }
                if case .notSynced = pending.event { hasFailedSync = true }
                report(pending.event, to: &machine)
            case .end(let result, let keepsTable):
                return try end(result, keepsTable, results)
            }
        }
    }

    private mutating func end(
        _ result: Result<BatchEnding, BatchFault>, _ keepsTable: Bool, _ results: consuming ResultsFile
    ) throws -> End {
        guard rowOfCall.isEmpty else { throw Violation("the run ended with calls in flight") }
        var end: End
        if isCancelled, case .success(let ending) = result {
            guard case .interrupted = ending else { throw Violation("a run that was cancelled ended with \(ending)") }
        }
        switch result {
        case .success(.complete): end = .complete
        case .success: end = .stopped
        case .failure: end = .failed
        }
        do throws(ResultsFault) {
            try results.close(keepingTable: keepsTable && mutation != .alwaysRemovesTheTable)
        } catch {
            end = .failed
        }
        try world.checkTable()
        world.endProcess(losingPages: false)
        return end
    }

    // MARK: Actions

    private mutating func takeRow() -> BatchMachine.Event {
        guard nextIndex < world.rows.count else { return .rowsEnded }
        guard nextIndex < available else { return .inputNeeded }
        let index = nextIndex
        nextIndex += 1
        let key = world.key(index)
        var carried: Place?
        switch finished.state(index: index, key: key) {
        case .finished, .finishedWithoutKey: return .passed
        case .new: break
        case .inFlight(let place):
            if weather.skipsUncertain {
                return .settled(RowOutcome(index: index, key: key?.json, kind: .uncertain), carried: place)
            }
            if mutation != .forgetsCarriedRows { carried = place }
        }
        if mutation == .losesRows, world.random.chance(0.2) { return .passed }
        open.insert(index)
        return .row(Row(index: index, key: key, request: InvocationRequest(function: "\(index)"), carried: carried))
    }

    private mutating func send(
        _ call: BatchMachine.Call, _ index: Int, _ entry: BatchMachine.Entry?, _ results: borrowing ResultsFile,
        _ machine: inout BatchMachine
    ) throws {
        var entry = entry
        if mutation == .sendsWithoutRecord { entry = nil }
        if let entry, mutation != .entersAfterSending {
            do throws(ResultsFault) { try results.enter(entry) } catch {
                return report(.notEntered(call, error), to: &machine)
            }
        }
        guard machine.inFlight <= limits.concurrency else {
            throw Violation("\(machine.inFlight) calls are in flight, and the cap is \(limits.concurrency)")
        }
        guard rowOfCall[call] == nil else { throw Violation("call \(call) is sent while it is in flight") }
        rowOfCall[call] = index
        try checkPace()
        if weather.skipsUncertain, uncertain.contains(index) {
            throw Violation("row \(index) runs again, although uncertain rows are skipped")
        }
        answer(call, index)
        if mutation == .sendsTwice { world.run(index) }
        if mutation == .entersAfterSending, let entry, !world.random.chance(0.2) { try? results.enter(entry) }
    }

    private mutating func checkPace() throws {
        starts.append(now)
        guard let interval else { return }
        let burst = max(interval, .milliseconds(100))
        for (distance, earlier) in starts.reversed().dropFirst().enumerated()
        where now < earlier + interval * (distance + 1) - burst {
            throw Violation("\(distance + 2) rows are started within \(now - earlier)")
        }
    }

    /// The service's reaction to a call.
    private mutating func answer(_ call: BatchMachine.Call, _ index: Int) {
        let latency = Duration.milliseconds(1 + world.random.below(400))
        let answer: Result<InvocationOutcome, LambdaError>
        if world.random.chance(weather.trouble / 4) {
            unsent.insert(call)
            answer = .success(InvocationOutcome(status: 200, payload: Array("{}".utf8)))
        } else if world.random.chance(weather.trouble) {
            answer = trouble(index)
        } else {
            world.run(index)
            answer = .success(InvocationOutcome(status: 200, payload: Array("{}".utf8)))
        }
        // No duration, because a growing histogram would take more time than everything else.
        let event = BatchMachine.Event.answered(call, answer, started: now + latency, ended: now + latency)
        post(event, at: now + latency, call: call)
    }

    private func trouble(_ index: Int) -> Result<InvocationOutcome, LambdaError> {
        switch world.random.below(8) {
        case 0:
            world.run(index)
            return .success(
                InvocationOutcome(status: 200, payload: Array(#"{"errorType":"E"}"#.utf8), functionError: "Unhandled"))
        case 1, 2, 3:
            return .failure(
                LambdaError(.service, code: "TooManyRequestsException", message: "", status: 429, isThrottle: true))
        case 4: return .failure(LambdaError(.network, code: "ConnectionRefused", message: ""))
        case 5:
            if world.random.chance(0.5) { runUncertainly(index) }
            return .failure(LambdaError(.timeout, code: "Timeout", message: "", mayHaveRun: true))
        case 6:
            if world.random.chance(0.5) { runUncertainly(index) }
            return .failure(LambdaError(.service, code: "ServiceException", message: "", status: 500, mayHaveRun: true))
        default:
            // Cancelled by something other than the run.
            if world.random.chance(0.5) { runUncertainly(index) }
            return .failure(LambdaError(.cancelled, code: "Cancelled", message: ""))
        }
    }

    /// It runs, but the response doesn't say so.
    private func runUncertainly(_ index: Int) {
        world.run(index)
        world.rows[index].isUncertain = true
    }

    /// Those that wait for keys end. The others continue.
    private mutating func recallCalls() {
        for index in events.indices {
            guard let call = events[index].call, unsent.remove(call) != nil else { continue }
            events[index].event = .answered(
                call, .failure(LambdaError(.recalled, code: "Recalled", message: "")), started: now, ended: now)
        }
    }

    private mutating func cancelCalls() {
        isCancelled = true
        for index in events.indices {
            guard let call = events[index].call, world.random.chance(0.8) else { continue }
            unsent.remove(call)
            events[index].event = .answered(
                call, .failure(LambdaError(.cancelled, code: "Cancelled", message: "")), started: now, ended: now)
        }
    }

    private mutating func write(
        _ outcome: RowOutcome, _ places: BatchMachine.Places, _ results: inout ResultsFile,
        _ machine: inout BatchMachine
    ) {
        do throws(ResultsFault) {
            try results.write(outcome)
            if mutation == .writesTwice { try results.write(outcome) }
        } catch {
            if mutation != .ignoresFailedWrites { return report(.notWritten(error), to: &machine) }
        }
        open.remove(outcome.index)
        report(.written(outcome, places), to: &machine)
    }

    private mutating func sync(_ results: borrowing ResultsFile) async {
        let delay = Duration.milliseconds(world.random.below(20))
        let fault = mutation == .takesWrittenForDurable ? nil : await results.sync()()
        let isIgnored = mutation == .ignoresFailedSyncs
        post(fault.flatMap { isIgnored ? nil : .notSynced($0) } ?? .synced, after: delay)
    }

    // MARK: Events

    private func isEarlier(_ left: Pending, _ right: Pending) -> Bool {
        left.at == right.at ? left.order < right.order : left.at < right.at
    }

    private mutating func post(_ event: BatchMachine.Event, after delay: Duration, grows: Bool = false) {
        if grows { available = min(world.rows.count, available + 1 + world.random.below(4)) }
        post(event, at: now + delay)
    }

    private mutating func post(_ event: BatchMachine.Event, at instant: Instant, call: BatchMachine.Call? = nil) {
        order += 1
        events.append(Pending(at: instant, order: order, event: event, call: call))
    }

    private mutating func report(_ event: BatchMachine.Event, to machine: inout BatchMachine) {
        var event = event
        switch (mutation, event) {
        case (.losesCancelledCalls, .answered(_, .failure(let error), _, _)) where error.kind == .cancelled: return
        case (.takesUncertainForRefused, .answered(let call, .failure(var error), let started, let ended))
        where error.mayHaveRun:
            error.isThrottle = true
            event = .answered(call, .failure(error), started: started, ended: ended)
        default: break
        }
        machine.handle(event, now: now, random: world.random.unit())
    }
}
