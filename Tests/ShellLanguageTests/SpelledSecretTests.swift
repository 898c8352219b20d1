// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// What a text gives to secrets, as `literal:`, `unclear:` or `computed:` and the text of the place.
@Suite struct SpelledSecretTests {
    @Test(arguments: [
        Case("secret tok = 'abcdef'", "literal: 'abcdef'"), Case("secret tok=\"abcdef\"", "literal: \"abcdef\""),
        Case("secret tok = 12345678", "literal: 12345678"),
        Case("secret tok = \"\"\"\n  abcdef\n  \"\"\"", "literal: \"\"\"\n  abcdef\n  \"\"\""),
        Case("secret tok = \\\n  'abcdef'", "literal: 'abcdef'"),
        Case("print a; secret tok = 'abcdef'", "literal: 'abcdef'"),
        Case("if <<a>> { secret tok = 'abcdef' }", "literal: 'abcdef'"),
        Case("def f() { secret tok = 'abcdef' }", "literal: 'abcdef'"),
        Case("test 't' { for i in [1] { secret tok = 'abcdef' } }", "literal: 'abcdef'"),
        Case("secret tok = 'abcdef' | tr a b", "literal: 'abcdef'"),
        Case("connect --secret-key abcdef --region eu", "literal: abcdef"),
        Case("connect --secret-key='abcdef'", "literal: 'abcdef'"),
        Case("connect --secret-key \\\n  abcdef", "literal: abcdef"),
        Case("connect --secret-key a=b", "literal: a=b"),
        Case("c = connect --region eu --secret-key abcdef; print x", "literal: abcdef"),
        Case("conect --secret-key abcdef", "literal: abcdef"), Case("connect --secret-kye abcdef", "literal: abcdef"),
        Case("connect --secret-key abc<<x>>", "unclear: abc<<x>>"), Case("connect --secret-key <<x>>", ""),
        Case("connect --secret-key --region eu", ""), Case("connect --secret-key", ""),
        Case("secret tok = <<env('TOKEN')>>", "computed: <<env('TOKEN')>>"),
        Case("secret tok = !pass show tok", "computed: !pass show tok"),
        Case("secret tok = invoke f", "computed: invoke f"), Case("secret tok", ""),
        Case("print secret tok = 'abcdef'", ""), Case("print '--secret-key abcdef'", ""),
        Case("secrets = 'abcdef'", ""),
        Case("secure order=1", ""), Case("sec now", ""), Case("secrt tok='abcdef'", "unclear: tok='abcdef'"),
    ]) func `a statement gives it a value`(_ text: Case) {
        #expect(secrets(in: text.text) == text.expected)
    }

    @Test(arguments: [
        Case("secret tok = 'abcdef\nprint x", "unclear: 'abcdef"), Case("secret tok = \"abc def", "unclear: \"abc def"),
        Case("secret tok = abcdef\"", "unclear: abcdef\""),
        Case("secret tok = 'abc'def'ghi'", "unclear: 'abc'def'ghi'"),
        Case("secret tok = abcdef", "unclear: abcdef"), Case("secret tok = abc;def", "unclear: abc;def"),
        Case("secret tok = `abcdef`", "unclear: `abcdef`"), Case("secret tok = $abcdef", "unclear: $abcdef"),
        Case("secret tok = #abcdef", "unclear: #abcdef"), Case("secret tok = {abcdef}", "unclear: {abcdef}"),
        Case("secret tok = {\n  abcdef}\nprint x", "unclear: {\n  abcdef}"),
        Case("secret tok = 'abcdef' more", "unclear: 'abcdef' more"),
        Case("secret tok = 'abcdef' }", "literal: 'abcdef'"),
        Case("secret tok = <<EOF\nabcdef\nEOF\nprint x", "unclear: <<EOF\nabcdef\nEOF"),
        Case("secret tok = \"\"\"\nabcdef", "unclear: \"\"\""),
        Case("secret tok = \"a<<x>>b\"", "unclear: \"a<<x>>b\""),
        Case("secret tok = {\"a\": \"abcdef\"}", "unclear: {\"a\": \"abcdef\"}"),
        Case("secret tok = \\\n  'abcdef", "unclear: 'abcdef"),
        Case("secret 'abcdef'", "unclear: 'abcdef'"), Case("secret tok 'abcdef'", "unclear: tok 'abcdef'"),
        Case("secret api-key = 'abcdef'", "unclear: 'abcdef'"), Case("secret 1tok = 'abcdef'", "unclear: 'abcdef'"),
        Case("secret tok == 'abcdef'", "unclear: = 'abcdef'"), Case("secret = 'abcdef'", "literal: 'abcdef'"),
        Case("secret='abcdef", "unclear: 'abcdef"), Case("secrt tok = 'abcdef'", "unclear: tok = 'abcdef'"),
        Case("secrt tok = 'abcdef", "unclear: 'abcdef"), Case("Secret tok = 'abcdef", "unclear: 'abcdef"),
        Case("if <<a>> { secret tok = 'abcdef }", "unclear: 'abcdef }"),
        Case(
            "if <<a>> { secret tok = abcdef } else while", "unclear: abcdef } else while\nunclear: abcdef } else while"),
        Case("$ secret tok = 'abcdef'", "unclear: 'abcdef'"),
        Case("secret tok = <<env('A')>> }", "computed: <<env('A')>>"),
        Case("secret tok = invoke f }", "computed: invoke f "),
        Case("print \"abc\nsecret tok = 'abcdef'", "literal: 'abcdef'"),
        Case("connect --secret-key 'abcdef", "unclear: 'abcdef"),
        Case("connect --secret-key='abc def", "unclear: ='abc def"),
        Case("connect --secret-key = abcdef }", "literal: abcdef"),
        Case("connect --secret-key= abcdef", "literal: abcdef"),
        Case("connect --region 'eu --secret-key abcdef", "literal: abcdef"),
        Case("connect --secret-key abcdef || connect", "literal: abcdef"),
        Case("$ connect --secret-key abcdef", "literal: abcdef"),
        Case("connect --aws-secret-access-key abcdef", "literal: abcdef"),
        Case("connect \u{2013}-secret-key abcdef", "literal: abcdef"),
        Case("connect \u{2014}secret-key abcdef", "literal: abcdef"),
        Case("connect --secret\u{2011}key abcdef", "literal: abcdef"),
        Case("connect --secret-key {\"a\": abcdef}", "unclear: {\"a\": abcdef}"), Case("print the secret is {", ""),
    ]) func `a statement with an error shows what it would have given`(_ text: Case) {
        #expect(secrets(in: text.text) == text.expected)
    }

    @Test func `each is found once, behind whatever is open`() {
        let blocks = String(repeating: "if <<a>> {\nsecret tok = abcdef\n", count: 150)
        #expect(Parser.secrets(in: Source(text: blocks), vocabulary: .test).count == 150)
        let statements = String(repeating: "secret tok = 'abcdef'\n", count: 150)
        for open in ["x = {abc\n", "x = [\n", "print \"abc\n", "print <<abc\n", "x = \"\"\"\n", "def f(a\n"] {
            #expect(Parser.secrets(in: Source(text: open + statements), vocabulary: .test).count == 150, "\(open)")
        }
    }

    @Test(arguments: [
        "'", "\"", "\"\"\"", "{", "[", "(", "<<", "`", "a=\"", "a='", "--x='", "{\"a\": \"", "| '", "> \"",
    ])
    func `what a line leaves open doesn't hide the secret on the next`(_ open: String) {
        for quote in ["'", "\""] {
            for text in [
                "print \(open)\nsecret tok = \(quote)abcdef\(quote)\nprint 'b' \"c\" {\"d\": 1} <<e>>\n",
                "x = \(open)\nconnect --secret-key \(quote)abcdef\(quote)\nprint 'b' \"c\" {\"d\": 1} <<e>>\n",
            ] {
                #expect(!Parser.secrets(in: Source(text: text), vocabulary: .test).isEmpty, "\(text)")
            }
        }
    }

    private func secrets(in text: String) -> String {
        let source = Source(text: text)
        return Parser.secrets(in: source, vocabulary: .test).map { secret in
            let content =
                switch secret.content {
                case .literal: "literal"
                case .unclear: "unclear"
                case .computed: "computed"
                }
            return "\(content): \(source.text(in: secret.range))"
        }.joined(separator: "\n")
    }
}
