// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import JSON
import LocalFunctions
package import LocalSandbox
import Synchronization

/// Accepted events, which run in the background: the driver of `EventLanes`.
package final class EventQueue: Sendable {
    private let dispatcher: Dispatcher
    private let functions: any EventFunctions
    private let policy: EventRetryPolicy
    /// nil: events are only kept in memory.
    private let store: EventStore?
    private let destinations: EventDestinations
    /// Milliseconds since the epoch.
    private let now: @Sendable () -> Int64
    private let makeId: @Sendable () -> String
    /// Receives a notice about an event of the named function.
    private let notice: @Sendable (_ function: String, _ line: String) -> Void
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation
    private let shared = Mutex(Shared())

    private struct Shared {
        var isClosed = false
        /// The number of events whose first attempt hasn't ended, and the callers that wait for them.
        var untried = 0
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private enum Input: Sendable {
        case accepted(QueuedEvent)
        /// An event ran, and runs again later unless that's nil.
        case ended(function: String, again: QueuedEvent?)
        case tick(Int64)

        /// The id of the event that was just accepted.
        var accepted: String? { if case .accepted(let event) = self { event.id } else { nil } }
    }

    package init(
        dispatcher: Dispatcher, functions: any EventFunctions, policy: EventRetryPolicy, store: EventStore?,
        destinations: EventDestinations, now: @escaping @Sendable () -> Int64,
        makeId: @escaping @Sendable () -> String,
        notice: @escaping @Sendable (_ function: String, _ line: String) -> Void
    ) {
        self.dispatcher = dispatcher
        self.functions = functions
        self.policy = policy
        self.store = store
        self.destinations = destinations
        self.now = now
        self.makeId = makeId
        self.notice = notice
        (inputs, input) = AsyncStream.makeStream()
    }

    /// Accepts an event; once this returns, a restart doesn't lose it.
    package func accept(
        _ invocation: Invocation, function: String, qualifier: String?
    ) async throws(EventRefusal) {
        let event = QueuedEvent(invocation, function: function, qualifier: qualifier, accepted: now())
        if let store {
            do {
                try await Blocking.run { try store.save(event) }
            } catch {
                throw .cannotKeep(reason: "\(error)")
            }
        }
        guard enqueue(event) else { throw .shuttingDown }
    }

    private func enqueue(_ event: QueuedEvent) -> Bool {
        let isAccepted = shared.withLock { shared in
            if !shared.isClosed { shared.untried += 1 }
            return !shared.isClosed
        }
        if isAccepted { input.yield(.accepted(event)) }
        return isAccepted
    }

    /// Runs events until the task is cancelled, starting with those that an earlier process left behind.
    package func run() async {
        if let store {
            let left = await Blocking.run { store.load() }
            for event in left { _ = enqueue(event) }
        }
        await withDiscardingTaskGroup { group in
            var lanes = EventLanes { [policy] refusals in Self.milliseconds(policy.delay(afterRefusals: refusals)) }
            var alarm: Int64?
            for await input in inputs {
                let functions: [String]
                switch input {
                case .accepted(let event):
                    lanes.add(event, now: now())
                    functions = [event.function]
                case .ended(let function, let again):
                    if let again { lanes.add(again, now: now()) }
                    functions = lanes.freed(by: function)
                case .tick(let time):
                    // Another tick comes earlier, or came.
                    guard time == alarm else { continue }
                    alarm = nil
                    functions = lanes.awake(by: now())
                    for function in functions { endExpiredEvents(of: function, &lanes, &group) }
                }
                for function in functions { startEvents(of: function, input.accepted, &lanes, &group) }
                let wake = alarm == nil ? lanes.nextWake : functions.compactMap(lanes.wake(of:)).min()
                if let wake, wake < alarm ?? .max {
                    alarm = wake
                    group.addTask { await self.tick(at: wake) }
                }
            }
        }
    }

    private func tick(at time: Int64) async {
        let wait = Duration.milliseconds(max(0, time - now()))
        if (try? await Task.sleep(for: wait)) != nil { input.yield(.tick(time)) }
    }

    private static func milliseconds(_ duration: Duration) -> Int64 { Int64(duration.microseconds / 1_000) }

    /// Accepts no more events, and waits until each accepted one has been tried once.
    package func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = shared.withLock { shared in
                shared.isClosed = true
                if shared.untried > 0 { shared.waiters.append(continuation) }
                return shared.untried == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    private func noteTried() {
        let waiters = shared.withLock { shared in
            shared.untried -= 1
            defer { if shared.untried == 0 { shared.waiters = [] } }
            return shared.untried == 0 ? shared.waiters : []
        }
        for waiter in waiters { waiter.resume() }
    }
}

// MARK: - Events

extension EventQueue {
    /// What an event needs before it can run.
    private enum Check {
        /// It can run, if the function has concurrency left.
        case ready(FunctionDefinition, EventOutcome)
        case done(EventOutcome)
        /// The function no longer exists.
        case dropped
    }

    /// Starts the events of a function for which there's concurrency.
    ///
    /// - Parameter accepted: the event that's new. If it has to wait, callers needn't wait for its first attempt.
    private func startEvents(
        of function: String, _ accepted: String?, _ lanes: inout EventLanes, _ group: inout DiscardingTaskGroup
    ) {
        var isWaiting = accepted != nil
        defer { if isWaiting { noteTried() } }
        while let event = lanes.next(of: function, now: now()) {
            let isFirstAttempt = event.id == accepted
            let check = check(event)
            if case .ready(let definition, let outcome) = check {
                do throws(InvocationRefusal) {
                    let sandbox = try dispatcher.reserve(definition)
                    lanes.started(event)
                    group.addTask {
                        await self.run(event, in: sandbox, outcome)
                        if isFirstAttempt { self.noteTried() }
                    }
                } catch {
                    switch error {
                    // The event stays in the store.
                    case .shuttingDown: lanes.settled(event)
                    case .throttled: lanes.refused(event, now: now())
                    }
                    return
                }
            } else {
                lanes.settled(event)
                group.addTask {
                    await self.settle(event, check)
                    if isFirstAttempt { self.noteTried() }
                }
            }
            if isFirstAttempt { isWaiting = false }
        }
    }

    private func endExpiredEvents(
        of function: String, _ lanes: inout EventLanes, _ group: inout DiscardingTaskGroup
    ) {
        for event in lanes.takeExpired(of: function, isExpired) {
            group.addTask { await self.settle(event, self.check(event)) }
        }
    }

    /// Code and settings may have changed while the event waited.
    private func check(_ event: QueuedEvent) -> Check {
        let chance = Double.random(in: 0..<1)
        guard let function = functions.function(named: event.function, qualifier: event.qualifier, chance: chance)
        else { return .dropped }
        let outcome = EventOutcome(
            condition: .retriesExhausted, attempts: event.failures, result: nil, version: function.version)
        if function.settings.reservedConcurrency == 0 { return .done(outcome.with(.zeroConcurrency)) }
        if isExpired(event) { return .done(outcome.with(.ageExceeded)) }
        return .ready(function, outcome)
    }

    private func isExpired(_ event: QueuedEvent) -> Bool {
        Duration.milliseconds(now() - event.accepted) > policy.age(settings(of: event)?.maximumEventAge)
    }

    /// Ends an event that doesn't run.
    private func settle(_ event: QueuedEvent, _ check: Check) async {
        if case .done(let outcome) = check { await deliver(outcome, of: event) }
        await forget(event)
    }

    private func run(_ event: QueuedEvent, in sandbox: Sandbox, _ outcome: EventOutcome) async {
        // If the embedded Lambda ends, the event stays in the store.
        let result = await dispatcher.run(event.invocation, in: sandbox)
        let again = result.failed && !result.isInterrupted ? retry(of: event) : nil
        if let again { await keep(again) }
        input.yield(.ended(function: event.function, again: again))
        if again != nil || result.isInterrupted { return }
        let condition: EventOutcome.Condition = result.failed ? .retriesExhausted : .success
        await deliver(outcome.with(condition, attempts: event.failures + 1, result), of: event)
        await forget(event)
    }

    /// The event for its next attempt; nil if it was the last one.
    private func retry(of event: QueuedEvent) -> QueuedEvent? {
        var event = event
        event.failures += 1
        let limit = settings(of: event)?.maximumRetryAttempts
        guard let delay = policy.delay(afterFailures: event.failures, limit: limit) else { return nil }
        event.due = now() + Self.milliseconds(delay)
        return event
    }

    private func settings(of event: QueuedEvent) -> EventInvokeSettings? {
        functions.eventInvokeSettings(of: event.function, qualifier: event.qualifier ?? FunctionDefinition.latest)
    }

    private func keep(_ event: QueuedEvent) async {
        guard let store else { return }
        await Blocking.run { try? store.save(event) }
    }

    private func forget(_ event: QueuedEvent) async {
        guard let store else { return }
        await Blocking.run { store.remove(event.id) }
    }

    // MARK: Destinations

    private func deliver(_ outcome: EventOutcome, of event: QueuedEvent) async {
        guard !event.isRecord else { return }
        let settings = settings(of: event)
        let arn = destinations.account.arn(
            event.function, qualifier: event.qualifier ?? FunctionDefinition.latest)
        let record = outcome.record(of: event, functionARN: arn, now: now())
        if let target = outcome.condition == .success ? settings?.onSuccess : settings?.onFailure {
            await send(record, asFunctionEvent: record, to: target, of: event)
        }
        guard outcome.condition != .success,
            let latest = functions.function(named: event.function, qualifier: nil, chance: 1),
            let target = latest.settings.deadLetterTarget
        else { return }
        let letter = outcome.deadLetter(of: event)
        await send(letter, asFunctionEvent: letter.object?["body"] ?? .null, to: target, of: event)
    }

    private func send(
        _ record: JSONValue, asFunctionEvent payload: JSONValue, to target: String, of event: QueuedEvent
    ) async {
        if let function = destinations.function(target) {
            let invocation = Invocation(id: makeId(), payload: payload.serialized(), functionARN: target)
            var told = QueuedEvent(
                invocation, function: function.name, qualifier: function.qualifier, accepted: now())
            told.isRecord = true
            await keep(told)
            _ = enqueue(told)
            return
        }
        let destinations = destinations
        do {
            try await Blocking.run { try destinations.write(record, to: target) }
            notice(event.function, "wrote the record for \(target) to \(destinations.file)\n")
        } catch {
            notice(event.function, "can't write the record for \(target): \(error)\n")
        }
    }
}

extension EventOutcome {
    fileprivate func with(
        _ condition: Condition, attempts: Int? = nil, _ result: InvocationResult? = nil
    ) -> EventOutcome {
        EventOutcome(
            condition: condition, attempts: attempts ?? self.attempts, result: result ?? self.result, version: version)
    }
}
