// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Reads the lines that earlier processes wrote, and finds out which rows in flight have none.
struct ResultsReader {
    private let path: String
    /// In the order of their places.
    private let inFlight: [InFlightRecord]
    /// Those of them that no line has been found for.
    private var open: Set<InFlightRecord>
    private var keyed = 0

    init(path: String, inFlight: [InFlightRecord]) {
        self.path = path
        self.inFlight = inFlight
        open = Set(inFlight)
    }

    /// The records of rows without a line, each once.
    var unfinished: [InFlightRecord] {
        var left = open
        return inFlight.filter { left.remove($0) != nil }
    }

    /// Reads the whole file. A torn last line is cut off: its row is one of those in flight.
    ///
    /// - Returns: where the next line begins.
    mutating func read(_ file: any StoredFile, into earlier: inout EarlierRows) async throws(ResultsFault) -> Int {
        var lines = LineSplitter()
        var offset = 0
        var end = 0
        while true {
            let piece = try await self.piece(of: file, at: offset)
            if piece.isEmpty { break }
            offset += piece.count
            lines.append(piece)
            while let line = lines.next() {
                end += line.bytes.count + 1
                try take(line, into: &earlier)
            }
        }
        if earlier.finished.usesKeys, earlier.finished.count > 0, keyed == 0 { throw .noKeys(path: path) }
        do throws(Errno) {
            if end < offset { try file.truncate(to: end) }
            // The rows of these lines leave the table, so the lines have to be on the disk.
            try await file.sync()
        } catch {
            throw ResultsFault(error, path)
        }
        return end
    }

    private func piece(of file: any StoredFile, at offset: Int) async throws(ResultsFault) -> [UInt8] {
        do throws(Errno) {
            return try await file.read(at: offset, atMost: 1 << 18)
        } catch {
            throw ResultsFault(error, path)
        }
    }

    private mutating func take(_ line: LineSplitter.Line, into earlier: inout EarlierRows) throws(ResultsFault) {
        let json: JSONValue
        do {
            // A file system may have lost what was not synced, and show zeros in its place. Those rows are in flight.
            json = try JSONValue(parsing: Array(line.bytes.drop { $0 == 0 }))
        } catch {
            if line.bytes.contains(0) { return }
            throw .noOutcome(path: path, line: line.number, reason: error.message)
        }
        guard let index = json["index"]?.int, index >= 0,
            let kind = json["outcome"]?.string.flatMap(RowOutcome.Kind.init(rawValue:))
        else {
            throw .noOutcome(path: path, line: line.number, reason: "it has no index and outcome")
        }
        let named = json["key"] ?? .null
        if !named.isNull { keyed += 1 }
        let key = earlier.finished.usesKeys ? RowKey(named) : nil
        if !open.isEmpty { open.remove(InFlightRecord(index: index, key: key?.print)) }
        earlier.finished.finish(index: index, key: key)
        earlier.tally.addEarlier(json, kind)
    }
}
