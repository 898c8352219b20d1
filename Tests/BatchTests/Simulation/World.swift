// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import JSON
import TestSupport

/// A violation of a batch's rules.
struct Violation: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// What outlives a process in the simulation: the files, and what the service did.
final class World {
    /// The facts about one row, seen from outside.
    struct Truth {
        /// How many times the function ran.
        var runs = 0
        /// It ran, but no process knows how that ended: the next run must be marked.
        var isUncertain = false
        /// It ran although it was uncertain: its outcome must say so.
        var needsMark = false
    }

    static let path = "out.jsonl"
    static let tablePath = "out.jsonl.inflight"

    let storage = MemoryStorage()
    let usesKeys: Bool
    var rows: [Truth]
    var random: SeededNumbers

    init(rows: Int, usesKeys: Bool, random: SeededNumbers) {
        self.rows = Array(repeating: Truth(), count: rows)
        self.usesKeys = usesKeys
        self.random = random
    }

    func key(_ index: Int) -> RowKey? { usesKeys ? RowKey(.string("row \(index)")) : nil }

    /// The service runs a row. It may only do so again if the processes can't have known better.
    func run(_ index: Int) {
        if rows[index].isUncertain { rows[index].needsMark = true }
        rows[index].runs += 1
    }

    // MARK: Files

    struct Line {
        let index: Int
        let isMarked: Bool
        let outcome: String
    }

    /// The outcome lines in the file.
    func lines(_ bytes: [UInt8]) throws -> [Line] {
        try bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map { line in
            let json = try JSONValue(parsing: Array(line.drop { $0 == 0 }))
            guard let index = json["index"]?.int, let outcome = json["outcome"]?.string else {
                throw Violation("a line is no outcome")
            }
            return Line(index: index, isMarked: json["possiblyTwice"]?.bool == true, outcome: outcome)
        }
    }

    func durableRows() -> Set<Int> { Set(indices(storage.syncedBytes(Self.path))) }

    /// The rows that have lines; faster than reading the lines.
    private func indices(_ bytes: [UInt8]) -> [Int] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().compactMap { line in
            let digits = line.drop { $0 == 0 }.dropFirst(#"{"index":"#.utf8.count).prefix { $0 != UInt8(ascii: ",") }
            return Int(String(decoding: digits, as: UTF8.self))
        }
    }

    /// The rows in the table.
    func rowsInTable() -> Set<Int> {
        let bytes = storage.bytes(Self.tablePath) ?? []
        let records = stride(from: 0, to: bytes.count - bytes.count % InFlightRecord.size, by: InFlightRecord.size)
            .compactMap { InFlightRecord(bytes[$0..<$0 + InFlightRecord.size]) }
        return Set(records.map(\.index))
    }

    /// A row that ran is in the table until its outcome is on disk.
    func checkTable() throws {
        let durable = durableRows()
        let table = rowsInTable()
        for (index, row) in rows.enumerated() where row.runs > 0 && !durable.contains(index) {
            guard table.contains(index) else { throw Violation("row \(index) ran and is forgotten") }
        }
    }

    /// The process has ended, in whatever way.
    func endProcess(losingPages: Bool) {
        if losingPages { storage.losePages(of: Self.path) }
        storage.unlock()
        let written = Set(indices(storage.bytes(Self.path) ?? []))
        for index in rows.indices where rows[index].runs > 0 && !written.contains(index) {
            rows[index].isUncertain = true
        }
    }

    /// Everything is done: each row has one outcome, and the rows that may have run twice say so.
    func checkEnd() throws {
        let lines = try lines(storage.bytes(Self.path) ?? [])
        guard lines.map(\.index).sorted() == Array(rows.indices) else {
            throw Violation("\(rows.count) rows have the outcomes \(lines.map(\.index).sorted())")
        }
        for line in lines where rows[line.index].needsMark && !line.isMarked && line.outcome != "uncertain" {
            throw Violation("row \(line.index) ran \(rows[line.index].runs) times and isn't marked")
        }
        guard storage.bytes(Self.tablePath) == nil else { throw Violation("the table is left behind") }
    }
}
