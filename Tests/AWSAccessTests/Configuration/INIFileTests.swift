// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Testing

struct INIFileTests {
    @Test func `names are folded, values are trimmed, comments are skipped`() throws {
        let file = try INIFile(
            parsing: """
                # a comment
                [default]
                Region = eu-west-1
                ; another
                output:json
                url = http://h/#fragment ; kept
                empty =
                """)
        let section = try #require(file["default"])
        #expect(section["region"] == "eu-west-1")
        #expect(section["output"] == "json")
        #expect(section["url"] == "http://h/#fragment ; kept")
        #expect(section["empty"] == "")
        #expect(section["Region"] == nil)
    }

    @Test func `lines end as in Python`() throws {
        let file = try INIFile(parsing: "[a]\rk = one\u{2028}two\u{0C}three\r\nl = x\n")
        #expect(file["a"]?["k"] == "one\u{2028}two\u{0C}three")
        #expect(file["a"]?["l"] == "x")
    }

    @Test func `indented lines under an option without value are a map`() throws {
        let file = try INIFile(
            parsing: "[services s]\nlambda =\n  endpoint_url = http://127.0.0.1:9001\n\n  Other = x=y\ns3 = plain\n")
        let section = try #require(file["services s"])
        #expect(section.map("lambda") == ["endpoint_url": "http://127.0.0.1:9001", "Other": "x=y"])
        #expect(section["lambda"] == nil)
        #expect(section["s3"] == "plain")
    }

    @Test func `indented lines under a value continue it`() throws {
        let file = try INIFile(parsing: "[a]\nk = one\n  two\n# between\n  three\nl = x\n")
        #expect(file["a"]?["k"] == "one\ntwo\nthree")
        #expect(file["a"]?["l"] == "x")
    }

    @Test func `the defaults section may be repeated`() throws {
        let file = try INIFile(parsing: "[DEFAULT]\na = 1\n[s]\nx = y\n[DEFAULT]\nb = 2\n")
        #expect(file["s"] == ConfigSection(["a": .text("1"), "b": .text("2"), "x": .text("y")]))
    }

    @Test func `the options of DEFAULT apply to every section`() throws {
        let file = try INIFile(parsing: "[DEFAULT]\nregion = r\noutput = o\n[a]\noutput = own\n")
        #expect(file["a"]?["region"] == "r")
        #expect(file["a"]?["output"] == "own")
        #expect(file["DEFAULT"] == nil)
    }

    @Test func `lines may end as on Windows`() throws {
        let file = try INIFile(parsing: "[a]\r\nk = v\r\n\r\n[b]\r\nl = w\r\n")
        #expect(file["a"]?["k"] == "v")
        #expect(file["b"]?["l"] == "w")
    }

    @Test(arguments: [
        ("k = v\n", INISyntaxError.Kind.missingSectionHeader, 1),
        ("[profile a\nk = v\n", .notAnOption, 1),
        ("[a]\nk = v\n[a]\n", .duplicateSection("a"), 3),
        ("[a]\nk = v\nK = w\n", .duplicateOption("k", section: "a"), 3),
        ("[a]\njust words\n", .notAnOption, 2),
        ("[a]\n= v\n", .notAnOption, 2),
        ("[a]\n\nk =\n  no option\n", .malformedNestedOption("k"), 3),
    ])
    func `an error is reported with its line`(text: String, kind: INISyntaxError.Kind, line: Int) {
        let error = #expect(throws: INISyntaxError.self) { try INIFile(parsing: text) }
        #expect(error?.kind == kind)
        #expect(error?.line == line)
    }

    @Test func `an error never quotes the file`() {
        let error = #expect(throws: INISyntaxError.self) { try INIFile(parsing: "[a]\nSECRETWORD\n") }
        #expect(error?.message.contains("SECRETWORD") == false)
    }
}

struct ShellWordsTests {
    @Test(arguments: [
        ("a  b\tc", ["a", "b", "c"]), ("'a b' \"c d\"", ["a b", "c d"]), ("a'b'\"c\"", ["abc"]), ("''", [""]),
        (#"a\ b "\"" '\'"#, ["a b", "\"", "\\"]), ("", []), (#""\x""#, [#"\x"#]),
    ])
    func `words are split as a POSIX shell does`(text: String, words: [String]) {
        #expect(ShellWords.split(text) == words)
    }

    @Test(arguments: ["'a", "\"a", "a\\"]) func `an unclosed quote is an error`(text: String) {
        #expect(ShellWords.split(text) == nil)
    }
}
