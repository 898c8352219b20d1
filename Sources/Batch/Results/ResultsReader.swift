// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import SystemPackage

/// Reads the lines that earlier processes wrote, and finds the rows in flight that have no line.
struct ResultsReader {
    private let path: String
    /// Sorted by place.
    private let inFlight: [InFlightRecord]
    private let usesKeys: Bool
    /// Those without a line so far. If keys aren't used, they have none here.
    private var open: Set<InFlightRecord>

    /// The parts of a line that matter for other runs.
    private struct Outcome {
        let json: JSONValue
        let index: Int
        let kind: RowOutcome.Kind
    }

    init(path: String, inFlight: [InFlightRecord], usesKeys: Bool) {
        self.path = path
        self.inFlight = inFlight
        self.usesKeys = usesKeys
        open = Set(inFlight.map { InFlightRecord(index: $0.index, key: usesKeys ? $0.key : nil) })
    }

    /// The records of rows without a line, each only once.
    var unfinished: [InFlightRecord] {
        var left = open
        return inFlight.filter {
            left.remove(InFlightRecord(index: $0.index, key: usesKeys ? $0.key : nil)) != nil
        }
    }

    /// Reads the whole file. A torn last line is removed: its row is one of those in flight.
    ///
    /// - Returns: the position of the next line.
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
                if let outcome = try outcome(line) { take(outcome, into: &earlier) }
            }
        }
        // An editor may have removed the last newline. A torn line is never valid JSON.
        var lacksNewline = false
        if let line = lines.last(), let outcome = try? outcome(line) {
            end += line.bytes.count
            lacksNewline = true
            take(outcome, into: &earlier)
        }
        do throws(Errno) {
            if lacksNewline {
                try file.writeAll([UInt8(ascii: "\n")], at: end)
                end += 1
            } else if end < offset {
                try file.truncate(to: end)
            }
            // The rows of these lines leave the table, so the lines have to be on disk.
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

    /// nil for a lost line.
    private func outcome(_ line: LineSplitter.Line) throws(ResultsFault) -> Outcome? {
        let json: JSONValue
        do {
            // A file system may have lost unsynced data and show zeros in its place. Those rows are in flight.
            json = try JSONValue(parsing: Array(line.bytes.drop { $0 == 0 }))
        } catch {
            if line.bytes.contains(0) { return nil }
            throw .noOutcome(path: path, line: line.number, reason: error.message)
        }
        guard let index = json["index"]?.int, index >= 0,
            let kind = json["outcome"]?.string.flatMap(RowOutcome.Kind.init(rawValue:))
        else {
            throw .noOutcome(path: path, line: line.number, reason: "it has no valid index or outcome")
        }
        return Outcome(json: json, index: index, kind: kind)
    }

    private mutating func take(_ outcome: Outcome, into earlier: inout EarlierRows) {
        let key = usesKeys ? RowKey(outcome.json["key"] ?? .null) : nil
        if !open.isEmpty {
            open.remove(InFlightRecord(index: outcome.index, key: key?.print))
            // An earlier run without `--key` may have had it in flight.
            if key != nil { open.remove(InFlightRecord(index: outcome.index, key: nil)) }
        }
        earlier.finished.finish(index: outcome.index, key: key)
        earlier.tally.addEarlier(outcome.json, outcome.kind)
    }
}
