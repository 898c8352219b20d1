// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Events that were accepted and run in the background.
final class EventQueue: Sendable {
    let dispatcher: Dispatcher
    let catalogue: FunctionCatalogue
    let policy: EventRetryPolicy
    /// nil keeps events in memory alone.
    let store: EventStore?
    let destinations: EventDestinations
    /// Milliseconds since the epoch.
    let now: @Sendable () -> Int64
    let makeId: @Sendable () -> String
    let notice: @Sendable (FunctionOutput) -> Void
    private let events: AsyncStream<QueuedEvent>
    private let input: AsyncStream<QueuedEvent>.Continuation
    private let shared = Mutex(Shared())

    private struct Shared {
        var isClosed = false
        /// Events whose first attempt has not ended, and who waits for that.
        var untried = 0
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    init(
        dispatcher: Dispatcher, catalogue: FunctionCatalogue, policy: EventRetryPolicy, store: EventStore?,
        destinations: EventDestinations, now: @escaping @Sendable () -> Int64,
        makeId: @escaping @Sendable () -> String, notice: @escaping @Sendable (FunctionOutput) -> Void
    ) {
        self.dispatcher = dispatcher
        self.catalogue = catalogue
        self.policy = policy
        self.store = store
        self.destinations = destinations
        self.now = now
        self.makeId = makeId
        self.notice = notice
        (events, input) = AsyncStream.makeStream()
    }

    /// Takes an event; when this returns, a restart does not lose it.
    func accept(
        _ invocation: Invocation, function: String, qualifier: String?
    ) async throws(APIFailure) {
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

    func enqueue(_ event: QueuedEvent) -> Bool {
        let isAccepted = shared.withLock { shared in
            if !shared.isClosed { shared.untried += 1 }
            return !shared.isClosed
        }
        if isAccepted { input.yield(event) }
        return isAccepted
    }

    /// Runs events until the task is cancelled, those first that an earlier process left behind.
    func run() async {
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

    func noteTried() {
        let waiters = shared.withLock { shared in
            shared.untried -= 1
            defer { if shared.untried == 0 { shared.waiters = [] } }
            return shared.untried == 0 ? shared.waiters : []
        }
        for waiter in waiters { waiter.resume() }
    }
}
