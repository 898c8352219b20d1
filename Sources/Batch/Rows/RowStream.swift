// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON

/// The formats of rows.
package enum RowFormat: String, Sendable, CaseIterable {
    case json, jsonl, csv, tsv

    /// Determined by a file name's extension; nil if that doesn't determine it.
    package init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard name.contains("."), let suffix = name.split(separator: ".").last?.lowercased() else { return nil }
        switch suffix {
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonl
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        default: return nil
        }
    }

    /// Determined by the first byte that isn't white space: `[` begins a JSON array, a letter or a byte beyond
    /// ASCII a CSV header, anything else a line of JSON.
    package init(sniffing first: UInt8) {
        switch first {
        case UInt8(ascii: "["): self = .json
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
            self = .csv
        default: self = .jsonl
        }
    }
}

/// A row that can't be read, and its position.
package struct RowFault: Error, Sendable, Equatable {
    package let line: Int
    /// From 1, in characters; nil if the whole line is wrong.
    package let column: Int?
    package let message: String

    package init(line: Int, column: Int? = nil, _ message: String) {
        self.line = line
        self.column = column
        self.message = message
    }

    init(_ error: JSONSyntaxError, firstLine: Int) {
        self.init(line: firstLine + error.line - 1, column: error.column, "not JSON: \(error.message)")
    }
}

/// A row as it was read, with its bytes if it was JSON.
package struct RawRow: Sendable {
    package let json: JSONValue
    package let source: [UInt8]?

    init(json: JSONValue, source: [UInt8]?) {
        self.json = json
        self.source = source
    }

    /// The row on a line of JSON Lines.
    ///
    /// - Parameters:
    ///   - number: from 1.
    ///   - selection: the parts of the row that are built.
    package init(line bytes: [UInt8], number: Int, selecting selection: JSONSelection = .whole) throws(RowFault) {
        do throws(JSONSyntaxError) {
            self.init(json: try JSONValue(parsing: bytes.span, selecting: selection), source: bytes)
        } catch {
            throw RowFault(error, firstLine: number)
        }
    }
}

/// Splits bytes that arrive in pieces of any size into rows; keeps at most one row and one piece.
package struct RowStream: Sendable {
    private enum Splitter {
        case undecided([UInt8])
        case lines(LineSplitter)
        case array(ArraySplitter)
        case csv(CSVSplitter)
    }

    private var splitter: Splitter
    private let delimiter: CSVDelimiter?
    private let selection: JSONSelection
    private var hasEnded = false
    /// The first bytes, until there are enough to detect a byte order mark; nil from then on.
    private var beginning: [UInt8]? = []
    /// Why none of the bytes can be rows, as their first ones show.
    private var fault: RowFault?

    /// - Parameters:
    ///   - format: nil: the first byte decides.
    ///   - delimiter: of CSV, whose cells it separates; nil: a tab in TSV, and what the header suggests in CSV.
    ///   - selection: the parts of a line of JSON that are built.
    package init(format: RowFormat?, delimiter: CSVDelimiter? = nil, selecting selection: JSONSelection = .whole) {
        self.delimiter = delimiter
        self.selection = selection
        splitter = .undecided([])
        if let format { splitter = newSplitter(format) }
    }

    /// What the header suggested instead of a comma, once a row was read.
    package var guessedDelimiter: CSVDelimiter? {
        if case .csv(let csv) = splitter { csv.guessedDelimiter } else { nil }
    }

    /// Whether each row is a line of JSON.
    package var isOfLines: Bool { if case .lines = splitter { true } else { false } }

    package mutating func append(_ bytes: [UInt8]) {
        if fault != nil { return }
        guard let earlier = beginning else { return split(bytes) }
        let all = earlier + bytes
        beginning = all
        if all.count >= 3 { begin() }
    }

    /// Passes on the first bytes, without a byte order mark.
    private mutating func begin() {
        guard let bytes = beginning else { return }
        beginning = nil
        fault = Self.fault(in: bytes)
        if fault != nil { return }
        split(ByteOrderMark.dropped(from: bytes))
    }

    private static func fault(in beginning: [UInt8]) -> RowFault? {
        if beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) {
            return RowFault(line: 1, "the file is UTF-16; rows must be UTF-8")
        }
        if beginning.starts(with: [0x1F, 0x8B]) {
            return RowFault(line: 1, "the file is compressed; decompress it first, for example with `gunzip`")
        }
        return nil
    }

    private mutating func split(_ bytes: [UInt8]) {
        switch splitter {
        case .undecided(let earlier):
            let all = earlier + bytes
            guard let first = all.first(where: { !$0.isJSONSpace }) else {
                splitter = .undecided(all)
                return
            }
            splitter = newSplitter(RowFormat(sniffing: first))
            split(all)
        case .lines(var lines):
            splitter = .undecided([])
            lines.append(bytes)
            splitter = .lines(lines)
        case .array(var array):
            splitter = .undecided([])
            array.append(bytes)
            splitter = .array(array)
        case .csv(var csv):
            splitter = .undecided([])
            csv.append(bytes)
            splitter = .csv(csv)
        }
    }

    /// The number of bytes that were appended and aren't in a row yet.
    package var pending: Int {
        switch splitter {
        case .undecided(let bytes): bytes.count + (beginning?.count ?? 0)
        case .lines(let lines): lines.pending
        case .array(let array): array.pending
        case .csv(let csv): csv.pending
        }
    }

    /// No more bytes will follow.
    package mutating func end() {
        begin()
        hasEnded = true
    }

    /// The next row; nil until more bytes arrive or, after `end`, if there are no more rows.
    package mutating func next() throws(RowFault) -> RawRow? {
        if let fault { throw fault }
        switch splitter {
        case .undecided: return nil
        case .lines(var lines):
            splitter = .undecided([])
            defer { splitter = .lines(lines) }
            while let line = lines.next() ?? (hasEnded ? lines.last() : nil) {
                let bytes = Array(line.bytes)
                if bytes.allSatisfy(\.isJSONSpace) { continue }
                return try RawRow(line: bytes, number: line.number, selecting: selection)
            }
            return nil
        case .array(var array):
            splitter = .undecided([])
            defer { splitter = .array(array) }
            return try array.next(atEnd: hasEnded)
        case .csv(var csv):
            splitter = .undecided([])
            defer { splitter = .csv(csv) }
            return try csv.next(atEnd: hasEnded).map { RawRow(json: $0, source: nil) }
        }
    }

    private func newSplitter(_ format: RowFormat) -> Splitter {
        switch format {
        case .json: .array(ArraySplitter())
        case .jsonl: .lines(LineSplitter())
        case .csv: .csv(CSVSplitter(delimiter: delimiter))
        case .tsv: .csv(CSVSplitter(delimiter: delimiter ?? .tab))
        }
    }
}

extension UInt8 {
    var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
