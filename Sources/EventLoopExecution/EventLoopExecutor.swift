// SPDX-License-Identifier: GPL-3.0-or-later

package import NIOCore
import NIOPosix

/// Runs tasks on an event loop: a task that waits for the loop's events continues without changing threads.
///
/// A request passes through several tasks, and in the embedded Lambda through both ends of two connections; on the
/// concurrent executor, each step would wait for another thread to wake up, which is most of a call's time. Nothing
/// that blocks for long may run here.
package final class EventLoopExecutor: TaskExecutor {
    package let loop: any EventLoop

    package init(_ loop: any EventLoop) { self.loop = loop }

    /// With its own thread, which ends with the process.
    package static func startThread() -> EventLoopExecutor {
        EventLoopExecutor(MultiThreadedEventLoopGroup(numberOfThreads: 1).next())
    }

    /// Runs `work` on the loop, after earlier work.
    package func execute(_ work: @escaping @Sendable () -> Void) { loop.execute(work) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
