// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore

/// Runs tasks on an event loop: what waits for the loop's events goes on without a change of threads.
final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
