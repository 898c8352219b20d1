// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// The output of functions while the embedded Lambda runs: the last events of each group.
package final class LogStore: Sendable {
    package struct Event: Sendable {
        /// Counts all events of the store, from 1.
        package var number: Int
        package var stream: String
        /// Milliseconds since the epoch.
        package var timestamp: Int64
        package var message: String
    }

    /// The most events kept per group.
    private static let limit = 20_000

    /// Milliseconds since the epoch.
    private let now: @Sendable () -> Int64
    private let shared = Mutex((last: 0, groups: [String: [Event]]()))

    package init(now: @escaping @Sendable () -> Int64) { self.now = now }

    package func append(_ messages: [String], group: String, stream: String) {
        guard !messages.isEmpty else { return }
        let timestamp = now()
        shared.withLock { shared in
            var events = shared.groups[group] ?? []
            // Removed first, so that it isn't copied.
            shared.groups[group] = nil
            for message in messages {
                shared.last += 1
                events.append(Event(number: shared.last, stream: stream, timestamp: timestamp, message: message))
            }
            if events.count > 2 * Self.limit { events.removeFirst(events.count - Self.limit) }
            shared.groups[group] = events
        }
    }

    /// nil if nothing has ever been written to the group.
    package func events(of group: String) -> ArraySlice<Event>? {
        shared.withLock { $0.groups[group]?.suffix(Self.limit) }
    }

    package var groups: [String] { shared.withLock { $0.groups.keys.sorted() } }
}
