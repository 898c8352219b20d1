// SPDX-License-Identifier: GPL-3.0-or-later

/// Asks a run to take no more rows and to wait for those in flight.
package struct StopSignal: Sendable {
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    package init() { (stream, continuation) = AsyncStream.makeStream() }

    /// From any thread, any number of times.
    package func raise() { continuation.finish() }

    /// Returns when it was raised, or when the task is cancelled.
    func wait() async {
        for await _ in stream {}
    }
}
