// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import ShellRuntime
import Testing

@Suite struct FunctionTests {
    static let table = FunctionTable.shell(
        context: FunctionContext(
            now: { 1_737_374_400_123 }, random: { 0xFEDC_BA98_7654_3210 },
            environment: { $0 == "HOME" ? "/home/ada" : nil }))

    private func value(_ expression: String, _ root: JSONValue = nil) throws -> JSONValue {
        try Expression(expression, functions: Self.table).search(root)
    }

    @Test(arguments: table.all.map(\.name))
    func `the example of a function returns the result that its help shows`(name: String) throws {
        let function = try #require(Self.table[name])
        #expect(function.example.expression.contains(name + "("))
        #expect(try value(function.example.expression).description == function.example.result)
        #expect(function.signature.hasPrefix(name + "("))
        #expect(!function.summary.isEmpty)
    }

    @Test(
        arguments: [
            ("now()", "2025-01-20T12:00:00.123Z"),
            ("now_ms()", 1_737_374_400_123),
            ("uuid()", "fedcba98-7654-4210-bedc-ba9876543210"),
            ("env('HOME')", "/home/ada"),
            ("env('home')", nil),
            ("var('order').id", 7),
            ("var('none')", nil),
            ("range(0)", []),
            ("range(3)", [0, 1, 2]),
            ("range(-1, 1)", [-1, 0]),
            ("range(5, 2)", []),
            ("from_json(to_json(order))", ["id": 7]),
            ("to_json('a')", "\"a\""),
            ("base64_encode('')", ""),
            ("base64_encode('f')", "Zg=="),
            ("base64_encode('fo')", "Zm8="),
            ("base64_encode('foo')", "Zm9v"),
            ("base64_encode('é😀')", "w6nwn5iA"),
            ("base64_decode('w6nwn5iA')", "é😀"),
            ("base64_decode('Zg')", "f"),
            ("base64_decode('Pz8_')", "???"),
            ("base64_decode('Zm 9v\n')", "foo"),
            ("sha256('abc')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ("url_encode('é&=~')", "%C3%A9%26%3D~"),
            ("url_decode('%C3%A9+%26')", "é+&"),
            ("matches('order-17', '[0-9]{2}')", true),
            ("matches('order-17', '^[0-9]')", false),
            ("['a1', 'b', 'c2'][?matches(@, '\\d$')]", ["a1", "c2"]),
            ("unique(`[1, 1.0, \"1\", [2], [2]]`)", [1, "1", [2]]),
            ("round(2.5)", 3),
            ("round(-2.5)", -3),
            ("round(1.005, 1)", 1),
            ("round(9007199254740993)", 9_007_199_254_740_993),
        ] as [(String, JSONValue)])
    func `a function returns its result`(expression: String, result: JSONValue) throws {
        #expect(try value(expression, ["order": ["id": 7]]) == result)
    }

    @Test(
        arguments: [
            ("parse_time('2025-01-20')", 1_737_331_200_000),
            ("parse_time('2025-01-20T12:00:00Z')", 1_737_374_400_000),
            ("parse_time('2025-01-20 12:00')", 1_737_374_400_000),
            ("parse_time('2025-01-20T14:00:00.1239+0200')", 1_737_374_400_123),
            ("parse_time('1969-12-31T23:59:59.999Z')", -1),
            ("parse_time('2024-02-29')", 1_709_164_800_000),
            ("parse_time('0001-01-01')", -62_135_596_800_000),
            ("parse_time('9999-12-31T23:59:59.999Z')", 253_402_300_799_999),
            ("parse_time('20 January 2025', '%d %B %Y')", 1_737_331_200_000),
            ("parse_time('Mon, 20 Jan 2025 12:00:00 +0000', '%a, %d %b %Y %H:%M:%S %z')", 1_737_374_400_000),
            ("format_time(0)", "1970-01-01T00:00:00.000Z"),
            ("format_time(-1)", "1969-12-31T23:59:59.999Z"),
            ("format_time(-62135596800000)", "0001-01-01T00:00:00.000Z"),
            ("format_time(253402300799999)", "9999-12-31T23:59:59.999Z"),
            (
                "format_time(1709164800000, '%F %T.%L %j %A %a %B %b %z %Z %s %%')",
                "2024-02-29 00:00:00.000 060 Thursday Thu February Feb +0000 Z 1709164800 %"
            ),
            ("format_time(0, '%F %H:%M %z%Z', '-03:30')", "1969-12-31 20:30 -0330-03:30"),
        ] as [(String, JSONValue)])
    func `a time is read and written`(expression: String, result: JSONValue) throws {
        #expect(try value(expression) == result)
    }

    @Test func `every day is read as it was written`() throws {
        for day in stride(from: -62_135_596_800_000, through: 253_402_214_400_000, by: 86_400_000 * 97) {
            let text = "format_time(\(day))"
            #expect(try value("parse_time(\(text))") == .number(JSONNumber(day)))
        }
    }

    @Test(arguments: [
        (
            "from_json('[1,')",
            "from_json(): the text isn't valid JSON: the text ends inside an array: \"]\" is missing (line 1, column 4)"
        ),
        ("base64_decode('a*')", "base64_decode(): `*` isn't a Base64 character"),
        ("base64_decode('abcde')", "base64_decode(): the text isn't Base64: it has one character too few or too many"),
        (
            "base64_decode('Zg=')",
            "base64_decode(): the text isn't Base64: `=` may only pad the end to a multiple of four characters"
        ),
        ("base64_decode('/w==')", "base64_decode(): the decoded bytes aren't UTF-8 text"),
        (
            "url_decode('%4')",
            "url_decode(): a `%` isn't followed by two hexadecimal digits, or the bytes aren't UTF-8"
        ),
        ("matches('a', '(')", "matches(): `(` isn't a valid regular expression"),
        ("range(1000000000)", "range(): the range has more than 10000000 numbers"),
        ("range(1.5)", "range(): 1.5 isn't a whole number"),
        ("parse_time('2025-02-29')", "parse_time(): `2025-02-29` isn't an ISO 8601 time"),
        ("parse_time('2025-01-20T12:00:00Zx')", "parse_time(): `2025-01-20T12:00:00Zx` isn't an ISO 8601 time"),
        (
            "parse_time('x', '%Q')",
            "parse_time(): %Q isn't a time field; use %Y %m %d %H %M %S %L %j %a %A %b %B %z %Z %s %F %T or %%"
        ),
        ("parse_time('1', '%s')", "parse_time(): %s can be formatted but not parsed"),
        ("format_time(1, '%')", "format_time(): a letter is missing after the last %"),
        ("format_time(1e18)", "format_time(): 1000000000000000000 isn't within the years 1 to 9999"),
        ("format_time(1, '%F', 'CET')", "format_time(): `CET` isn't an offset such as +02:00 or Z"),
    ])
    func `a function says why it has no result`(expression: String, message: String) throws {
        let error = try #require(throws: ExpressionError.self) { try value(expression) }
        #expect(error.kind == .invalidValue)
        #expect(error.message == message)
    }
}
