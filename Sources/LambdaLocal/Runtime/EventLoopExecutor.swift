// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore

/// Runs tasks on the event loop of their connections.
///
/// An invocation passes through several tasks and both ends of two connections; on the concurrent executor each step
/// of it would wait for another thread to wake up, and that is most of the time that a warm call takes. Nothing that
/// blocks for long may run here: see `Blocking`.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
