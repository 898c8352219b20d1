// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// What becomes of one event: its attempts, and who is told how they ended.
extension EventQueue {
    /// What came of an attempt.
    private enum Attempt {
        case done(EventOutcome)
        case again(after: Duration)
        /// The embedded Lambda ends; the event stays where it is kept.
        case interrupted
        /// There is no such function any more.
        case dropped
    }

    func run(_ event: QueuedEvent) async {
        var event = event
        var (refusals, isTried) = (0, false)
        defer { if !isTried { noteTried() } }
        while true {
            let wait = Duration.milliseconds(max(0, event.due - now()))
            // An attempt that is due later was not the first: nobody needs to wait for it.
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
        guard
            let function = catalogue.function(
                named: event.function, qualifier: event.qualifier, chance: Double.random(in: 0..<1))
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
        do throws(APIFailure) {
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
            guard case .throttled = error else { return .interrupted }
            refusals += 1
            return .again(after: policy.delay(afterRefusals: refusals))
        }
    }

    private func settings(of event: QueuedEvent) -> EventInvokeSettings? {
        catalogue.registry.record(of: event.function).eventInvoke[event.qualifier ?? FunctionDefinition.latest]
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
        let arn = destinations.configuration.arn(
            event.function, qualifier: event.qualifier ?? FunctionDefinition.latest)
        let record = outcome.record(of: event, functionARN: arn, now: now())
        if let target = outcome.condition == .success ? settings?.onSuccess : settings?.onFailure {
            await send(record, asFunctionEvent: record, to: target, of: event)
        }
        guard outcome.condition != .success,
            let target = catalogue.function(named: event.function)?.settings.deadLetterTarget
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
            notice(FunctionOutput(function: event.function, text: "for \(target): see \(destinations.file)\n"))
        } catch {
            notice(FunctionOutput(function: event.function, text: "nothing was sent to \(target): \(error)\n"))
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
