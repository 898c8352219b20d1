// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(System)
    import System
#else
    import SystemPackage
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A row that was handed to the service.
package struct InFlightRecord: Sendable, Hashable {
    package var index: Int
    package var key: RowKey.Print?

    static let size = 24

    /// Index plus one, then the print of the key, as big-endian words; all zero is an empty place.
    var bytes: [UInt8] { Self.bytes(UInt64(index) + 1) + Self.bytes(key?.high ?? 0) + Self.bytes(key?.low ?? 0) }

    init(index: Int, key: RowKey.Print?) {
        self.index = index
        self.key = key
    }

    init?(_ bytes: ArraySlice<UInt8>) {
        let words = stride(from: bytes.startIndex, to: bytes.endIndex, by: 8).map { start in
            bytes[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        guard words.count == 3, words[0] > 0, let index = Int(exactly: words[0] - 1) else { return nil }
        self.index = index
        key = words[1] == 0 && words[2] == 0 ? nil : RowKey.Print(high: words[1], low: words[2])
    }

    private static func bytes(_ word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
}

/// The rows in flight, in a small file beside the results: a place for each call that may be under way, written before
/// the call is sent. Whatever kills the process, the file says which rows may have run without an outcome line.
///
/// A place is not cleared when its row is done: the outcome line says so, and the next row takes the place.
struct InFlightTable {
    private let file: FileDescriptor
    /// Records of earlier processes, whose rows still have no outcome; they stay in front of the places.
    private let carried: Int
    private var free: [Int] = []
    private var next = 0

    /// Replaces the file at `path`.
    init(path: FilePath, carrying records: [InFlightRecord]) throws {
        // A new file takes the place of the old one at once: no moment is without the records.
        let draft = FilePath(path.string + ".new")
        file = try FileDescriptor.open(
            draft, .readWrite, options: [.create, .truncate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        carried = records.count
        try file.writeAll(records.flatMap(\.bytes))
        guard unsafe rename(draft.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    }

    /// The records in the file at `path`; none when there is no file.
    static func records(at path: FilePath) throws -> [InFlightRecord] {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch Errno.noSuchFileOrDirectory {
            return []
        }
        return try file.closeAfter {
            let bytes = try file.wholeContent()
            return stride(from: 0, to: bytes.count - bytes.count % InFlightRecord.size, by: InFlightRecord.size)
                .compactMap { InFlightRecord(bytes[$0..<$0 + InFlightRecord.size]) }
        }
    }

    /// Writes the row down; gives its place.
    mutating func enter(_ record: InFlightRecord) throws -> Int {
        let slot: Int
        if let last = free.popLast() {
            slot = last
        } else {
            slot = next
            next += 1
        }
        try write(record.bytes, to: slot)
        return slot
    }

    /// The row has its outcome line.
    mutating func leave(_ slot: Int) { free.append(slot) }

    /// The row was refused: it did not run.
    mutating func clear(_ slot: Int) throws {
        try write(Array(repeating: 0, count: InFlightRecord.size), to: slot)
        free.append(slot)
    }

    func close() { try? file.close() }

    private func write(_ bytes: [UInt8], to slot: Int) throws {
        _ = try file.writeAll(toAbsoluteOffset: Int64((carried + slot) * InFlightRecord.size), bytes)
    }
}
