// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Testing

@Suite struct JSONParserTests {
    @Test(
        arguments: [
            ("null", .null), (" true\r\n", true), ("false", false), ("0", 0), ("\"\"", ""), ("[]", []), ("{}", [:]),
            (#"[1, "a", [null], {"b": {}}]"#, [1, "a", [nil], ["b": [:]]]),
            (#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00 é😀""#, "\"\\/\u{8}\u{C}\n\r\té😀 é😀"),
            (#"{"a": 1, "b": 2, "a": 3}"#, ["a": 3, "b": 2]),
        ] as [(String, JSONValue)])
    func `a text is read`(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func `members keep their order, and a repeated key keeps its first position`() throws {
        let value = try JSONValue(parsing: #"{"z": 1, "a": 2, "z": 3}"#)
        #expect(value.description == #"{"z":3,"a":2}"#)
    }

    @Test(arguments: ["", "a", "abcdefg", "abcdefgh", "a key that is longer", "é"])
    func `a repeated key is found at any position and in any spelling`(key: String) throws {
        let escaped = key.unicodeScalars.map { "\\u" + String(0x10000 + $0.value, radix: 16).dropFirst() }.joined()
        for spellings in [[key, key], [key, escaped], [escaped, key], [escaped, escaped]] {
            for padding in ["", "        ", ",\"x\": 0, \"y\": 0"] {
                let text = "{\"\(spellings[0])\": 1\(padding), \"\(spellings[1])\": 2}"
                let object = try #require(try JSONValue(parsing: text).object)
                #expect(object.first?.value == 2)
                #expect(Set(object.keys).count == object.count, "\(text)")
            }
        }
    }

    @Test func `many members are read in linear time and can be found`() throws {
        let text = "{" + (0..<100_000).map { "\"key\($0)\":\($0)" }.joined(separator: ",") + ",\"key5\":-1}"
        let object = try #require(try JSONValue(parsing: text).object)
        #expect(object.count == 100_000)
        #expect(object["key5"] == -1)
        #expect(object["key99999"] == 99_999)
        #expect(object[5].key == "key5")
    }

    @Test(arguments: 0...40)
    func `every byte of a string is checked at any position`(length: Int) throws {
        let plain = String(repeating: "x", count: length)
        #expect(try JSONValue(parsing: "\"\(plain)\"") == .string(plain))
        #expect(try JSONValue(parsing: "\"\(plain)\\n\(plain)\"") == .string(plain + "\n" + plain))
        #expect(try JSONValue(parsing: "\"\(plain)é\(plain)\"") == .string(plain + "é" + plain))
        for byte in UInt8.min...UInt8.max {
            let bytes = Array("[\"\(plain)".utf8) + [byte] + Array("\(plain)\"]".utf8)
            let isPlain = (0x20..<0x80).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            #expect(
                (try? JSONValue(parsing: bytes, as: .literal))
                    == (isPlain ? .array([.string(plain + String(Unicode.Scalar(byte)) + plain)]) : nil))
        }
    }

    @Test(arguments: ["0", "-0", "1.10", "1e2", "1E+2", "-1.5e-7", "12345678901234567890", "9223372036854775807"])
    func `numbers keep their text`(text: String) throws {
        #expect(try JSONValue(parsing: text).description == text)
    }

    @Test(
        arguments: [
            ("", .empty, 1, 1),
            (" \n ", .empty, 2, 2),
            ("[", .unexpectedEnd(inside: .array), 1, 2),
            ("[1", .unexpectedEnd(inside: .array), 1, 3),
            ("[1,", .unexpectedEnd(inside: .array), 1, 4),
            ("{", .unexpectedEnd(inside: .object), 1, 2),
            (#"{"a""#, .unexpectedEnd(inside: .object), 1, 5),
            (#"{"a":"#, .unexpectedEnd(inside: .object), 1, 6),
            (#"{"a":1,"#, .unexpectedEnd(inside: .object), 1, 8),
            ("\"a", .unexpectedEnd(inside: .string), 1, 3),
            ("\"\\", .unexpectedEnd(inside: .string), 1, 3),
            (#""\u12"#, .unexpectedEnd(inside: .string), 1, 6),
            ("[1 2]", .unexpected("2", instead: .commaOrEnd(.array)), 1, 4),
            ("{\n\"a\": 1\n\"b\": 2}", .unexpected("\"", instead: .commaOrEnd(.object)), 3, 1),
            (#"{"a" 1}"#, .unexpected("1", instead: .colon), 1, 6),
            ("[1,]", .trailingComma(before: .array), 1, 3),
            (#"{"a": 1 , }"#, .trailingComma(before: .object), 1, 9),
            ("[,1]", .unexpected(",", instead: .value), 1, 2),
            ("{1: 2}", .unquotedKey, 1, 2),
            ("{a: 2}", .unquotedKey, 1, 2),
            ("{'a': 2}", .singleQuotes, 1, 2),
            ("['a']", .singleQuotes, 1, 2),
            ("1 2", .textAfterValue, 1, 3),
            ("[1]]", .textAfterValue, 1, 4),
            ("True", .unknownWord("True"), 1, 1),
            ("nullx", .unknownWord("nullx"), 1, 1),
            ("[NaN]", .unknownWord("NaN"), 1, 2),
            ("[1, // one\n2]", .comment, 1, 5),
            ("/* a */ 1", .comment, 1, 1),
            ("1 // one", .comment, 1, 3),
            ("\u{FEFF}1", .byteOrderMark, 1, 1),
            ("01", .leadingZero, 1, 1),
            ("-01", .leadingZero, 1, 2),
            ("+1", .leadingPlus, 1, 1),
            (".5", .digitMissing(after: .nothing), 1, 1),
            ("-", .digitMissing(after: .minus), 1, 2),
            ("-a", .digitMissing(after: .minus), 1, 2),
            ("1.", .digitMissing(after: .point), 1, 3),
            ("1e+", .digitMissing(after: .exponent), 1, 4),
            ("\"a\nb\"", .controlCharacter(10), 1, 3),
            ("\"\\n\u{1}\"", .controlCharacter(1), 1, 4),
            (#""é\x""#, .unknownEscape("x"), 1, 3),
            (#""\u12G4""#, .incompleteUnicodeEscape, 1, 2),
            (#"["é", "\uD800"]"#, .loneSurrogate(0xD800), 1, 8),
            (#""\uDC00\uD800""#, .loneSurrogate(0xDC00), 1, 2),
            (#""\uD83D\u0041""#, .loneSurrogate(0xD83D), 1, 2),
            ("[\u{a0}1]", .unexpected("\u{a0}", instead: .value), 1, 2),
        ] as [(String, JSONSyntaxError.Kind, Int, Int)])
    func `a text that isn't JSON is refused at the right position`(
        text: String, kind: JSONSyntaxError.Kind, line: Int, column: Int
    ) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text, as: .literal) }
        #expect(error.kind == kind)
        #expect([error.line, error.column] == [line, column])
        #expect(!error.message.isEmpty)
    }

    @Test(
        arguments: [
            ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
            ([0x22, 0xC0, 0xAF, 0x22], 1), ([0x5B, 0xE2, 0x82, 0x5D], 1), ([0x22, 0x5C, 0x6E, 0x80, 0x22], 3),
            ([0x22, 0x5C, 0x80, 0x22], 2), ([0x31, 0x20, 0x80], 2),
        ] as [([UInt8], Int)])
    func `bytes that aren't UTF-8 are refused at the first of them`(bytes: [UInt8], offset: Int) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: bytes, as: .literal) }
        #expect(error.kind == .invalidUTF8)
        #expect(error.offset == offset)
    }

    @Test(
        arguments: [
            (#""Great work \ud83d""#, "Great work \u{FFFD}"), (#""\ud83dA""#, "\u{FFFD}A"),
            (#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
            (#""\ud83d\n""#, "\u{FFFD}\n"), ("\u{FEFF} \"a\"", "a"),
        ] as [(String, String)])
    func `half a surrogate pair and a byte order mark spoil no data`(_ text: String, _ value: String) throws {
        #expect(try JSONValue(parsing: text) == .string(value))
    }

    @Test func `bytes that aren't UTF-8 are replaced in the strings of data, keys included`() throws {
        let bytes: [UInt8] = Array(#"{"a"#.utf8) + [0xE9] + Array(#"": "x\n"#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8)
        #expect(try JSONValue(parsing: bytes) == ["a\u{FFFD}": "x\n\u{FFFD}\u{FFFD}"])
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x5B, 0xFF, 0x5D]) }
        // Keys that are repaired to the same one are one key, the last of which counts.
        for first in [[0xFB], Array("\u{FFFD}".utf8), Array(#"\ud83d"#.utf8)] as [[UInt8]] {
            for second in [[0xDA], Array("\u{FFFD}".utf8), Array(#"\ude00"#.utf8)] as [[UInt8]] {
                let object = Array(#"{"k"#.utf8) + first + Array(#"": 1, "k"#.utf8) + second + Array(#"": 2}"#.utf8)
                #expect(try JSONValue(parsing: object).serialized() == Array("{\"k\u{FFFD}\":2}".utf8))
            }
        }
    }

    @Test func `nesting is limited`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[{\"a\":", count: depth / 2) + "1" + String(repeating: "}]", count: depth / 2)
        }
        _ = try JSONValue(parsing: nested(512))
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: nested(514)) }
        #expect(error.kind == .tooDeep)
        #expect(error.column == 6 * 256 + 1)
        #expect(error.message == "arrays and objects are nested more than 512 levels deep")
    }

    @Test(arguments: [
        ("[1 2]", "expected a comma or \"]\", found \"2\""),
        ("[1,]", "there's a trailing comma before \"]\"; remove it"),
        ("None", "\"None\" isn't a JSON value; use \"null\""),
        ("TRUE", "\"TRUE\" is written \"true\" in JSON"),
        ("\"\u{0}\"", "control characters must be escaped in JSON strings (found U+0000)"),
        (#""\uD800""#, #"\uD800 is half of a surrogate pair; the other half is missing"#),
        ("[\u{200B}]", "expected a value, found U+200B"),
    ])
    func `a message says what's wrong`(text: String, message: String) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text, as: .literal) }
        #expect(error.message == message)
    }
}
