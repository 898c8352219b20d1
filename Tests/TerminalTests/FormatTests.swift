// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Terminal
import Testing

@Suite struct JSONPrinterTests {
    @Test func `text is indented, empty containers stay closed, numbers keep their digits`() throws {
        let value = try JSONValue(parsing: #"{"b":[1.10,[],{}],"a":{"x":null,"y":"q\"ö\n"},"n":12345678901234567890}"#)
        #expect(
            JSONPrinter(palette: .plain).text(value) == #"""
                {
                  "b": [
                    1.10,
                    [],
                    {}
                  ],
                  "a": {
                    "x": null,
                    "y": "q\"ö\n"
                  },
                  "n": 12345678901234567890
                }
                """#)
    }

    @Test func `without colours, the output is the indented layout`() throws {
        let value = try JSONValue(parsing: #"[{"a":[true,{"b":[]}]},"x",-1e5]"#)
        #expect(
            JSONPrinter(palette: .plain).text(value) == String(decoding: value.serialized(.indented), as: UTF8.self))
    }

    @Test func `each kind has its colour`() throws {
        let palette = Palette.colored(on: .unknown)
        #expect(JSONPrinter(palette: palette).text("a") == palette(.string, "\"a\""))
        #expect(JSONPrinter(palette: palette).text(1) == palette(.number, "1"))
        #expect(JSONPrinter(palette: palette).text(nil) == palette(.literal, "null"))
        #expect(JSONPrinter(palette: palette).text(["k": true]).contains(palette(.key, "\"k\"")))
    }
}

@Suite struct CSVTests {
    @Test(arguments: [
        (#"[{"a":1,"b":"x"},{"b":null,"c":{"d":[1]}}]"#, "a,b,c\n1,x,\n,,\"{\"\"d\"\":[1]}\"\n"),
        (#"{"a":"say \"hi\"","b":"x, y","c":"two\nlines"}"#, "a,b,c\n\"say \"\"hi\"\"\",\"x, y\",\"two\nlines\"\n"),
        (#"[[1,"a"],[2,"b, c"]]"#, "1,a\n2,\"b, c\"\n"),
        (#"[1,null," x"]"#, "value\n1\n\"\"\n\" x\"\n"),
        (#""text""#, "value\ntext\n"),
        (#"[{"a;b":"c;d","e|f":"\t","g":"\r"}]"#, "\"a;b\",\"e|f\",g\nc;d,\t,\"\r\"\n"),
        ("[{\"\u{E9}\":1,\"e\u{301}\":2}]", "\u{E9},e\u{301}\n1,2\n"),
        (#"[]"#, ""),
    ])
    func `values become lines`(json: String, expected: String) throws {
        #expect(CSVEmitter.text(try JSONValue(parsing: json)) == expected)
    }

    @Test func `cells can be separated by tabs`() throws {
        let value = try JSONValue(parsing: #"[{"a,b":"x,y","c":"1\t2"},{"c":"\"q\""}]"#)
        #expect(CSVEmitter.text(value, delimiter: .tab) == "\"a,b\"\tc\nx,y\t\"1\t2\"\n\t\"\"\"q\"\"\"\n")
    }
}

@Suite struct YAMLTests {
    @Test func `containers are blocks`() throws {
        let value = try JSONValue(parsing: #"{"a":[1,{"b":2,"c":[]},[3,[4]]],"d":{"e":{}},"f":"x"}"#)
        #expect(
            YAMLEmitter.text(value) == """
                a:
                  - 1
                  - b: 2
                    c: []
                  - - 3
                    - - 4
                d:
                  e: {}
                f: x

                """)
    }

    @Test(arguments: [
        ("plain text", "plain text"), ("", "\"\""), ("true", "\"true\""), ("No", "\"No\""), ("12", "\"12\""),
        ("1.5e3", "\"1.5e3\""), ("null", "\"null\""), ("~", "\"~\""), ("a: b", "\"a: b\""), ("a #b", "\"a #b\""),
        ("- x", "\"- x\""), ("2026-01-01", "\"2026-01-01\""), (" x", "\" x\""), ("x ", "\"x \""), ("*a", "\"*a\""),
        ("arn:aws:lambda", "\"arn:aws:lambda\""), ("größe", "\"größe\""), ("\u{7F}\u{85}", "\"\\u007F\\u0085\""),
        ("tab\t\"q\" \\", "\"tab\\t\\\"q\\\" \\\\\""), ("index.handler", "index.handler"), ("\u{FEFF}", "\"\\uFEFF\""),
    ])
    func `text that could be mistaken for another type is quoted`(text: String, expected: String) {
        #expect(YAMLEmitter.text(.string(text)) == expected + "\n")
    }

    @Test(
        arguments: [
            ("1e22", "1.0e+22"), ("1E-7", "1.0e-7"), ("1.5e3", "1.5e+3"), ("-2.5E+10", "-2.5e+10"), ("12", "12"),
            ("0.1", "0.1"),
        ])
    func `a number with an exponent has a fraction and a sign, as YAML 1.1 wants it`(_ json: String, _ yaml: String)
        throws
    {
        #expect(YAMLEmitter.text(try JSONValue(parsing: json)) == yaml + "\n")
    }

    @Test func `a long key has a question mark`() {
        let key = String(repeating: "k", count: 2_000)
        #expect(YAMLEmitter.text(["a": .object([key: ["b"]])]) == "a:\n  ? \(key)\n  :\n    - b\n")
        #expect(YAMLEmitter.text([.object([key: 1])]) == "- ? \(key)\n  : 1\n")
    }

    @Test func `text with several lines is a literal block`() {
        #expect(YAMLEmitter.text(["k": "a\n  b\n\nc"]) == "k: |-\n  a\n    b\n\n  c\n")
        #expect(YAMLEmitter.text(["a\nb\n"]) == "- |\n  a\n  b\n")
        #expect(YAMLEmitter.text("a\nb") == "|-\n  a\n  b\n")
        #expect(YAMLEmitter.text("a\n\n") == "\"a\\n\\n\"\n")
        #expect(YAMLEmitter.text(" a\nb") == "\" a\\nb\"\n")
    }

    @Test func `long JSON is shortened where it is long`() {
        let printer = JSONPrinter(palette: .plain, isShort: true)
        let numbers = JSONValue.array((0..<22).map { .number(JSONNumber($0)) })
        #expect(printer.text(numbers).hasSuffix("\n  19\n  … 2 more\n]"))
        #expect(printer.text(.string(String(repeating: "x", count: 1_500))).hasSuffix("x… 500 more characters"))
        #expect(printer.text(["a": [1, 2]]) == JSONPrinter(palette: .plain).text(["a": [1, 2]]))
    }
}
