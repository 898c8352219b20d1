// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// A request to stop. It's raised once and stays raised, and any number of tasks may wait for it.
package final class StopSignal: Sendable {
    private enum State {
        case lowered(waiters: [Reply<Void>])
        case raised
    }

    private let flag = Atomic(false)
    private let state = Mutex(State.lowered(waiters: []))

    package init() {}

    package var isRaised: Bool { flag.load(ordering: .acquiring) }

    /// From any thread, any number of times.
    package func raise() {
        let waiters = state.withLock { state -> [Reply<Void>] in
            guard case .lowered(let waiters) = state else { return [] }
            state = .raised
            return waiters
        }
        flag.store(true, ordering: .releasing)
        for waiter in waiters { waiter.deliver(.success(())) }
    }

    /// Returns when it's raised, or when the task is cancelled.
    package func wait() async {
        let reply = Reply<Void>()
        let waits = state.withLock { state in
            guard case .lowered(var waiters) = state else { return false }
            state = .raised
            waiters.append(reply)
            state = .lowered(waiters: waiters)
            return true
        }
        guard waits else { return }
        try? await reply.value()
        state.withLock { state in
            guard case .lowered(let waiters) = state else { return }
            state = .lowered(waiters: waiters.filter { $0 !== reply })
        }
    }

    /// The value of `body`; nil as soon as the signal is raised or the task is cancelled, which also cancels `body`.
    package func unlessRaised<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await body() }
            group.addTask {
                await self.wait()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
