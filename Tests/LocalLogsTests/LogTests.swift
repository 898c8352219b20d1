// SPDX-License-Identifier: GPL-3.0-or-later

import LocalLogs
import Testing

struct LogTests {
    @Test func `each line is an event, and a carriage return stays within it`() {
        var lines = LogLines()
        #expect(lines.events(in: Array("one\ntw".utf8)) == ["one\n"])
        #expect(lines.events(in: Array("o\n[ERROR] E\rTrace\r at x\n".utf8)) == ["two\n", "[ERROR] E\nTrace\n at x"])
        #expect(lines.events(in: Array("pair\r\nrest".utf8)) == ["pair\n"])
        #expect(lines.flush() == ["rest"])
        #expect(lines.flush() == [])
    }

    @Test(arguments: [
        ("", "anything", true),
        ("ERROR", "[ERROR] x", true),
        ("ERROR", "[error] x", false),
        ("ERROR disk", "disk ERROR", true),
        ("ERROR disk", "ERROR", false),
        ("?ERROR ?WARN", "WARN", true),
        ("?ERROR ?WARN", "INFO", false),
        ("ERROR -disk", "ERROR net", true),
        ("ERROR -disk", "ERROR disk", false),
        ("\"two words\"", "one two words", true),
        ("\"two words\"", "two of words", false),
    ])
    func `terms select messages`(pattern: String, message: String, matches: Bool) throws {
        #expect(try #require(LogFilterPattern(pattern)).matches(message) == matches)
    }

    @Test(arguments: ["{ $.level = \"ERROR\" }", "[a, b]", "%re%", "\"open"])
    func `patterns of other types are refused`(pattern: String) {
        #expect(LogFilterPattern(pattern) == nil)
    }
}
