// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
package import Lambda

/// Runs the rows of a feed against a service: as many side by side as the service bears, one outcome a row.
///
/// One task on the session's actor owns all state and waits for one event after another; calls, reads, timers and syncs
/// are tasks of their own that only report back.
@SessionActor
package final class BatchRun {
    package struct Limits: Sendable {
        package var concurrency = 64
        package var pace: Pace?
        /// How often a row that failed is run again.
        package var retries = 0
        /// Stops after this many failed rows.
        package var stopAfter: Int?

        package init() {}
    }

    /// Why a run ended.
    package enum Ending: Sendable {
        case complete
        /// After `stopAfter` failed rows.
        case stopped
        /// Somebody asked for it; `leavingRows` when calls in flight were given up.
        case interrupted(leavingRows: Bool)
    }

    /// What ends a run that cannot go on.
    package enum Fault: Error {
        /// The rows cannot be read, or their evaluation ends the run.
        case feed(any Error)
        case input(any Error)
        case results(ResultsFile.Fault)
        /// Nobody answers any more, or the keys are not accepted: no row would fare better. The rows that this met
        /// have no outcome.
        case service(LambdaError)
    }

    enum Event: Sendable {
        case answered(
            Row, Result<InvocationOutcome, LambdaError>, started: ContinuousClock.Instant, ContinuousClock.Instant)
        case read(Result<[UInt8]?, any Error>)
        case due
        case synced
        case askedToStop
    }

    package let feed: any RowFeed
    let service: any LambdaService
    let limits: Limits
    package let stop: StopSignal
    /// Called with each outcome, after its line was written.
    let onOutcome: ((RowOutcome) -> Void)?

    package internal(set) var tally: Tally
    package internal(set) var results: ResultsFile?
    var level: ConcurrencyLevel
    var pace: Pace?
    var refused = RefusedRows()
    package internal(set) var inFlight = 0
    var hasEnded = false
    var isReading = false
    var isSyncing = false
    var lastSync = ContinuousClock.now
    /// When the timer that runs wakes the loop.
    var timer: ContinuousClock.Instant?
    var ending: Ending?
    /// Calls that found no service, since the last that found one.
    var unreached = 0
    /// Why no more rows can be had: thrown when those in flight are done.
    var fault: Fault?
    package let status: BatchStatus

    package init(
        feed: any RowFeed, service: any LambdaService, limits: Limits, results: ResultsFile? = nil,
        tally: Tally = Tally(),
        stop: StopSignal = StopSignal(), status: BatchStatus = BatchStatus(),
        onOutcome: ((RowOutcome) -> Void)? = nil
    ) {
        self.feed = feed
        self.service = service
        self.limits = limits
        self.results = results
        self.tally = tally
        self.stop = stop
        self.status = status
        self.onOutcome = onOutcome
        level = ConcurrencyLevel(cap: limits.concurrency)
        pace = limits.pace
    }

    /// Runs to the end, or to that of the calls in flight once it was stopped. Cancelling the task gives those up too.
    package func run() async throws(Fault) -> Ending {
        let stop = stop
        let result = await withTaskGroup(of: Event.self) { group -> Result<Ending, Fault> in
            group.addTask {
                await stop.wait()
                return .askedToStop
            }
            defer { group.cancelAll() }
            do throws(Fault) {
                return .success(try await loop(&group))
            } catch {
                return .failure(error)
            }
        }
        results?.close(leavingRows: inFlight > 0)
        let ending = try result.get()
        if let fault { throw fault }
        return ending
    }

    private func loop(_ group: inout TaskGroup<Event>) async throws(Fault) -> Ending {
        while true {
            try await startRows(&group)
            publish()
            if inFlight == 0, ending != nil || fault != nil || hasEnded && refused.isEmpty {
                return ending ?? .complete
            }
            guard let event = await group.next() else { return ending ?? .complete }
            try handle(event)
            if Task.isCancelled { return .interrupted(leavingRows: inFlight > 0) }
            syncIfDue(&group)
        }
    }

    // MARK: Starting

    private func startRows(_ group: inout TaskGroup<Event>) async throws(Fault) {
        while ending == nil, fault == nil, inFlight < level.limit {
            let now = ContinuousClock.now
            if let due = pace?.due, due > now { return wake(at: due, &group) }
            if let row = refused.next(now: now) {
                try start(row, now, &group)
                continue
            }
            // Rows that wait for their next attempt are in memory: there may not be ever more of them.
            if hasEnded || refused.count >= limits.concurrency {
                if let due = refused.due { wake(at: due, &group) }
                return
            }
            switch await nextRow() {
            case .row(let row): try start(row, now, &group)
            case .outcome(let outcome): try finish(outcome, slot: nil)
            case .passed: continue
            case .waiting:
                read(&group)
                if let due = refused.due { wake(at: due, &group) }
                return
            case .end: hasEnded = true
            }
        }
    }

    private func nextRow() async -> NextRow {
        do {
            return try await feed.next()
        } catch {
            fault = .feed(error)
            return .end
        }
    }

    private func start(
        _ row: Row, _ now: ContinuousClock.Instant, _ group: inout TaskGroup<Event>
    ) throws(Fault) {
        var row = row
        row.attempts += 1
        let due = pace?.take(now: now)
        if row.due == nil { row.due = due }
        try throwing { () throws(ResultsFile.Fault) in try results?.enter(&row) }
        inFlight += 1
        let service = service
        // Starts here and comes back here: a call changes threads for the service alone.
        let call: @SessionActor @Sendable () async -> Event = { [row] in
            let started = ContinuousClock.now
            let result: Result<InvocationOutcome, LambdaError>
            do throws(LambdaError) {
                result = .success(try await service.invoke(row.request))
            } catch {
                result = .failure(error)
            }
            return .answered(row, result, started: started, .now)
        }
        group.addImmediateTask(operation: call)
    }

    private func read(_ group: inout TaskGroup<Event>) {
        guard !isReading else { return }
        isReading = true
        let input = feed.input
        group.addTask {
            do { return .read(.success(try await input.read())) } catch { return .read(.failure(error)) }
        }
    }

    private func wake(at instant: ContinuousClock.Instant, _ group: inout TaskGroup<Event>) {
        if let timer, timer <= instant { return }
        timer = instant
        group.addTask {
            try? await Task.sleep(until: instant)
            return .due
        }
    }

    private func syncIfDue(_ group: inout TaskGroup<Event>) {
        guard !isSyncing, results?.isDirty == true else { return }
        let now = ContinuousClock.now
        guard now - lastSync >= .seconds(1) else { return }
        lastSync = now
        guard let sync = results?.startSync() else { return }
        isSyncing = true
        group.addTask {
            sync()
            return .synced
        }
    }

    private func publish() {
        status.publish(
            BatchStatus.Figures(
                done: tally.done, earlier: tally.earlier, failed: tally.failed, inFlight: inFlight,
                level: level.isHeldDown ? level.limit : nil, fraction: feed.fractionTaken))
    }
}
