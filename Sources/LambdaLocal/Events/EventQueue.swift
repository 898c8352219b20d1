// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Events that were accepted and run in the background. They live in memory.
final class EventQueue: Sendable {
    private struct Event: Sendable {
        var function: FunctionDefinition
        var invocation: Invocation
    }

    private let dispatcher: Dispatcher
    private let catalogue: FunctionCatalogue
    private let policy: EventRetryPolicy
    private let events: AsyncStream<Event>
    private let input: AsyncStream<Event>.Continuation
    private let shared = Mutex(Shared())

    private struct Shared {
        var isClosed = false
        /// Events whose first attempt has not ended, and who waits for that.
        var untried = 0
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    init(dispatcher: Dispatcher, catalogue: FunctionCatalogue, policy: EventRetryPolicy = EventRetryPolicy()) {
        self.dispatcher = dispatcher
        self.catalogue = catalogue
        self.policy = policy
        (events, input) = AsyncStream.makeStream()
    }

    func accept(_ function: FunctionDefinition, _ invocation: Invocation) throws(APIFailure) {
        let isAccepted = shared.withLock { shared in
            if !shared.isClosed { shared.untried += 1 }
            return !shared.isClosed
        }
        guard isAccepted else { throw .shuttingDown }
        input.yield(Event(function: function, invocation: invocation))
    }

    /// Runs events until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await event in events {
                group.addTask { await self.run(event) }
            }
        }
    }

    /// Takes no more events, and waits until each that was accepted has been tried once.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = shared.withLock { shared in
                shared.isClosed = true
                if shared.untried > 0 { shared.waiters.append(continuation) }
                return shared.untried == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    private func run(_ event: Event) async {
        var failures = 0
        while true {
            let failed = await attempt(event)
            if failures == 0 { noteTried() }
            guard failed == true else { return }
            failures += 1
            guard let delay = policy.delay(afterFailures: failures), (try? await Task.sleep(for: delay)) != nil else {
                return
            }
        }
    }

    /// Runs the event once, when there is room for it: whether the function failed, or nil when it could not be run.
    private func attempt(_ event: Event) async -> Bool? {
        var refusals = 0
        while true {
            do throws(APIFailure) {
                // The code may have changed while the event waited.
                let function = await catalogue.function(named: event.function.name) ?? event.function
                return try await dispatcher.invoke(function, event.invocation).failed
            } catch {
                guard case .throttled = error else { return nil }
                refusals += 1
                guard (try? await Task.sleep(for: policy.delay(afterRefusals: refusals))) != nil else { return nil }
            }
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
