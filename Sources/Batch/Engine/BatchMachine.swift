// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import Lambda

/// The rules of a batch as a state machine: it receives events and returns the next action.
///
/// Nothing in here reads a clock, draws a random number, touches a file or starts a task, so that tests run it in
/// virtual time. `BatchRun` is the driver: it performs each action that `next` returns and reports the result with
/// `handle`.
///
/// There are two records for each row. Its *call* is its slot while it's in flight. Its *place* is its record in the
/// table of rows in flight: the row is entered before it's sent, and the place is only reused once the row's outcome
/// line is on disk. So a row that may have run is always in the table or has a durable outcome.
///
/// It can't be copied: a run has one state, and copying it would cost more than all of its rules.
package struct BatchMachine: ~Copyable, Sendable {
    package typealias Instant = ContinuousClock.Instant
    package typealias Call = Int

    package enum Event: Sendable {
        // Results of `takeRow`:
        case row(Row)
        /// A row that isn't sent: its arguments can't be evaluated, or it must not run again.
        case settled(RowOutcome, carried: Place?)
        /// A row that an earlier process finished.
        case passed
        /// More input has to be read before the next row is known.
        case inputNeeded
        case rowsEnded
        case rowsFailed(any Error)

        // Results of `readInput`:
        case inputRead
        case inputFailed(any Error)

        // Results of `send`:
        /// The row couldn't be entered in the table, so it wasn't sent.
        case notEntered(Call, ResultsFault)
        case answered(Call, Result<InvocationOutcome, LambdaError>, started: Instant, ended: Instant)

        // Results of `withdraw`, `write` and `sync`:
        case withdrawn(Place)
        case notWithdrawn(ResultsFault)
        case written(RowOutcome, Places)
        case notWritten(ResultsFault)
        case synced
        case notSynced(ResultsFault)

        case woke(at: Instant)
        /// Take no more rows, and wait for those in flight.
        case stopRequested
        /// Abandon the rows in flight as well. Their calls still report how they ended.
        case cancelled
    }

    package enum Action: Sendable {
        case takeRow
        case readInput
        /// Enter the row in the table if results are recorded, and then send it.
        case send(Call, InvocationRequest, entry: Entry?)
        /// Recall the calls in flight that haven't been sent yet. Each still reports how it ended.
        case recall
        /// Clear the place of a row that didn't run.
        case withdraw(Place)
        /// Write the outcome line. The row counts as done once this is reported.
        case write(RowOutcome, Places)
        /// Sync the written lines to disk.
        case sync
        /// Report `woke` at that time.
        case wake(at: Instant)
        /// Wait for the next event.
        case wait
        /// The run is over. The table of rows in flight is kept if it still has rows without a durable outcome.
        case end(Result<BatchEnding, BatchFault>, keepsTable: Bool)
    }

    /// A record for the table of rows in flight.
    package struct Entry: Sendable, Equatable {
        package let place: Place
        package let record: InFlightRecord
    }

    /// The places of one row: its own, and its place in an earlier process that had it in flight.
    package struct Places: Sendable, Equatable {
        package var own: Place?
        package var carried: Place?

        package init(own: Place? = nil, carried: Place? = nil) {
            self.own = own
            self.carried = carried
        }
    }

    /// A row that has no outcome yet.
    private struct Work {
        let row: Row
        var places: Places
        /// Whether an earlier process, or an attempt without a response, may have run it.
        var possiblyTwice: Bool
        /// How many times it was sent, including refusals.
        var attempts = 0
        /// How many times the service refused it or couldn't be reached.
        var refusals = 0
        /// How many times it failed and was sent again.
        var failures = 0
        /// When it was first due; a load test measures durations from then.
        var due: Instant?
        /// Whether its last attempt definitely didn't run, and no earlier attempt did.
        var hasNotRun: Bool { failures == 0 && !possiblyTwice }

        init(_ row: Row) {
            self.row = row
            places = Places(carried: row.carried)
            possiblyTwice = row.carried != nil
        }
    }

    /// What's known about the rows that haven't been taken.
    private enum Supply {
        case unknown
        /// The input has to be read first; whether that's under way.
        case dry(isReading: Bool)
        case ended
    }

    /// How written lines get to disk.
    private enum Durability {
        /// There's no results file: an outcome is final when it's known.
        case unrecorded
        case clean
        /// The places of rows whose lines are written but not synced, and when the first of them was written.
        case dirty([Place], since: Instant)
        /// A sync is under way for the first list; the lines of the second were written in the meantime.
        case syncing([Place], then: [Place], since: Instant?)
        /// Lines that weren't synced may be lost, and a later sync wouldn't detect it.
        case failed
    }

    /// The longest time that a line may wait for its sync.
    package static let syncInterval = Duration.seconds(1)
    /// The most rows that may wait for a sync: a sync begins at half of it, and no row is started beyond it.
    package static let mostUnsynced = 32_768

    private let limits: BatchLimits
    private var level: ConcurrencyLevel
    private var pace: Pace?
    package private(set) var tally: Tally

    private var supply = Supply.unknown
    /// The work of each call; nil for free slots.
    private var calls: [Work?] = []
    private var freeCalls: [Call] = []
    private var retries = RetryQueue<Work>()
    private var table: PlaceTable
    private var durability: Durability
    /// Actions that have to be done before anything new begins.
    private var owed: [Action] = []
    /// The times at which the driver was asked to wake; each is earlier than the ones before it.
    private var alarms: [Instant] = []
    /// The number of consecutive calls that didn't reach the service.
    private var unreached = 0
    private var ending: BatchEnding?
    private var fault: BatchFault?
    private var isGivingUp = false
    private var hasEnded = false

    /// - Parameters:
    ///   - records: whether outcomes go to a results file.
    ///   - carried: how many places at the start of the table hold rows of earlier processes.
    package init(limits: BatchLimits, tally: Tally = Tally(), records: Bool, carried: Int = 0) {
        self.limits = limits
        self.tally = tally
        level = ConcurrencyLevel(cap: limits.concurrency)
        pace = limits.pace
        table = PlaceTable(carried: carried)
        durability = records ? .clean : .unrecorded
    }

    // MARK: Status

    package var inFlight: Int { calls.count - freeCalls.count }

    /// The concurrency that the service was found to support; nil while it has refused nothing.
    package var heldDownLevel: Int? { level.isHeldDown ? level.limit : nil }

    // MARK: Actions

    /// The next action. Each action is returned once; `wait` means that only an event changes anything.
    package mutating func next(now: Instant) -> Action {
        if !owed.isEmpty { return owed.removeFirst() }
        var wake: Instant?
        if let action = start(now, &wake) ?? sync(now, &wake) { return action }
        if isOver {
            hasEnded = true
            return .end(result, keepsTable: table.hasOpenRows)
        }
        if let wake, alarms.last.map({ wake < $0 }) ?? true {
            alarms.append(wake)
            return .wake(at: wake)
        }
        return .wait
    }

    /// Starts a row if one may start.
    private mutating func start(_ now: Instant, _ wake: inout Instant?) -> Action? {
        guard takesRows, inFlight < level.limit, unsynced < Self.mostUnsynced else { return nil }
        if let due = pace?.due, due > now {
            wake = due
            return nil
        }
        if let work = retries.next(now: now) { return send(work, now) }
        wake = retries.due
        // Rows that wait for another attempt are in memory, so their number is limited.
        guard retries.count < limits.concurrency else { return nil }
        switch supply {
        case .unknown: return .takeRow
        case .dry(isReading: false):
            supply = .dry(isReading: true)
            return .readInput
        case .dry(isReading: true), .ended: return nil
        }
    }

    private mutating func send(_ work: Work, _ now: Instant) -> Action {
        var work = work
        work.attempts += 1
        let due = pace?.take(now: now)
        if work.due == nil { work.due = due }
        var entry: Entry?
        if isRecorded, work.places.own == nil {
            let place = table.enter()
            work.places.own = place
            entry = Entry(place: place, record: InFlightRecord(index: work.row.index, key: work.row.key?.print))
        }
        let request = work.row.request
        if let call = freeCalls.popLast() {
            calls[call] = work
            return .send(call, request, entry: entry)
        }
        calls.append(work)
        return .send(calls.count - 1, request, entry: entry)
    }

    /// Syncs lines that were written at least a second ago, or all lines at the end.
    private mutating func sync(_ now: Instant, _ wake: inout Instant?) -> Action? {
        guard case .dirty(let places, let since) = durability, !isGivingUp else { return nil }
        guard isDrained || now >= since + Self.syncInterval || places.count >= Self.mostUnsynced / 2 else {
            wake = min(wake ?? since + Self.syncInterval, since + Self.syncInterval)
            return nil
        }
        durability = .syncing(places, then: [], since: nil)
        return .sync
    }

    // MARK: State

    private var isRecorded: Bool { if case .unrecorded = durability { false } else { true } }

    private var takesRows: Bool { ending == nil && fault == nil && !isGivingUp }

    /// No row is in flight, and no more will be.
    private var isDrained: Bool {
        guard inFlight == 0 else { return false }
        if !takesRows { return true }
        guard case .ended = supply else { return false }
        return retries.isEmpty
    }

    private var isOver: Bool {
        guard isDrained, !hasEnded else { return false }
        switch durability {
        case .unrecorded, .clean, .failed: return true
        // An abandoned run doesn't wait for a disk: the table then keeps the rows whose lines may not be on it.
        case .dirty, .syncing: return isGivingUp
        }
    }

    private var unsynced: Int {
        switch durability {
        case .unrecorded, .clean, .failed: 0
        case .dirty(let places, _): places.count
        case .syncing(let places, let then, _): places.count + then.count
        }
    }

    private var result: Result<BatchEnding, BatchFault> {
        if let fault { return .failure(fault) }
        return .success(ending ?? .complete)
    }

    /// This many consecutive calls that don't reach the service end the run: with the pauses between them, after about
    /// ten seconds.
    private var mostUnreached: Int { 10 + level.cap }

    private mutating func fail(_ fault: BatchFault) {
        guard self.fault == nil else { return }
        recallCalls()
        self.fault = fault
    }

    /// Takes no more rows.
    private mutating func stop(_ ending: BatchEnding) {
        guard self.ending == nil else { return }
        recallCalls()
        self.ending = ending
    }

    /// Only once: no call is sent after the first time.
    private mutating func recallCalls() { if takesRows, inFlight > 0 { owed.append(.recall) } }

    // MARK: Events

    /// - Parameter random: a number from 0 to 1, drawn for this event.
    package mutating func handle(_ event: Event, now: Instant, random: Double) {
        switch event {
        case .row(let row): owed.append(send(Work(row), now))
        case .settled(let outcome, let carried): write(outcome, Places(carried: carried))
        case .passed: break
        case .inputNeeded: supply = .dry(isReading: false)
        case .rowsEnded: supply = .ended
        case .rowsFailed(let error): fail(.rows(error))

        case .inputRead: supply = .unknown
        case .inputFailed(let error):
            supply = .ended
            fail(.input(error))

        case .notEntered(let call, let fault):
            if let place = finish(call)?.places.own { table.abandon(place) }
            fail(.results(fault))
        case .answered(let call, let result, let started, let ended):
            guard let work = finish(call) else { return }
            let duration = ended - (limits.countsFromDue ? work.due ?? started : started)
            switch result {
            case .success(let answer): succeeded(answer, of: work, duration: duration, now, random)
            case .failure(let error): failed(error, of: work, duration: duration, now, random)
            }

        case .withdrawn(let place): table.leave(place)
        case .notWithdrawn(let fault): fail(.results(fault))
        case .written(let outcome, let places): count(outcome, places, now)
        case .notWritten(let fault): fail(.results(fault))
        case .synced: synced()
        case .notSynced(let fault):
            durability = .failed
            fail(.results(fault))

        case .woke(let instant): alarms.removeAll { $0 == instant }
        case .stopRequested: stop(.interrupted(leavingRows: false))
        case .cancelled:
            isGivingUp = true
            ending = .interrupted(leavingRows: inFlight > 0)
        }
    }

    /// Removes and returns the work of a finished call; nil if there's no such call.
    private mutating func finish(_ call: Call) -> Work? {
        guard calls.indices.contains(call), let work = calls[call] else { return nil }
        calls[call] = nil
        freeCalls.append(call)
        return work
    }

    private mutating func succeeded(
        _ answer: InvocationOutcome, of work: Work, duration: Duration, _ now: Instant, _ random: Double
    ) {
        level.succeeded()
        unreached = 0
        if let log = answer.log { tally.add(log: log) }
        var outcome = RowOutcome(index: work.row.index, key: work.row.key?.json, kind: .ok)
        outcome.status = answer.status
        outcome.payload = answer.payload
        outcome.requestId = answer.requestId
        outcome.duration = duration
        if let functionError = answer.functionError {
            if runsAgain(work, now, random) { return }
            outcome.kind = .failed
            outcome.functionError = functionError
            let raised = try? JSONValue(parsing: answer.payload)
            outcome.errorType = raised?["errorType"]?.string ?? functionError
            outcome.errorMessage = raised?["errorMessage"]?.string
        }
        write(outcome, of: work)
    }

    private mutating func failed(
        _ error: LambdaError, of work: Work, duration: Duration, _ now: Instant, _ random: Double
    ) {
        // The row may have run, and its outcome is unknown: it stays in the table.
        if error.kind == .cancelled, isGivingUp { return }
        if error.kind == .recalled {
            var work = work
            work.attempts -= 1
            return sendLater(work, now, random)
        }
        if error.isThrottle {
            unreached = 0
            tally.addThrottle()
            level.refused(inFlight: inFlight)
            return sendLater(work, now, random)
        }
        if error.kind == .network, !error.mayHaveRun {
            unreached += 1
            if unreached > mostUnreached { fail(.service(error)) }
            level.refused(inFlight: inFlight)
            return sendLater(work, now, random)
        }
        unreached = 0
        if error.kind == .credentials {
            fail(.service(error))
            return sendLater(work, now, random)
        }
        let mayHaveRun = error.mayHaveRun || error.kind == .cancelled
        if error.kind != .usage, runsAgain(work, mayHaveRun: mayHaveRun, now, random) { return }
        var outcome = RowOutcome(
            index: work.row.index, key: work.row.key?.json, errorKind: error.kind.rawValue, type: error.code,
            message: error.message)
        outcome.status = error.status
        outcome.requestId = error.requestId
        outcome.duration = duration
        write(outcome, of: work)
    }

    /// The row was refused and is sent again later.
    private mutating func sendLater(_ work: Work, _ now: Instant, _ random: Double) {
        var work = work
        work.refusals += 1
        // A row that ran before stays in the table: whatever happens to this process, the next one has to know.
        if work.hasNotRun, let place = work.places.own {
            work.places.own = nil
            owed.append(.withdraw(place))
        }
        retries.add(work, attempt: work.refusals + work.failures, now: now, random: random)
    }

    /// Whether a failed row is sent again, as `--retry` allows.
    ///
    /// - Parameter mayHaveRun: the row may have run, and its outcome is unknown.
    private mutating func runsAgain(
        _ work: Work, mayHaveRun: Bool = false, _ now: Instant, _ random: Double
    ) -> Bool {
        guard work.failures < limits.retries, takesRows else { return false }
        var work = work
        if mayHaveRun { work.possiblyTwice = true }
        work.failures += 1
        retries.add(work, attempt: work.refusals + work.failures, now: now, random: random)
        return true
    }

    private mutating func write(_ outcome: RowOutcome, of work: Work) {
        var outcome = outcome
        outcome.attempts = work.attempts
        outcome.possiblyTwice = work.possiblyTwice
        write(outcome, work.places)
    }

    private mutating func write(_ outcome: RowOutcome, _ places: Places) {
        // A failed sync leaves the file in an unknown state: a new line could become part of another one.
        if case .failed = durability { return }
        owed.append(.write(outcome, places))
    }

    /// The outcome is in the file, or there's no file: the row is done.
    private mutating func count(_ outcome: RowOutcome, _ places: Places, _ now: Instant) {
        tally.add(outcome)
        if let stopAfter = limits.stopAfter, tally.failedNow >= stopAfter { stop(.stopped) }
        let written = [places.own, places.carried].compactMap(\.self)
        switch durability {
        case .unrecorded, .failed: break
        case .clean: durability = .dirty(written, since: now)
        case .dirty(var waiting, let since):
            // The array then has one owner, so that appending to it copies nothing.
            durability = .clean
            waiting += written
            durability = .dirty(waiting, since: since)
        case .syncing(let places, var then, let since):
            durability = .clean
            then += written
            durability = .syncing(places, then: then, since: since ?? now)
        }
    }

    private mutating func synced() {
        guard case .syncing(let places, let then, let since) = durability else { return }
        for place in places { table.leave(place) }
        durability = since.map { .dirty(then, since: $0) } ?? .clean
    }
}
