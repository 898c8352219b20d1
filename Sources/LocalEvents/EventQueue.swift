// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import JSON
import LocalFunctions
package import LocalSandbox
import Synchronization

/// Accepted events, which run in the background.
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
    private let events: AsyncStream<QueuedEvent>
    private let input: AsyncStream<QueuedEvent>.Continuation
    private let shared = Mutex(Shared())

    private struct Shared {
        var isClosed = false
        /// The number of events whose first attempt hasn't ended, and the callers that wait for them.
        var untried = 0
        var waiters: [CheckedContinuation<Void, Never>] = []
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
        (events, input) = AsyncStream.makeStream()
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
        if isAccepted { input.yield(event) }
        return isAccepted
    }

    /// Runs events until the task is cancelled, starting with those that an earlier process left behind.
    package func run() async {
        if let store {
            let left = await Blocking.run { store.load() }
            for event in left { _ = enqueue(event) }
        }
        await withDiscardingTaskGroup { group in
            for await event in events {
                group.addTask { await self.run(event) }
            }
        }
    }

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

/// The processing of one event: its attempts, and the notification of its outcome.
extension EventQueue {
    /// The result of an attempt.
    private enum Attempt {
        case done(EventOutcome)
        case again(after: Duration)
        /// The embedded Lambda is ending; the event stays in the store.
        case interrupted
        /// The function no longer exists.
        case dropped
    }

    private func run(_ event: QueuedEvent) async {
        var event = event
        var (refusals, isTried) = (0, false)
        defer { if !isTried { noteTried() } }
        while true {
            let wait = Duration.milliseconds(max(0, event.due - now()))
            // An attempt that's due later isn't the first, so no caller needs to wait for it.
            if wait > .zero, !isTried {
                isTried = true
                noteTried()
            }
            if wait > .zero, (try? await Task.sleep(for: wait)) == nil { return }
            let attempt = await attempt(&event, &refusals)
            if !isTried {
                isTried = true
                noteTried()
            }
            switch attempt {
            case .interrupted: return
            case .dropped: return await forget(event)
            case .again(let delay):
                event.due = now() + Int64(delay.microseconds / 1_000)
                await keep(event)
            case .done(let outcome):
                await deliver(outcome, of: event)
                return await forget(event)
            }
        }
    }

    private func attempt(_ event: inout QueuedEvent, _ refusals: inout Int) async -> Attempt {
        // Code and settings may have changed while the event waited.
        let chance = Double.random(in: 0..<1)
        guard let function = functions.function(named: event.function, qualifier: event.qualifier, chance: chance)
        else { return .dropped }
        let settings = settings(of: event)
        let outcome = EventOutcome(
            condition: .retriesExhausted, attempts: event.failures, result: nil, version: function.version)
        if function.settings.reservedConcurrency == 0 {
            return .done(outcome.with(.zeroConcurrency))
        }
        if Duration.milliseconds(now() - event.accepted) > policy.age(settings?.maximumEventAge) {
            return .done(outcome.with(.ageExceeded))
        }
        do throws(InvocationRefusal) {
            let result = try await dispatcher.invoke(function, event.invocation)
            guard !result.isInterrupted else { return .interrupted }
            refusals = 0
            guard result.failed else { return .done(outcome.with(.success, attempts: event.failures + 1, result)) }
            event.failures += 1
            let delay = policy.delay(afterFailures: event.failures, limit: settings?.maximumRetryAttempts)
            guard let delay else {
                return .done(outcome.with(.retriesExhausted, attempts: event.failures, result))
            }
            return .again(after: delay)
        } catch {
            switch error {
            case .shuttingDown: return .interrupted
            case .throttled:
                refusals += 1
                return .again(after: policy.delay(afterRefusals: refusals))
            }
        }
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
