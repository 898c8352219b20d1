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
        let query = DocumentQuery(try Expression("a"), form: .json(.compact))
        var lines = WholeLines()
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: pieceLength) {
            let whole = lines.add(Array(bytes[start..<min(bytes.count, start + pieceLength)]))
            output += query.results(for: whole).output
        }
        output += query.results(for: lines.finish()).output
        #expect(String(decoding: output, as: UTF8.self) == "1\n[2]\n3\n")
    }

    @Test func `a failure in a line reports the line and keeps the earlier results`() throws {
        let query = DocumentQuery(try Expression("abs(a)"), form: .raw)
        let syntax = query.results(for: Array("{\"a\": 1}\n\n[1,]\n".utf8))
        #expect(syntax.failure?.moved(by: 10).line == 13)
        #expect(syntax.failure?.message == "3:3: there's a trailing comma before \"]\"; remove it")
        #expect(String(decoding: syntax.output, as: UTF8.self) == "1\n")
        let evaluation = query.results(for: Array("{\"a\": -1}\n{\"b\": 1}\n{\"a\": 2}\n".utf8))
        #expect(evaluation.failure?.message == "2: abs() takes a number as value, not null")
        #expect(String(decoding: evaluation.output, as: UTF8.self) == "1\n")
    }

    @Test func `a result that fails halfway writes nothing`() throws {
        let query = DocumentQuery(try Expression("{a: a, b: abs(b)}"), form: .json(.compact))
        let results = query.results(for: Array(#"{"a": 1, "b": "x"}"#.utf8))
        #expect(results.output.isEmpty)
        #expect(results.failure?.line == 1)
    }
}
