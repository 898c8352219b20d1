// SPDX-License-Identifier: GPL-3.0-or-later

import Terminal
import Testing
import TestSupport

struct RedactorTests {
    @Test(arguments: [
        ("key=hunter22", "key=•••"), ("a hunter22hunter22 b", "a •••••• b"), ("hunter2", "hunter2"),
        // Truncated secrets.
        ("--secret-key hun…", "--secret-key •••…"), ("…nter22 --on x", "…••• --on x"), ("hu… and …22", "•••… and …•••"),
        ("a word that ends…", "a word that ends…"), ("such…", "such…"), ("…", "…"), ("h…unter22", "h…•••"),
    ])
    func `secrets are hidden, whole or truncated`(text: String, shown: String) {
        #expect(Self.redactor("hunter22").redact(text) == shown)
    }

    @Test func `secrets are found in a whole text`() {
        let redactor = Self.redactor("hunter22")
        func found(_ text: String) -> [Range<Int>] { redactor.ranges(in: Array(text.utf8)) }
        #expect(found("") == [])
        #expect(found("hunter2 hunter22") == [8..<16])
        #expect(found("a hunter22hunter22 b, hunter22") == [2..<18, 22..<30])
        #expect(found(#"é h\u0075nter22"#) == [3..<16])
    }

    @Test(arguments: [
        // JSON, once and nested in JSON, as several writers escape it.
        #"{"k":"a\"b\\c/d é😀+1"}"#, #"{"k":"a\"b\\c\/d é😀+1"}"#, #"{"k":"a\"b\\c/d \u00e9\ud83d\ude00+1"}"#,
        #"{"k":"a\"b\\c/d \u00E9\uD83D\uDE00\u002B1"}"#, #"{"k":"a\u0022b\u005cc\u002fd \u00e9😀+1"}"#,
        #""{\"k\":\"a\\\"b\\\\c/d é😀+1\"}""#, #""{\"k\":\"a\\\"b\\\\c\\/d \\u00e9\\ud83d\\ude00+1\"}""#,
        // Percent-encoding.
        "?k=a%22b%5Cc%2Fd%20%C3%A9%F0%9F%98%80%2B1&", "?k=a%22b%5cc%2fd+%c3%a9%f0%9f%98%80%2b1&",
        // CSV, and a colour change.
        #"1,"a""b\c/d é😀+1",2"#, "a\"b\u{1B}[1;31m\\c/d é\u{1B}[0m😀+1",
        // Base64: `YSJiXGMvZCDDqfCfmIArMQ==`.
        "YSJiXGMvZCDDqfCfmIArMQ==", "YSJiXGMvZCDDqfCfmIArMQ", "k=YSJiXGMvZCDDqfCfmIArMQ%3D%3D",
    ])
    func `a secret is found in any spelling`(text: String) {
        let redactor = Self.redactor(#"a"b\c/d é😀+1"#)
        let shown = redactor.redact(text)
        #expect(!redactor.ranges(in: Array(text.utf8)).isEmpty)
        for part in ["b", "d", "é", "😀", "u00", "%C3", "%c3", "YSJi", "DDqf"] { #expect(!shown.contains(part)) }
        #expect(shown.contains("•••"))
    }

    @Test(arguments: [
        (["<<>>???"], "PDw+Pj8/Pw==", "•••"), (["<<>>???"], "PDw-Pj8_Pw==", "•••"), (["<<>>???"], "PDw-Pj8_Pw", "•••"),
        (["<<>>???"], #"PDw+Pj8\/Pw=="#, "•••"),
        // One begins another, is inside another, overlaps another.
        (["abcd", "abcdef"], "abcdef abcdx abcd", "••• •••x •••"), (["abcdef", "cdef"], "abcdef cdef", "••• •••"),
        (["abcd", "cdef"], "abcdef", "•••"), (["abab"], "abababab.ab", "•••.ab"),
        // Lines.
        (["first line\nsecond line"], "first line\nsecond line\n", "•••\n"),
        (["first line\nsecond line"], "first line\r\nsecond line\r\n", "•••\r\n"),
        (["first line\nsecond line"], #""first line\nsecond line" first line%0D%0Asecond line"#, #""•••" •••"#),
        (["first line\n  second line\n"], "1  first line\n2  second line\n", "1  •••\n2  •••\n"),
        (["short\nlines"], "short lines", "short lines"),
        // No colours are lost.
        (["hunter22"], "\u{1B}[31mhunt\u{1B}[0mer22 x", "\u{1B}[31m•••\u{1B}[0m x"),
        (["hunter22"], "hunter\u{1B}[2J22", "hunter\u{1B}[2J22"),
        (["hunter22"], "100% of hunter%2", "100% of hunter%2"), ([""], "nothing", "nothing"),
    ])
    func `all of several secrets are hidden`(secrets: [String], text: String, shown: String) {
        #expect(Self.redactor(secrets).redact(text) == shown)
    }

    @Test(arguments: 0..<400)
    func `splitting a text into pieces changes nothing`(seed: UInt64) {
        var random = SeededNumbers(seed: seed)
        let secrets = (0..<Int.random(in: 1...4, using: &random)).map { _ in
            Self.word(from: ["a", "b", "ab", "\"", "\\", "\n", "é", "%", "+", " ", "…", "😀"], 2...6, &random)
        }
        let redactor = Self.redactor(secrets)
        var pieces = [
            "a", "b", "ab", "\"", "\"\"", "\\", "\\\\", "\\\"", "\\n", "\r\n", "%", "%22", "%0a", "%5C", "+", " ", "…",
            "é", "\\u00e9", "\\ud83d\\ude00", "😀", "\u{1B}[1m", "\u{1B}", "YWI", "=", "\\u00", "u",
        ]
        pieces += secrets + secrets.map { $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
        let text = Array(Self.word(from: pieces, 1...20, &random).utf8)
        let whole = redactor.redact(text)
        for cut in 0...text.count {
            var stream = RedactedStream(redactor)
            let result = stream.take(Array(text[..<cut])) + stream.take(Array(text[cut...])) + stream.finish()
            #expect(result == whole, "cut at \(cut) of \(String(decoding: text, as: UTF8.self)), secrets: \(secrets)")
        }
        var bytes = RedactedStream(redactor)
        #expect(text.flatMap { bytes.take([$0]) } + bytes.finish() == whole)
    }

    @Test func `only the possible beginning of a secret is held back`() {
        let redactor = Self.redactor("hunter22")
        var stream = RedactedStream(redactor)
        func shown(_ piece: String) -> String { String(decoding: stream.take(Array(piece.utf8)), as: UTF8.self) }
        #expect(shown("a word, \"quoted\"") == "a word, \"quoted\"")
        #expect(shown(" hu") == " ")
        #expect(shown("nter2") == "")
        #expect(shown("1") == "hunter21")
        #expect(shown("hunter22") == "•••")
        #expect(shown("50%") == "50")
        #expect(shown(" done hunt") == "% done ")
        #expect(stream.finish() == Array("hunt".utf8))
        redactor.hide("later")
        #expect(shown("lat") == "")
        #expect(shown("er") == "•••")
    }

    @Test(arguments: ["a", "\\", "\r", "\u{1B}[m", "%41", "\"", "+"])
    func `no text is held back for longer than a secret's longest spelling`(piece: String) {
        let redactor = Self.redactor(["aaaaaaaab", #"\\\\\\\\b"#, "a\nb", "A%41A%b", "\"\"\"\"b", "    b"])
        var stream = RedactedStream(redactor)
        let text = [UInt8](repeating: 0, count: 5_000).flatMap { _ in Array(piece.utf8) }
        let shown = stream.take(text)
        #expect(text.count - shown.count < 400)
    }
}

extension RedactorTests {
    private static func redactor(_ secrets: String...) -> Redactor { redactor(secrets) }

    private static func redactor(_ secrets: [String]) -> Redactor {
        let redactor = Redactor()
        for secret in secrets { redactor.hide(secret) }
        return redactor
    }

    private static func word(
        from parts: [String], _ count: ClosedRange<Int>, _ random: inout SeededNumbers
    ) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    }
}
