// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import Testing

@Suite struct ErrorTests {
    /// The second line of each case marks the range of the error in the first.
    @Test(
        arguments: [
            (
                "foo.", "    ^", .syntax,
                "the expression ends where a name, `*`, `[` or `{` after `.` is expected", nil
            ),
            (
                "foo..bar", "    ^", .syntax,
                "`.` stands where a name, `*`, `[` or `{` after `.` is expected", nil
            ),
            ("", "^", .syntax, "the expression is empty", nil),
            ("a == ", "     ^", .syntax, "the expression ends where a value is expected", nil),
            ("a = 1", "  ^", .syntax, "`=` does not belong here", "== compares"),
            ("a and b", "  ^^^", .syntax, "`and` does not belong here", "`and` is written `&&`"),
            ("a & b", "  ^", .syntax, "`&` does not belong here", "`and` is written `&&`"),
            ("a <> b", "   ^", .syntax, "`>` stands where a value is expected", "`not equal` is written `!=`"),
            ("(a", "  ^", .syntax, "the expression ends where `)` is expected", nil),
            (
                "[6 / 2]", " ^", .syntax, "a bare number may not begin an element of […], where it is an index",
                "write it in backticks: `6`"
            ),
            (
                "[a, -1]", "    ^^", .syntax, "a bare number may not begin an element of […], where it is an index",
                "write it in backticks: `-1`"
            ),
            ("rows[1.5]", "     ^^^", .syntax, "an index is a whole number", nil),
            (
                "rows[x]", "     ^", .syntax, "after a value, `[` takes an index, a slice, `*` or `?`",
                "several members are selected with .[…]; elements with [?…]"
            ),
            ("'open", "^", .syntax, "a string is not closed", "add a ' at its end"),
            ("a[?b == `open]", "        ^", .syntax, "a literal is not closed", "add a ` at its end"),
            ("`[1,]`", "   ^", .syntax, "no JSON: the comma before \"]\" is one too many", nil),
            (
                "`open`", " ^", .syntax, "no JSON: \"open\" is no JSON value; text stands in double quotes",
                "text is written 'open'"
            ),
            ("a # b", "  ^", .syntax, "`#` has no meaning in an expression", nil),
            ("é", "^^", .syntax, "`é` has no meaning in an expression", nil),
            ("{'a': b}", " ^^^", .syntax, "a key stands in double quotes or without quotes", "write \"a\": …"),
            ("\"length\"(a)", "^^^^^^^^", .syntax, "a function's name stands without quotes", "write length(…)"),
            ("a ? b", "     ^", .syntax, "the expression ends where `:` is expected", nil),
            ("007", "^^^", .syntax, "a number may not begin with a needless 0", nil),
            ("let $x 1 in $x", "       ^", .syntax, "`1` stands where `=` is expected", nil),
            ("let $x = 1 $x", "           ^^", .syntax, "`$x` stands where `in` is expected", nil),
            ("a[::0]", " ^^^^^", .invalidValue, "the step of a slice may not be 0", nil),
            (
                "$x + 1", "^^", .undefinedVariable, "`$x` is not defined here",
                "define it with: let $x = … in …; a variable of the shell is written without `$`"
            ),
            (
                "(let $x = 1 in $x) + $x", "                     ^^", .undefinedVariable, "`$x` is not defined here",
                "define it with: let $x = … in …; a variable of the shell is written without `$`"
            ),
            (
                "1 + lenght(a)", "    ^^^^^^", .unknownFunction, "there is no function `lenght`",
                "did you mean `length`?"
            ),
            (
                "abs(`1`, `2`)", "^^^^^^^^^^^^^", .invalidArity, "abs() takes 1 argument, not 2",
                "abs(value: number) → number"
            ),
            (
                "join(',')", "^^^^^^^^^", .invalidArity, "join() takes 2 arguments, not 1",
                "join(glue: string, strings: array[string]) → string"
            ),
            (
                "trim()", "^^^^^^", .invalidArity, "trim() takes 1 to 2 arguments, not 0",
                "trim(subject: string, [chars: string]) → string"
            ),
            (
                "merge()", "^^^^^^^", .invalidArity, "merge() takes at least 1 argument, not 0",
                "merge(objects: object…) → object"
            ),
            (
                "sum(`[1, \"a\"]`)", "    ^^^^^^^^^^", .invalidType,
                "sum() takes an array of numbers as numbers, not an array",
                "sum(numbers: array[number]) → number"
            ),
            (
                "sort_by(`[]`, a)", "              ^", .invalidType,
                "sort_by() takes an expression as expression, not null",
                "write & before it, as in sort_by(`[{\"n\": 2}, {\"n\": 1}]`, &n)"
            ),
            (
                "abs(&a)", "    ^^", .invalidType, "abs() takes a number as value, not an expression",
                "abs(value: number) → number"
            ),
            (
                "1 + 'a'", "    ^^^", .invalidType, "`+` takes numbers, not a string",
                "to_number() reads a number from text"
            ),
            ("a.b - 1", "^^^", .invalidType, "`-` takes numbers, not null", nil),
            ("-[a]", " ^^^", .invalidType, "`-` takes numbers, not an array", nil),
            ("2 * (1 / 0)", "    ^^^^^^^", .notANumber, "division by zero", nil),
            ("1.5 % 0", "^^^^^^^", .notANumber, "division by zero", nil),
            (
                "9223372036854775807 + 1", "^^^^^^^^^^^^^^^^^^^^^^^", .notANumber,
                "the result of `+` does not fit in 64 bits", nil
            ),
            (
                "9223372036854775808 + 1", "^^^^^^^^^^^^^^^^^^^^^^^", .notANumber,
                "an operand of `+` does not fit in 64 bits", nil
            ),
            (
                "-9223372036854775808 // -1", "^^^^^^^^^^^^^^^^^^^^^^^^^^", .notANumber,
                "the result of `//` does not fit in 64 bits", nil
            ),
            ("1e308 * 10", "^^^^^^^^^^", .notANumber, "the result of `*` is too large", nil),
            (
                "sum(`[9223372036854775807, 1]`)", "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^", .notANumber,
                "sum(): the sum does not fit in 64 bits", nil
            ),
            (
                "find_first('a', 'b', 1.5)", "                     ^^^", .invalidValue,
                "find_first(): 1.5 is no whole number", nil
            ),
            (
                "replace('a', 'b', 'c', -1)", "                       ^^", .invalidValue, "replace(): -1 is negative",
                nil
            ),
            (
                "pad_left('a', 3, 'xy')", "                 ^^^^", .invalidValue,
                "pad_left(): the text to pad with has one character", nil
            ),
            (
                "group_by(`[{\"k\": 1}]`, &k)", "                       ^^", .invalidType,
                "group_by(): a key must be a string or null, not a number", nil
            ),
            (
                "sort_by(`[{\"a\": 1}, {\"a\": \"x\"}]`, &a)", "                                  ^^", .invalidType,
                "sort_by(): the expression gives a string beside a number: there is no order between them", nil
            ),
            (
                "map(&abs(@), ['a'])", "         ^", .invalidType, "abs() takes a number as value, not a string",
                "abs(value: number) → number"
            ),
            (
                "from_items([['a']])", "           ^^^^^^^", .invalidValue,
                "from_items(): a pair has two elements, not 1", nil
            ),
        ] as [(String, String, ExpressionError.Kind, String, String?)])
    func `an error has its kind, its place and a hint`(
        expression: String, marks: String, kind: ExpressionError.Kind, message: String, hint: String?
    ) throws {
        let error = try #require(throws: ExpressionError.self) { try Expression(expression).search([:]) }
        #expect(error.kind == kind)
        #expect(error.message == message)
        #expect(error.hint == hint)
        // At the end of the expression there is nothing to mark but the place itself.
        let start = marks.utf8.prefix { $0 == UInt8(ascii: " ") }.count
        let end = min(marks.utf8.count, expression.utf8.count)
        #expect(error.range == start..<end)
    }

    @Test(arguments: [
        String(repeating: "(", count: 100_000), String(repeating: "a.", count: 100_000) + "a",
        String(repeating: "!", count: 100_000), String(repeating: "[", count: 100_000),
        String(repeating: "a||", count: 100_000) + "a", String(repeating: "abs(", count: 100_000),
        String(repeating: "[*]", count: 100_000), String(repeating: "a?", count: 100_000),
    ])
    func `nesting is limited`(expression: String) throws {
        let error = try #require(throws: ExpressionError.self) { try Expression(expression) }
        #expect(error.kind == .syntax)
        #expect(error.message == "the expression nests deeper than 512 levels")
    }
}
