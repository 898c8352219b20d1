// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import Testing

@Suite struct AnalysisTests {
    /// The marks below an expression are the ranges of the names it looks up in its root.
    @Test(
        arguments: [
            ("order", "^^^^^"),
            ("order.id", "^^^^^   "),
            ("a.b | c", "^      "),
            ("[a, b.c]", " ^  ^   "),
            ("{k: a, l: b}", "    ^     ^ "),
            ("length(a) + b", "       ^    ^"),
            ("a[?x == y].z", "^           "),
            ("a[?x == $.y].z", "^         ^   "),
            ("a[*].[b, $.c]", "^          ^ "),
            ("sort_by(a, &b)", "        ^     "),
            ("let $x = a in $x.b + c", "         ^           ^"),
            ("a ? b : c", "^   ^   ^"),
            ("!a && -b", " ^     ^"),
            ("\"a b\".c", "^^^^^  "),
            ("@.a.b", "  ^  "),
            ("$.\"a b\"", "  ^^^^^"),
            ("a.$.b", nil),
            ("$ | a", "     "),
            ("@", " "),
            ("[0].a", "     "),
            ("*.a", "   "),
            ("[?a]", "    "),
            ("a.length(b)", "^          "),
            ("a.{k: b}", "^       "),
            ("(a).b", " ^   "),
            ("a.b[c]", nil),
        ] as [(String, String?)])
    func `the variables that an expression needs are known`(expression: String, marks: String?) throws {
        guard let marks else {
            #expect(throws: ExpressionError.self) { try Expression(expression) }
            return
        }
        let compiled = try Expression(expression)
        let bytes = Array(expression.utf8)
        var marked = Array(repeating: UInt8(ascii: " "), count: bytes.count)
        for name in compiled.rootNames {
            for index in name.range { marked[index] = UInt8(ascii: "^") }
            let spelled = String(decoding: bytes[name.range], as: UTF8.self)
            #expect(spelled == name.name || spelled == "\"\(name.name)\"")
        }
        #expect(String(decoding: marked, as: UTF8.self) == marks)
    }

    @Test(
        arguments: [
            ("order", "order"), ("(order)", "order"), ("$.order", "order"), ("@.order", "order"), ("\"a b\"", "a b"),
            ("order.id", nil),
            ("'order'", nil), ("$", nil), ("order | @", nil), ("[0]", nil),
        ] as [(String, String?)])
    func `an expression that's a single variable is recognised`(expression: String, name: String?) throws {
        #expect(try Expression(expression).soleRootName == name)
    }

    private struct Root: ExpressionRoot {
        let object: JSONValue
        func member(_ name: String) -> JSONValue? { object[name] }
    }

    @Test(
        arguments: [
            ("order.customer.name", "               ^^^^"), ("order.client.name", "      ^^^^^^     "),
            ("none.a", "^^^^  "),
            ("order.lines[2].sku", "           ^^^    "), ("order.lines[0].price", "               ^^^^^"),
            ("$.none", "^^^^^^"),
            ("order.\"first name\"", "      ^^^^^^^^^^^^"), ("order.none[*].a", "      ^^^^     "), ("order.id", nil),
            ("order.id.x", "         ^"), ("none || 'a'", nil), ("max(`[]`)", nil), ("order.void", nil),
            ("order.void.x", "           ^"), ("order.nulls[0]", nil), ("order.nulls[1]", "           ^^^"),
        ] as [(String, String?)])
    func `the part of a path that leads nowhere is found`(expression: String, marks: String?) throws {
        let root = Root(
            object: ["order": ["id": 7, "customer": [:], "lines": [["sku": "A"]], "void": nil, "nulls": [nil]]])
        let range = try Expression(expression).missingPart(in: root)?.range
        let expected = marks.map { marks in
            let start = marks.utf8.prefix { $0 == UInt8(ascii: " ") }.count
            return start..<start + marks.utf8.count { $0 == UInt8(ascii: "^") }
        }
        #expect(range == expected)
    }

    @Test(arguments: [
        ("status == \"paid\"", "          ^^^^^^", "\"paid\" is the field of that name; write text as 'paid'"),
        ("rows[?\"x\" != `1`]", "      ^^^", "\"x\" is the field of that name; write text as 'x'"),
        ("paid == true", "        ^^^^", "true is the field of that name; write the value as `true`"),
        ("null < a", "^^^^", "null is the field of that name; write the value as `null`"),
        ("!order.paid", "^^^^^^^^^^^", "`!` binds tighter than `.`; write `!(…)` around the whole path"),
        (
            "a.*.b.c", "     ^^",
            "this looks into the array that `.*` returned, not its elements; write `.* | [*].` not `.*.`"
        ),
        ("*.b.c", "", ""), ("a.* | [*].b.c", "", ""), ("(a.*.b).c", "", ""), ("headers.\"x-id\" == 'a'", "", ""),
        ("\"a\"", "", ""), ("true ? 1 : 2", "", ""), ("a == 'true'", "", ""),
        ("!(a.b)", "", ""),
    ])
    func `expressions that may not mean what they seem to are noted`(expression: String, marks: String, message: String)
        throws
    {
        let notes = try Expression(expression).notes
        #expect(notes.map(\.message) == (message.isEmpty ? [] : [message]))
        for note in notes {
            #expect(note.range == marks.utf8.prefix { $0 == UInt8(ascii: " ") }.count..<marks.utf8.count)
        }
    }

    @Test func `members of the root are requested one by one`() throws {
        struct Counting: ExpressionRoot {
            let object: JSONValue = ["whole": true]
            func member(_ name: String) -> JSONValue? { name == "a" ? ["b": 1] : nil }
        }
        #expect(try Expression("a.b").search(in: Counting()) == 1)
        #expect(try Expression("whole").search(in: Counting()) == nil)
        #expect(try Expression("$").search(in: Counting()) == ["whole": true])
        #expect(try Expression("keys(@)").search(in: Counting()) == ["whole"])
    }

    @Test func `a table with more functions also has the old ones`() throws {
        let twice = Function(
            "twice", [.required("text", .string)], result: "string", summary: "The text two times.",
            example: ("twice('a')", "\"aa\"")
        ) { .string($0.string(0) + $0.string(0)) }
        let table = FunctionTable.standard.adding([twice])
        #expect(try Expression("twice(upper('a'))", functions: table).search(nil) == "AA")
        #expect(table.all.count == FunctionTable.standard.all.count + 1)
        #expect(table.nearestName(to: "twise") == "twice")
        #expect(table.nearestName(to: "zzzzzz") == nil)
    }
}
