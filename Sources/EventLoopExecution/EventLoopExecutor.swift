// SPDX-License-Identifier: GPL-3.0-or-later

package import NIOCore
import NIOPosix

/// Runs tasks on an event loop: what waits for the loop's events goes on without a change of threads.
///
/// A request passes through several tasks, and in the embedded Lambda through both ends of two connections; on the
/// concurrent executor each step would wait for another thread to wake up, which is most of what a call takes. Nothing
/// that blocks for long may run here.
package final class EventLoopExecutor: TaskExecutor {
    package let loop: any EventLoop

    package init(_ loop: any EventLoop) { self.loop = loop }

    /// With a thread of its own, which ends with the process.
    package static func startThread() -> EventLoopExecutor {
        EventLoopExecutor(MultiThreadedEventLoopGroup(numberOfThreads: 1).next())
    }

    /// Runs `work` on the loop, after what it was given before.
    package func execute(_ work: @escaping @Sendable () -> Void) { loop.execute(work) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
