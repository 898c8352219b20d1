// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import JSON
import Testing

@Suite struct RowStreamTests {
    /// The rows of a text that arrives in pieces of `size` bytes.
    private func rows(
        _ text: String, format: RowFormat? = nil, delimiter: CSVDelimiter? = nil, pieces size: Int
    ) throws -> [JSONValue] {
        try rows(Array(text.utf8), format: format, delimiter: delimiter, pieces: size)
    }

    private func rows(
        _ bytes: [UInt8], format: RowFormat?, delimiter: CSVDelimiter? = nil, pieces size: Int
    ) throws -> [JSONValue] {
        var stream = RowStream(format: format, delimiter: delimiter)
        var rows: [JSONValue] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            stream.append(Array(bytes[start..<min(start + size, bytes.count)]))
            while let row = try stream.next() { rows.append(row.json) }
        }
        stream.end()
        while let row = try stream.next() { rows.append(row.json) }
        return rows
    }

    static let texts: [(text: String, rows: JSONValue)] = [
        ("{\"a\": 1}\n\n[2]\r\n\"x\"", [["a": 1], [2], "x"]),
        ("[1, {\"a\": \"]},\\\"\"}, [[]], \"b,\", null]\n", [1, ["a": "]},\""], [[]], "b,", nil]),
        ("  [ ]  ", []),
        ("id,name\r\n1,\"a,\"\"b\"\"\nc\"\n\n2,\n", [["id": "1", "name": "a,\"b\"\nc"], ["id": "2", "name": ""]]),
        ("\u{FEFF}{\"a\": 1}\n", [["a": 1]]),
        ("id,name\r1,Ada\r\r2,\"a\rb\"", [["id": "1", "name": "Ada"], ["id": "2", "name": "a\rb"]]),
        ("\u{FEFF}\r\n\nid;name\r\n1;a,b\n", [["id": "1", "name": "a,b"]]),
        ("\u{FEFF}id\n\"\"\n\u{FEFF}", [["id": ""], ["id": "\u{FEFF}"]]),
        ("id|\"a;b;c\"|n\n1|2|3\n", [["id": "1", "a;b;c": "2", "n": "3"]]),
        ("id,\"a\"\"\n\"\"b\"\n\0,5\" pipe", [["id": "\0", "a\"\n\"b": "5\" pipe"]]),
        ("größe\tid\n1,5\t2\n", [["größe": "1,5", "id": "2"]]),
        ("", []),
    ]

    @Test(arguments: texts.indices, [1, 2, 3, 7, 1000])
    func `rows are the same in pieces of any size`(index: Int, size: Int) throws {
        let (text, expected) = Self.texts[index]
        #expect(try JSONValue.array(rows(text, pieces: size)) == expected)
    }

    @Test(arguments: [RowFormat.jsonl, .json, .csv])
    func `bytes that are in no row yet are counted`(format: RowFormat) throws {
        let text =
            switch format {
            case .json: "[[1], [2], [3]]"
            case .jsonl: "[1]\n[2]\n[3]\n"
            case .csv, .tsv: "a\n1\n2\n3\n"
            }
        var stream = RowStream(format: format)
        stream.append(Array(text.utf8))
        var counts = [stream.pending]
        while try stream.next() != nil { counts.append(stream.pending) }
        #expect(counts.count == 4 && counts == counts.sorted(by: >) && counts[0] > counts[3])
        #expect(counts[3] <= 1)
    }

    static let named: [(text: String, format: RowFormat, delimiter: String?, rows: JSONValue)] = [
        ("a,b\tc\n1,2\t3", RowFormat.tsv, nil, [["a,b": "1,2", "c": "3"]]),
        ("a;b,c\n1;2,3", .csv, "comma", [["a;b": "1;2", "c": "3"]]),
        ("a;b,c,d\n1;2,3,4", .csv, ";", [["a": "1", "b,c,d": "2,3,4"]]),
        ("a:b\n1:2", .tsv, ":", [["a": "1", "b": "2"]]),
        ("a\tb\n1\t2", .csv, "\\t", [["a": "1", "b": "2"]]),
    ]

    @Test(arguments: named.indices) func `a delimiter that's named is the only one`(index: Int) throws {
        let (text, format, name, expected) = Self.named[index]
        let delimiter = try name.map { try #require(CSVDelimiter($0)) }
        #expect(try JSONValue.array(rows(text, format: format, delimiter: delimiter, pieces: 3)) == expected)
    }

    @Test(arguments: ["", ";;", "\"", "\n", "\r", "\0", "é", "tabs"])
    func `a delimiter is one character or a name`(text: String) { #expect(CSVDelimiter(text) == nil) }

    @Test(arguments: [
        ("a,b;c,d\n", nil), ("a;b\n", "`;`"), ("a;b|c|d\n", "`|`"), ("\"a;b\"\tc\n", "a tab"), ("a\n", nil), ("", nil),
        ("a;b", "`;`"),
    ])
    func `a delimiter that's guessed is named, unless it's a comma`(text: String, expected: String?) throws {
        var stream = RowStream(format: .csv)
        stream.append(Array(text.utf8))
        stream.end()
        #expect(try stream.next() == nil)
        #expect(stream.guessedDelimiter?.description == expected)
    }

    @Test(arguments: [
        ("a,b\r\n\"1\r2\n3\r\n4\",2\r\n\r5\r\n", 7, "the row has 1 cell, but the header has 2"),
        ("a,b\r1,2\r1,2,3", 3, "the row has 3 cells, but the header has 2"),
        ("a,b\n1,\"2\n3,4\n", 2, "the quoted cell that begins here isn't closed"),
        ("a,b\n\n1,\"2\n\"3\"\n", 4, "cell 2 has text after its closing quote; write a quote within quotes as `\"\"`"),
        ("\na,b,a,c,b,a\n", 2, "columns 1, 3 and 6 of the header have the same name, `a`"),
        ("a,,b\n", 1, "column 2 of the header has no name"),
        ("a,\"\",b,\n", 1, "columns 2 and 4 of the header have no name"),
        (
            "a\0,b\n", 1,
            "column 1 of the header has a NUL character in its name; the file may be UTF-16, but must be UTF-8"
        ),
    ])
    func `a fault in CSV names the line`(text: String, line: Int, message: String) {
        for size in [1, 2, 5, 100] {
            let fault = #expect(throws: RowFault.self) { try rows(text, format: .csv, pieces: size) }
            #expect(fault == RowFault(line: line, message))
        }
    }

    @Test func `CSV that isn't UTF-8 is a fault`() {
        let latin1: [UInt8] = Array("a\nb\n".utf8) + [0xE9]
        let utf16: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x0A, 0]
        #expect(throws: RowFault(line: 3, "the row isn't UTF-8 text")) { try rows(latin1, format: .csv, pieces: 2) }
        #expect(throws: RowFault(line: 1, "the file is UTF-16; rows must be UTF-8")) {
            try rows(utf16, format: nil, pieces: 4)
        }
    }

    @Test(arguments: [RowFormat?.none, .json, .jsonl, .csv, .tsv])
    func `a file that is compressed or UTF-16 says so, whatever its format`(format: RowFormat?) {
        for size in [1, 2, 100] {
            for (bytes, start) in [
                ([0x1F, 0x8B, 0x08, 0x00], "the file is compressed"), ([0xFF, 0xFE, 0x7B, 0x00], "the file is UTF-16"),
            ] {
                var stream = RowStream(format: format)
                for piece in stride(from: 0, to: bytes.count, by: size) {
                    stream.append(bytes[piece..<min(piece + size, bytes.count)].map(UInt8.init))
                }
                stream.end()
                let fault = #expect(throws: RowFault.self) { try stream.next() }
                #expect(fault?.line == 1 && fault?.message.hasPrefix(start) == true)
            }
        }
    }

    @Test func `the two spellings of a letter are two columns`() throws {
        let rows = try rows("\u{E9},e\u{301}\n1,2\n", format: .csv, pieces: 9)
        #expect(rows.first?.object?.count == 2)
    }

    @Test func `a quote that isn't closed doesn't fill the memory`() {
        var stream = RowStream(format: .csv)
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        stream.append(Array("a,b\n1,\"".utf8))
        #expect(throws: RowFault(line: 2, "the quoted cell that begins here isn't closed after 64 MB")) {
            for _ in 0..<70 {
                _ = try stream.next()
                stream.append(piece)
            }
        }
    }

    @Test(arguments: [
        ("{\"a\": 1}\n{\"a\": }\n", 2, 7), ("[1,\n2 3]", 2, 3), ("[1,\n{\"a\": tru}]", 2, 7),
    ])
    func `a mistake is reported at its position`(text: String, line: Int, column: Int) {
        let fault = #expect(throws: RowFault.self) { try rows(text, pieces: 4) }
        #expect(fault?.line == line)
        #expect(fault?.column == column)
    }

    @Test(arguments: [
        ("[1, 2", RowFormat.json, "the array isn't closed: `]` is missing"),
        ("[1] 2", .json, "unexpected text after the array"),
        ("{}", .json, "an array of rows must begin with `[`"),
        ("a,b\n1\n", .csv, "the row has 1 cell, but the header has 2"),
        ("a\n\"b", .csv, "the quoted cell that begins here isn't closed"),
    ])
    func `a message says what's wrong`(text: String, format: RowFormat, message: String) {
        let fault = #expect(throws: RowFault.self) { try rows(text, format: format, pieces: 2) }
        #expect(fault?.message == message)
    }
}
