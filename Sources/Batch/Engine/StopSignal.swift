// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Asks a run to take no more rows and to wait for those in flight.
package final class StopSignal: Sendable {
    private let raised = Atomic(false)
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    package init() { (stream, continuation) = AsyncStream.makeStream() }

    /// From any thread, any number of times.
    package func raise() {
        raised.store(true, ordering: .releasing)
        continuation.finish()
    }

    var isRaised: Bool { raised.load(ordering: .acquiring) }

    /// Returns when it was raised, or when the task is cancelled.
    func wait() async {
        for await _ in stream {}
    }
}
