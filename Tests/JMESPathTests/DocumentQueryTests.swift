// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import Testing

@Suite struct DocumentQueryTests {
    private func output(_ expression: String, _ form: DocumentQuery.Form, _ document: String) throws -> String {
        var output: [UInt8] = []
        try DocumentQuery(try Expression(expression), form: form).run(Array(document.utf8), into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func `a result is written in the requested format`() throws {
        #expect(try output("a", .json(.indented), #"{"a": [1.0]}"#) == "[\n  1.0\n]\n")
        #expect(try output("a", .json(.compact), #"{"a": "é\n"}"#) == "\"é\\n\"\n")
        #expect(try output("a", .raw, #"{"a": "é\n"}"#) == "é\n\n")
        #expect(try output("a", .raw, #"{"a": ["x"]}"#) == "[\"x\"]\n")
        #expect(try output("a", .raw, "{}") == "null\n")
    }

    @Test func `a failure says whether the document or the evaluation caused it`() throws {
        let document = try #require(throws: QueryFailure.self) { try output("a", .raw, "{\n\"a\" 1}") }
        #expect(document.exitStatus == 2)
        #expect(document.message == "2:5: expected \":\" between key and value, found \"1\"")
        let evaluation = try #require(throws: QueryFailure.self) { try output("abs(a)", .raw, "{}") }
        #expect(evaluation.exitStatus == 1)
        #expect(evaluation.message == "abs() takes a number as value, not null")
    }

    @Test(arguments: 1...30)
    func `lines are evaluated one by one however they arrive`(pieceLength: Int) throws {
        let bytes = Array("{\"a\": 1}\n\r\n  {\"a\": [2]}\r\n\n{\"a\": 3}".utf8)
        var query = LineQuery(DocumentQuery(try Expression("a"), form: .json(.compact)))
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: pieceLength) {
            try query.feed(Array(bytes[start..<min(bytes.count, start + pieceLength)]), into: &output)
        }
        try query.finish(into: &output)
        #expect(String(decoding: output, as: UTF8.self) == "1\n[2]\n3\n")
    }

    @Test func `a failure in a line reports the line and keeps the earlier results`() throws {
        var query = LineQuery(DocumentQuery(try Expression("a"), form: .raw))
        var output: [UInt8] = []
        let failure = #expect(throws: QueryFailure.self) {
            try query.feed(Array("{\"a\": 1}\n\n[1,]\n".utf8), into: &output)
        }
        #expect(failure?.line == 3)
        #expect(failure?.message == "3:3: there's a trailing comma before \"]\"; remove it")
        #expect(String(decoding: output, as: UTF8.self) == "1\n")
    }
}
