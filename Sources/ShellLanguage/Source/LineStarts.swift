// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Where the lines of a source begin, counted when the first position is asked for: a script can report an error for
/// each of its lines, and most report none.
final class LineStarts: Sendable {
    private let starts = Mutex<[Int]>([])

    /// The number of the line with the byte at `offset`, from 1.
    func line(at offset: Int, in bytes: [UInt8]) -> Int {
        starts.withLock { starts in
            if starts.isEmpty { starts = Self.all(in: bytes) }
            var (low, high) = (0, starts.count)
            while low < high {
                let middle = (low + high) / 2
                if starts[middle] <= offset { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    private static func all(in bytes: [UInt8]) -> [Int] {
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        return starts
    }
}
