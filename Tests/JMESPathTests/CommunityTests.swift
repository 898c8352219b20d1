// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import Testing

@Suite struct CommunityTests {
    @Test(arguments: [
        ("1 + 2", "3"), ("`1` − `2`", "-1"), ("2 × 4", "8"), ("2 ÷ 4", "0.5"), ("10 % 3", "1"), ("10 // 3", "3"),
        ("-`1` − +`2`", "-3"), ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 4 - 3", "3"), ("2 * 3 % 4", "2"),
        ("-7 // 2", "-4"), ("-7 % 2", "1"), ("7 % -2", "-1"), ("7.5 // 2", "3"), ("-7.5 % 2", "0.5"),
        ("6 / 2", "3"), ("1 / 3", "0.3333333333333333"), ("0.1 + 0.2", "0.30000000000000004"), ("0.5 + 0.5", "1"),
        ("1e2 * 1", "100"), ("n + 1", "6"), ("n-1", "4"), ("-n", "-5"), ("--n", "5"), ("a.b * n", "35"),
        ("n * -2", "-10"),
        ("9007199254740993 + 0", "9007199254740993"), ("9007199254740993 / 1", "9007199254740993"),
        ("9223372036854775807 - 1", "9223372036854775806"), ("-9223372036854775808", "-9223372036854775808"),
        ("-1.10", "-1.10"), ("1.10", "1.10"), ("12345678901234567890", "12345678901234567890"),
        ("-9223372036854775808 % -1", "0"), ("n > 4 && n < 6", "true"), ("n + 1 == 6", "true"), ("1 + 2 < 4", "true"),
        ("rows[?q > 5].q", "[6,9]"), ("rows[?q * 2 == 12].q | [0]", "6"), ("rows[*].q | sum(@) + 1", "17"),
        ("rows[1].q + rows[2].q", "15"), ("{x: 1, y: -2}", "{\"x\":1,\"y\":-2}"), ("n * n", "25"), ("[n * n]", "[25]"),
    ])
    func `arithmetic is exact for integers and accepts bare numbers`(expression: String, result: String) throws {
        let root = try JSONValue(parsing: #"{"n": 5, "a": {"b": 7}, "rows": [{"q": 1}, {"q": 6}, {"q": 9}]}"#)
        #expect(try Expression(expression).search(root).description == result)
    }

    @Test(arguments: [
        ("n ? 'y' : 'x'", "\"y\""), ("none ? 'y' : 'x'", "\"x\""), ("'' ? 1 : 2", "2"), ("`0` ? 1 : 2", "1"),
        ("none ? 1 : n ? 2 : 3", "2"), ("none ? 1 : none ? 2 : 3", "3"), ("n ? none ? 1 : 2 : 3", "2"),
        ("n || none ? 1 : 2", "1"), ("none ? n | a : 4", "4"), ("n == 5 ? 'five' : 'other' | length(@)", "4"),
        ("$", #"{"n":5,"a":{"b":7},"s":"héllo"}"#), ("a.[b, $.n]", "[7,5]"), ("a | $.n", "5"), ("$ | n", "5"),
        ("a.{b: b, n: $.n}", #"{"b":7,"n":5}"#), ("@.n", "5"), ("$.a.b", "7"), ("[$.n, @.n]", "[5,5]"),
        ("let $x = n in $x", "5"), ("let $x = n, $y = 2 in $x * $y", "10"), ("let $x = a in $x.b", "7"),
        ("let $x = 1 in let $x = 2 in $x", "2"), ("let $x = 1 in [let $x = 2 in $x, $x]", "[2,1]"),
        ("let $x = 1 in let $x = 2, $y = $x in $y", "1"), ("let $x = n in a | $x", "5"),
        ("let $k = 7 in [`7`, `8`][?@ == $k]", "[7]"), ("let $x = 2 in map(&(@ * $x), `[1, 2]`)", "[2,4]"),
        ("let $x = let $y = 3 in $y in $x + 1", "4"), ("let", "null"), ("in", "null"), ("{let: n}", "{\"let\":5}"),
        ("s[1:3]", "\"él\""), ("s[::-1]", "\"olléh\""), ("s[-2:]", "\"lo\""), ("s[9:]", "\"\""), ("s[::2]", "\"hlo\""),
        ("n[0:1]", "null"), ("none | [@]", "[null]"), ("`[null, 1]`[*][@]", "[[1]]"), ("`[null, 1]`[*].[@]", "[[1]]"),
        ("'a' < 'b'", "true"), ("'b' <= 'a'", "false"), ("'\u{1F600}' > '\u{FFFF}'", "true"), ("'a' >= 'a'", "true"),
        ("'1' < `2`", "null"), ("none.[@]", "null"), ("none | {x: @}", "{\"x\":null}"),
        (#"'it\'s'"#, "\"it's\""), (#"'a\\b\n'"#, #""a\\b\\n""#),
    ])
    func `ternary, root, let, string slices and pipes`(expression: String, result: String) throws {
        let root = try JSONValue(parsing: #"{"n": 5, "a": {"b": 7}, "s": "héllo"}"#)
        #expect(try Expression(expression).search(root).description == result)
    }

    @Test(arguments: [
        ("find_first(s, 'string')", "8"), ("find_first(s, 'string', 0, 14)", "8"),
        ("find_first(s, 'string', -99, 100)", "8"),
        ("find_first(s, 'string', 0, 13)", "null"), ("find_first(s, 'string', 9)", "null"),
        ("find_first(s, 's', 1)", "8"),
        ("find_first(s, '')", "null"), ("find_first('', 's')", "null"), ("find_first('aéa', 'a', -1)", "2"),
        ("find_last(s, 's')", "8"), ("find_last(s, 's', 0, 8)", "0"), ("find_last(s, 'string', 9)", "null"),
        ("find_last('ééé', 'é')", "2"), ("pad_left('é', 3, '-')", "\"--é\""), ("pad_right('abc', 2)", "\"abc\""),
        ("replace('aabaaabaaaab', 'aa', '-', 0)", "\"aabaaabaaaab\""),
        ("replace('aabaaabaaaab', 'aa', '-', 2)", "\"-b-abaaaab\""),
        ("replace('aabaaabaaaab', 'aa', '-')", "\"-b-ab--b\""), ("replace('ab', '', '.')", "\".a.b.\""),
        ("replace('ab', '', '.', 1)", "\".ab\""), ("split('a-b-c', '-')", #"["a","b","c"]"#),
        ("split('a-b-c', '-', 1)", #"["a","b-c"]"#), ("split('a-b', '-', 0)", #"["a-b"]"#),
        ("split('/', '/')", #"["",""]"#),
        ("split('héy', '')", #"["h","é","y"]"#), ("split('hey', '', 1)", #"["h","ey"]"#), ("split('', '')", "[]"),
        ("split('', '-')", #"[""]"#), ("trim(' \t\u{2003}x\n')", "\"x\""), ("trim('  a ', '')", "\"a\""),
        ("trim('subject', 'stu')", "\"bjec\""), ("trim_left('xxax', 'x')", "\"ax\""),
        ("trim_right('xxax', 'x')", "\"xxa\""),
        ("lower('ÀB')", "\"àb\""), ("upper('straße')", "\"STRASSE\""), ("zip(`[1,2]`, `[3]`)", "[[1,3]]"),
        ("zip(`[]`)", "[]"),
        ("items(`{\"b\": 1, \"a\": 2}`)", #"[["b",1],["a",2]]"#),
        ("from_items(`[[\"a\", 1], [\"b\", 2], [\"a\", 3]]`)", #"{"a":3,"b":2}"#),
        ("from_items(items(`{\"b\": 1}`))", #"{"b":1}"#),
        (
            "group_by(`[{\"k\": \"x\", \"n\": 1}, {\"n\": 2}, {\"k\": \"y\"}, {\"k\": \"x\"}]`, &k)",
            #"{"x":[{"k":"x","n":1},{"k":"x"}],"y":[{"k":"y"}]}"#
        ),
        ("sum(`[9007199254740993, 1]`)", "9007199254740994"), ("sum(`[0.1, 0.2]`)", "0.30000000000000004"),
        ("max(`[9007199254740992, 9007199254740993]`)", "9007199254740993"),
        ("sort(`[9007199254740993, 1.5, 9007199254740992]`)", "[1.5,9007199254740992,9007199254740993]"),
        ("avg(`[1, 2]`)", "1.5"), ("abs(`-12345678901234567890`)", "12345678901234567890"), ("ceil(`1.0`)", "1"),
        ("floor(`-1.5`)", "-2"), ("ceil(`12345678901234567890`)", "12345678901234567890"), ("to_number('1e2')", "1e2"),
        ("to_number('x')", "null"),
        ("sort_by(`[{\"a\": 2, \"n\": 1}, {\"a\": 1}, {\"a\": 2, \"n\": 2}]`, &a)[*].n", "[1,2]"),
        ("contains('abc', `1`)", "false"), ("contains(`[1.0]`, 1)", "true"), ("length('é😀')", "2"),
    ])
    func `functions`(expression: String, result: String) throws {
        #expect(try Expression(expression).search(["s": "subject string"]).description == result)
    }

    @Test(arguments: FunctionTable.standard.all.map(\.name))
    func `a function's example returns the result that its help shows`(name: String) throws {
        let function = try #require(FunctionTable.standard[name])
        #expect(function.example.expression.contains(name + "("))
        #expect(try Expression(function.example.expression).search(nil).description == function.example.result)
    }

    @Test func `signatures show names, types and optional parameters`() {
        let table = FunctionTable.standard
        #expect(table["join"]?.signature == "join(glue: string, strings: array[string]) → string")
        #expect(table["trim"]?.signature == "trim(subject: string, [chars: string]) → string")
        #expect(table["merge"]?.signature == "merge(objects: object…) → object")
        #expect(table["sort_by"]?.signature == "sort_by(elements: array, expression: &expression) → array")
    }
}
