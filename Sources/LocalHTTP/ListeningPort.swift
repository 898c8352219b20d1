// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// The port of a server that is about to listen.
package final class ListeningPort: Sendable {
    private let known = Mutex(0)
    private let ports: AsyncStream<Int>
    private let input: AsyncStream<Int>.Continuation

    package init() { (ports, input) = AsyncStream.makeStream() }

    /// 0 until the server listens.
    package var number: Int { known.withLock(\.self) }

    /// Waits until the server listens; nil when it never did.
    package func value() async -> Int? { await ports.first { _ in true } }

    package func set(_ number: Int) {
        known.withLock { $0 = number }
        input.yield(number)
    }

    /// The server has ended.
    package func close() { input.finish() }
}
