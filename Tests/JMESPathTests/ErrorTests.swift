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
                "expected a name, `*`, `[` or `{` after `.`, found `.`", nil
            ),
            ("", "^", .syntax, "the expression is empty", nil),
            ("a == ", "     ^", .syntax, "the expression ends where a value is expected", nil),
            ("a = 1", "  ^", .syntax, "unexpected `=`", "use == to compare"),
            ("a and b", "  ^^^", .syntax, "unexpected `and`", "use `&&` for `and`"),
            ("a & b", "  ^", .syntax, "unexpected `&`", "use `&&` for `and`"),
            ("a <> b", "   ^", .syntax, "expected a value, found `>`", "use `!=` for `not equal`"),
            ("(a", "  ^", .syntax, "the expression ends where `)` is expected", nil),
            (
                "[6 / 2]", " ^", .syntax, "an element of […] can't begin with a bare number, which would be an index",
                "write it in backticks: `6`"
            ),
            (
                "[a, -1]", "    ^^", .syntax,
                "an element of […] can't begin with a bare number, which would be an index",
                "write it in backticks: `-1`"
            ),
            ("rows[1.5]", "     ^^^", .syntax, "an index must be a whole number", nil),
            (
                "rows[x]", "     ^", .syntax, "expected an index, a slice, `*` or `?` after `[`",
                "use .[…] to select several members, [?…] to select elements"
            ),
            ("'open", "^", .syntax, "a string isn't closed", "add a ' at its end"),
            ("a[?b == `open]", "        ^", .syntax, "a literal isn't closed", "add a ` at its end"),
            ("`[1,]`", "   ^", .syntax, "not JSON: there's a trailing comma before \"]\"; remove it", nil),
            (
                "`open`", " ^", .syntax, "not JSON: \"open\" isn't a JSON value; strings need double quotes",
                "write text as 'open'"
            ),
            ("a # b", "  ^", .syntax, "`#` isn't allowed in an expression", nil),
            ("é", "^^", .syntax, "`é` isn't allowed in an expression", nil),
            ("{'a': b}", " ^^^", .syntax, "keys are written in double quotes or without quotes", "write \"a\": …"),
            ("\"length\"(a)", "^^^^^^^^", .syntax, "function names are written without quotes", "write length(…)"),
            ("a ? b", "     ^", .syntax, "the expression ends where `:` is expected", nil),
            ("007", "^^^", .syntax, "numbers can't have leading zeros", nil),
            ("let $x 1 in $x", "       ^", .syntax, "expected `=`, found `1`", nil),
            ("let $x = 1 $x", "           ^^", .syntax, "expected `in`, found `$x`", nil),
            ("a[::0]", " ^^^^^", .invalidValue, "the step of a slice can't be 0", nil),
            (
                "$x + 1", "^^", .undefinedVariable, "`$x` isn't defined here",
                "define it with `let $x = … in …`; shell variables are written without `$`"
            ),
            (
                "(let $x = 1 in $x) + $x", "                     ^^", .undefinedVariable, "`$x` isn't defined here",
                "define it with `let $x = … in …`; shell variables are written without `$`"
            ),
            (
                "1 + lenght(a)", "    ^^^^^^", .unknownFunction, "there's no function `lenght`",
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
                "the result of `+` doesn't fit in 64 bits", nil
            ),
            (
                "9223372036854775808 + 1", "^^^^^^^^^^^^^^^^^^^^^^^", .notANumber,
                "an operand of `+` doesn't fit in 64 bits", nil
            ),
            (
                "-9223372036854775808 // -1", "^^^^^^^^^^^^^^^^^^^^^^^^^^", .notANumber,
                "the result of `//` doesn't fit in 64 bits", nil
            ),
            ("1e308 * 10", "^^^^^^^^^^", .notANumber, "the result of `*` is too large", nil),
            (
                "sum(`[9223372036854775807, 1]`)", "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^", .notANumber,
                "sum(): the sum doesn't fit in 64 bits", nil
            ),
            (
                "find_first('a', 'b', 1.5)", "                     ^^^", .invalidValue,
                "find_first(): 1.5 isn't a whole number", nil
            ),
            (
                "replace('a', 'b', 'c', -1)", "                       ^^", .invalidValue, "replace(): -1 is negative",
                nil
            ),
            (
                "pad_left('a', 3, 'xy')", "                 ^^^^", .invalidValue,
                "pad_left(): the padding must be a single character", nil
            ),
            (
                "group_by(`[{\"k\": 1}]`, &k)", "                       ^^", .invalidType,
                "group_by(): a key must be a string or null, not a number", nil
            ),
            (
                "sort_by(`[{\"a\": 1}, {\"a\": \"x\"}]`, &a)", "                                  ^^", .invalidType,
                "sort_by(): the expression returns both a number and a string, which can't be compared", nil
            ),
            (
                "map(&abs(@), ['a'])", "         ^", .invalidType, "abs() takes a number as value, not a string",
                "abs(value: number) → number"
            ),
            (
                "from_items([['a']])", "           ^^^^^^^", .invalidValue,
                "from_items(): a pair must have two elements, not 1", nil
            ),
        ] as [(String, String, ExpressionError.Kind, String, String?)])
    func `an error has its kind, its position and a hint`(
        expression: String, marks: String, kind: ExpressionError.Kind, message: String, hint: String?
    ) throws {
        let error = try #require(throws: ExpressionError.self) { try Expression(expression).search([:]) }
        #expect(error.kind == kind)
        #expect(error.message == message)
        #expect(error.hint == hint)
        // At the end of the expression, only the position itself can be marked.
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
        #expect(error.message == "the expression is nested more than 512 levels deep")
    }
}
