// SPDX-License-Identifier: GPL-3.0-or-later

/// The end of a log: as many of its last bytes as fit.
package struct LogBuffer: Sendable {
    /// The size of the log tail that AWS returns with an invocation.
    package static let limit = 4_096

    private var bytes: [UInt8] = []

    package init() {}

    /// The last bytes, beginning at a character boundary.
    package var tail: [UInt8] {
        let kept = bytes.suffix(Self.limit)
        guard kept.count < bytes.count else { return Array(kept) }
        return Array(kept.drop { $0 & 0xC0 == 0x80 })
    }

    package mutating func append(_ more: some Collection<UInt8>) {
        bytes.append(contentsOf: more.suffix(2 * Self.limit))
        if bytes.count > 4 * Self.limit { bytes.removeFirst(bytes.count - 2 * Self.limit) }
    }

    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
