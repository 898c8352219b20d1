// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import JSON
import Testing

@Suite struct RowStreamTests {
    /// The rows of a text that arrives in pieces of `size` bytes.
    private func rows(_ text: String, format: RowFormat? = nil, pieces size: Int) throws -> [JSONValue] {
        var stream = RowStream(format: format)
        var rows: [JSONValue] = []
        let bytes = Array(text.utf8)
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
        ("", []),
    ]

    @Test(arguments: texts.indices, [1, 2, 3, 7, 1000])
    func `rows are the same in pieces of any size`(index: Int, size: Int) throws {
        let (text, expected) = Self.texts[index]
        #expect(try JSONValue.array(rows(text, pieces: size)) == expected)
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
