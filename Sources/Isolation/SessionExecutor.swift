// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Synchronization

/// Runs an actor's jobs in order: on its home, or on its own queue until it has one.
///
/// Task executor preferences (SE-0417) could do this, but the runtime looks them up after each call of an asynchronous
/// function, which makes a loop in the language half as fast.
package final class SessionExecutor: SerialExecutor {
    /// Runs a closure soon, on one thread, after earlier closures.
    package typealias Home = @Sendable (_ work: @escaping @Sendable () -> Void) -> Void

    /// A closure in an optional would be called through two thunks, each of which allocates.
    private struct Place {
        let run: Home
    }

    private struct State {
        var jobs: [UnownedJob] = []
        /// An empty array with room, so that a turn needn't allocate one.
        var spare: [UnownedJob] = []
        /// Whether jobs are running or about to run.
        var isAtWork = false
        var home: Place?
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "lamsh.session")

    package init() {}

    /// Sets where jobs run from now on.
    package func settle(on home: @escaping Home) { state.withLock { $0.home = Place(run: home) } }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let begins = state.withLock { state in
            state.jobs.append(job)
            defer { state.isAtWork = true }
            return !state.isAtWork
        }
        if begins { proceed() }
    }

    /// Runs pending jobs on the current place.
    private func proceed() {
        let turn: @Sendable () -> Void = { if self.work() { self.proceed() } }
        if let home = state.withLock({ $0.home }) { home.run(turn) } else { queue.async(execute: turn) }
    }

    /// Runs the pending jobs, and leaves those that arrive in the meantime to the next turn.
    ///
    /// - Returns: whether jobs arrived in the meantime.
    private func work() -> Bool {
        var jobs = state.withLock { state in
            defer { (state.jobs, state.spare) = (state.spare, []) }
            return state.jobs
        }
        for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
        jobs.removeAll(keepingCapacity: true)
        return state.withLock { state in
            state.spare = jobs
            state.isAtWork = !state.jobs.isEmpty
            return state.isAtWork
        }
    }
}
