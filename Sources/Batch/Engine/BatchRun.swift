// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
package import Lambda
package import Waiting

/// Runs the rows of a feed against a service: as many in parallel as the service supports, with one outcome per row.
///
/// The driver of `BatchMachine`: one task on the session's actor performs its actions. Calls, reads, timers and syncs
/// are child tasks that only report their results.
@SessionActor
package final class BatchRun {
    private typealias Event = BatchMachine.Event

    package let stop: StopSignal
    package let status: BatchStatus

    private let feed: any RowFeed
    private let service: any LambdaService
    /// Recalls calls that haven't been sent yet.
    private let recall = StopSignal()
    /// Called with each outcome, after its line was written.
    private let onOutcome: ((RowOutcome) -> Void)?
    private var machine: BatchMachine
    private var results: ResultsFile?

    package init(
        feed: any RowFeed, service: any LambdaService, limits: BatchLimits, results: consuming ResultsFile? = nil,
        earlier: EarlierRows = EarlierRows(usesKeys: false), stop: StopSignal = StopSignal(),
        status: BatchStatus = BatchStatus(), onOutcome: ((RowOutcome) -> Void)? = nil
    ) {
        self.feed = feed
        self.service = service
        self.stop = stop
        self.status = status
        self.onOutcome = onOutcome
        let records = results != nil
        self.results = results
        machine = BatchMachine(
            limits: limits, tally: earlier.tally, records: records, carried: earlier.finished.carried)
    }

    /// The results so far.
    package var tally: Tally { machine.tally }

    /// Runs to the end, or after a stop until the calls in flight have ended. Cancelling the task abandons those, too.
    package func run() async -> Result<BatchEnding, BatchFault> {
        let stop = stop
        return await withTaskGroup(of: Event.self) { group in
            group.addTask {
                await stop.wait()
                return .stopRequested
            }
            defer { group.cancelAll() }
            return await perform(&group)
        }
    }

    /// At most this many consecutive actions before other tasks get a turn on the actor.
    private static let mostActions = 256

    private func perform(_ group: inout TaskGroup<Event>) async -> Result<BatchEnding, BatchFault> {
        var isStopped = false
        var isCancelled = false
        var actions = 0
        while true {
            // Rows that need no call are processed without waiting while there are any.
            actions += 1
            if actions.isMultiple(of: Self.mostActions) { await Task.yield() }
            if stop.isRaised, !isStopped {
                isStopped = true
                report(.stopRequested)
            }
            if Task.isCancelled, !isCancelled {
                isCancelled = true
                report(.cancelled)
            }
            switch machine.next(now: .now) {
            case .takeRow: report(await nextRow())
            case .readInput: read(&group)
            case .send(let call, let request, let entry): send(call, request, entry, &group)
            case .recall: recall.raise()
            case .withdraw(let place): report(withdraw(place))
            case .write(let outcome, let places): report(write(outcome, places))
            case .sync: sync(&group)
            case .wake(let instant): wake(at: instant, &group)
            case .wait:
                publish()
                guard let event = await group.next() else { preconditionFailure("a batch waits for nothing") }
                actions = 0
                if Task.isCancelled, !isCancelled {
                    isCancelled = true
                    report(.cancelled)
                }
                report(event)
            case .end(let result, let keepsTable):
                publish()
                return close(keepingTable: keepsTable).map { .failure(.results($0)) } ?? result
            }
        }
    }

    private func report(_ event: Event) { machine.handle(event, now: .now, random: .random(in: 0...1)) }

    // MARK: Actions

    private func nextRow() async -> Event {
        do {
            switch try await feed.next() {
            case .row(let row): return .row(row)
            case .settled(let outcome, let carried): return .settled(outcome, carried: carried)
            case .passed: return .passed
            case .waiting: return .inputNeeded
            case .end: return .rowsEnded
            }
        } catch {
            return .rowsFailed(error)
        }
    }

    private func read(_ group: inout TaskGroup<Event>) {
        let feed = feed
        let input = feed.input
        let read: @SessionActor @Sendable () async -> Event = {
            do {
                feed.append(try await input.read())
                return .inputRead
            } catch {
                return .inputFailed(error)
            }
        }
        group.addTask(operation: read)
    }

    private func send(
        _ call: BatchMachine.Call, _ request: InvocationRequest, _ entry: BatchMachine.Entry?,
        _ group: inout TaskGroup<Event>
    ) {
        if let entry {
            do throws(ResultsFault) { try results?.enter(entry) } catch { return report(.notEntered(call, error)) }
        }
        let service = service
        var request = request
        request.recall = recall
        // Starts and ends on this actor: a call only changes threads in the service.
        let invoke: @SessionActor @Sendable () async -> Event = { [request] in
            let started = ContinuousClock.now
            let result: Result<InvocationOutcome, LambdaError>
            do throws(LambdaError) {
                result = .success(try await service.invoke(request))
            } catch {
                result = .failure(error)
            }
            return .answered(call, result, started: started, ended: .now)
        }
        group.addImmediateTask(operation: invoke)
    }

    private func withdraw(_ place: Place) -> Event {
        do throws(ResultsFault) { try results?.withdraw(place) } catch { return .notWithdrawn(error) }
        return .withdrawn(place)
    }

    private func write(_ outcome: RowOutcome, _ places: BatchMachine.Places) -> Event {
        do throws(ResultsFault) { try results?.write(outcome) } catch { return .notWritten(error) }
        onOutcome?(outcome)
        return .written(outcome, places)
    }

    private func sync(_ group: inout TaskGroup<Event>) {
        guard let sync = results?.sync() else { return report(.synced) }
        group.addTask { await sync().map(Event.notSynced) ?? .synced }
    }

    private func wake(at instant: ContinuousClock.Instant, _ group: inout TaskGroup<Event>) {
        group.addTask {
            try? await Task.sleep(until: instant)
            return .woke(at: instant)
        }
    }

    private func close(keepingTable: Bool) -> ResultsFault? {
        guard let results = results.take() else { return nil }
        do throws(ResultsFault) { try results.close(keepingTable: keepingTable) } catch { return error }
        return nil
    }

    private func publish() {
        let tally = machine.tally
        status.publish(
            BatchStatus.Figures(
                done: tally.done, earlier: tally.earlier, failed: tally.failed, inFlight: machine.inFlight,
                level: machine.heldDownLevel, fraction: feed.fractionTaken))
    }
}
