// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import Testing

@Suite struct SelectionTests {
    private static let document = Array(
        #"""
        {"a": {"b": [{"c": 1, "d": "x"}, {"c": null, "d": "y"}, null, [2, {"c": 3}]], "e": "text"}, "n": 5, "s": "é\n",
        "rows": [{"q": 1, "p": [1, [2], 3]}, {"q": 6, "p": []}, {"q": 9}], "empty": {}, "none": [], "f": false}
        """#.utf8.filter { $0 != UInt8(ascii: "\n") })

    @Test(arguments: [
        "a.b[].c", "a.b[*].c", "a.b[0].d", "a.b[-1]", "a.b[*]", "a.b[]", "a.b[?c].d", "a.b[?c == `1`]", "a.b[1:].c",
        "a.b[*].[c, d]", "a.b[*].{x: c}", "a.b[*].{x: c}.x", "a.b[*].{x: c, y: d} | [*].y", "a.*", "*.b", "a.e[1:3]",
        "n", "s", "missing", "missing.b", "empty.[n]", "n.[`1`]", "none.[n]", "missing.[n]", "missing.{n: n}",
        "a || n", "empty || n", "none || f", "a && n", "f && n", "!empty", "!a", "a == n", "n + 1", "n > 4 ? s : a",
        "let $x = a in $x.b[0]", "let $x = n in rows[?q > $x].q", "rows[*].p[]", "rows[].p[]", "rows[].p | []",
        "rows[*].p[0]", "rows[*].p | [0]", "rows[?p[0] == `1`].q", "length(rows)", "sort_by(rows, &q)[-1].q",
        "max_by(rows, &(q + $.n)).p", "map(&[q, $.n], rows)", "rows[*].length(p)", "join(', ', keys(@))", "@", "$",
        "@ | n", "rows | [0].q", "rows[].$.n", "rows[*].[q, $.s]", "[n, s]", "[n, s][0]", "{n: n, s: s, a: a.e}",
        "{n: n, n: s}", "{\"é\\\"\": s}", "[*].c", "[0]", "rows[::2].q", "rows[*][].p", "a.b[].[c][]",
        "not_null(missing, n)",
        "rows[*].abs(q)", "abs(s)", "n.foo(", "rows[*].abs(p)",
    ])
    func `an expression has the same result on a document and on the parts that it reads`(source: String) throws {
        guard let expression = try? Expression(source) else { return }
        try check(expression, on: Self.document)
    }

    @Test(.enabled(if: ConformanceSuite.isPresent, "conformance/jmespath is missing"))
    func `so does each expression of the official suite`() throws {
        for suite in try ConformanceSuite.load() {
            for test in suite.cases {
                guard let expression = try? Expression(test.expression) else { continue }
                try check(expression, on: test.given.serialized())
            }
        }
    }

    private func check(_ expression: Expression, on document: [UInt8]) throws {
        let whole = Result { () throws(ExpressionError) in
            try expression.search((try? JSONValue(parsing: document)) ?? nil)
        }
        let query = DocumentQuery(expression, form: .json(.compact))
        let results = query.results(for: document)
        switch whole {
        case .success(let value):
            #expect(String(decoding: results.output, as: UTF8.self) == "\(value)\n", "\(expression.source)")
            #expect(results.failure == nil)
        case .failure(let error):
            #expect(results.output.isEmpty)
            #expect(results.failure?.cause == .evaluation(error))
            #expect(results.failure?.line == 1)
        }
    }

    @Test(
        arguments: [
            ("n", ["n"]), ("a.b", ["a"]), ("[n, a.e]", ["a", "n"]), ("a.b[?c == $.n]", ["a", "n"]), ("'x'", []),
            ("@", nil), ("keys(@)", nil), ("*", nil), ("[0]", nil), ("[?a]", nil),
        ] as [(String, [String]?)])
    func `the members that an expression reads are known`(source: String, names: [String]?) throws {
        let selection = try Expression(source).selection
        let read = ["a", "n", "s"].filter { selection.member($0) != nil && !selection.isWhole }
        #expect(names == nil ? SelectedRanges(selection) == nil : read == names)
    }
}
