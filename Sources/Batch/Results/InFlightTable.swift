// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A row that was sent to the service.
package struct InFlightRecord: Sendable, Hashable {
    package var index: Int
    package var key: RowKey.Print?

    package static let size = 32

    /// The index, the key's fingerprint, and a checksum, as big-endian words.
    ///
    /// A half-written record has a wrong checksum. Its row wasn't sent, so the record is ignored.
    var bytes: [UInt8] {
        let words = (UInt64(index), key?.high ?? 0, key?.low ?? 0)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.size)
        for word in [words.0, words.1, words.2, Self.check(words.0, words.1, words.2)] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return bytes
    }

    package init(index: Int, key: RowKey.Print?) {
        self.index = index
        self.key = key
    }

    package init?(_ bytes: ArraySlice<UInt8>) {
        let words = stride(from: bytes.startIndex, to: bytes.endIndex, by: 8).map { start in
            bytes[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        guard words.count == 4, words[3] == Self.check(words[0], words[1], words[2]), let index = Int(exactly: words[0])
        else {
            return nil
        }
        self.index = index
        key = words[1] == 0 && words[2] == 0 ? nil : RowKey.Print(high: words[1], low: words[2])
    }

    /// FNV-1a (Fowler, Noll, Vo) over words; never the value of an empty place, which is all zeros.
    private static func check(_ words: UInt64...) -> UInt64 {
        words.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1) &* 0x0000_0100_0000_01B3 }
    }
}

/// The rows in flight, in a small file next to the results: a record for each call that may be under way, written
/// before the call is sent. Whatever kills the process, the file shows which rows may have run without an outcome line.
///
/// `BatchMachine` decides which places are used. A record isn't cleared when its row is done: the outcome line shows
/// that, and another row reuses the place later.
struct InFlightTable: ~Copyable, Sendable {
    private let file: any StoredFile

    /// Replaces the file at `path` with one that begins with `records`.
    ///
    /// The new file replaces the old one atomically, so that the records exist at every moment.
    init(path: FilePath, carrying records: [InFlightRecord], in storage: any ResultsStorage) async throws(Errno) {
        let draft = FilePath(path.string + ".new")
        let file = try storage.open(draft, .draft)
        do throws(Errno) {
            if !records.isEmpty {
                try file.writeAll(records.flatMap(\.bytes), at: 0)
                try await file.sync()
            }
            try storage.replace(path, with: draft)
        } catch {
            // The draft is useless. The reason for its failure matters more than whether it could be removed.
            try? storage.remove(draft)
            throw error
        }
        self.file = file
    }

    /// The records in the file at `path`; empty if there's no file.
    static func records(at path: FilePath, in storage: any ResultsStorage) async throws(Errno) -> [InFlightRecord] {
        let file: any StoredFile
        do throws(Errno) {
            file = try storage.open(path, .reading)
        } catch .noSuchFileOrDirectory {
            return []
        }
        var bytes: [UInt8] = []
        while true {
            let piece = try await file.read(at: bytes.count, atMost: 1 << 18)
            if piece.isEmpty { break }
            bytes += piece
        }
        return stride(from: 0, to: bytes.count - bytes.count % InFlightRecord.size, by: InFlightRecord.size)
            .compactMap { InFlightRecord(bytes[$0..<$0 + InFlightRecord.size]) }
    }

    borrowing func write(_ entry: BatchMachine.Entry) throws(Errno) {
        try file.writeAll(entry.record.bytes, at: entry.place * InFlightRecord.size)
    }

    borrowing func clear(_ place: Place) throws(Errno) {
        try file.writeAll(Array(repeating: 0, count: InFlightRecord.size), at: place * InFlightRecord.size)
    }
}
