// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// A page of `help` on a statement of the language, which has no signature: its grammar is in the parser.
package struct StatementHelp: Sendable {
    package let name: String
    let group: String
    package let summary: String
    let usage: [String]
    let examples: [CommandSignature.Example]

    init(_ keyword: Keyword, group: String, usage: [String], examples: [CommandSignature.Example]) {
        name = keyword.rawValue
        self.group = group
        summary = keyword.summary
        self.usage = usage
        self.examples = examples
    }

    /// Keywords that are explained on another keyword's page.
    private static let otherNames = [
        "else": "if", "break": "while", "continue": "while", "catch": "try", "finally": "try", "return": "def",
        "before": "test", "after": "test",
    ]

    package static func named(_ name: String) -> StatementHelp? {
        all.first { $0.name == otherNames[name] ?? name }
    }

    /// The first form of each statement, by its keyword.
    package static let forms = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.usage[0]) })

    package static let all = [
        StatementHelp(
            .secret, group: CommandGroup.values,
            usage: ["secret NAME", "secret NAME = VALUE"],
            examples: [
                .init("secret password", "asks for it without echo"),
                .init("secret token = <<env('TOKEN')>>", "from the environment; prints as •••"),
            ]),
        StatementHelp(
            .if, group: CommandGroup.scripts,
            usage: ["if <<EXPR>> { … } else if <<EXPR>> { … } else { … }"],
            examples: [
                .init(
                    "if <<order.lines[0].qty > 1>> { print several } else { print one }", "put comparisons inside << >>"
                ),
                .init("if <<!(order.customer)>> { fail \"no customer\" }", "false, null, \"\", [] and {} are false"),
            ]),
        StatementHelp(
            .for, group: CommandGroup.scripts,
            usage: [
                "for ITEM in <<ARRAY>> { … }", "for INDEX, ITEM in <<ARRAY>> { … }",
                "for KEY, VALUE in <<OBJECT>> { … }",
                "for ITEM in <<ARRAY>> parallel N { … }",
            ],
            examples: [
                .init("for line in <<order.lines>> { invoke reserve --body <<line>> }", "one after another"),
                .init("for n in <<range(20)>> parallel 5 { invoke echo --body <<n>> }", "five at a time"),
            ]),
        StatementHelp(
            .while, group: CommandGroup.scripts,
            usage: ["while <<EXPR>> { … break … continue … }"],
            examples: [
                .init("while <<n < 3>> { n = <<n + 1>> }", "the condition is evaluated each time"),
                .init(
                    "while <<n < 9>> { n = <<n + 1>>; if <<n == 5>> { break } }",
                    "`break` and `continue` work as in `for`"),
            ]),
        StatementHelp(
            .retry, group: CommandGroup.scripts,
            usage: ["retry N every DURATION [backoff FACTOR] [up to DURATION] { … }"],
            examples: [
                .init("retry 3 every 100ms { invoke echo --body 1 }", "tries at most three times"),
                .init(
                    "retry 9 every 1s backoff 2 up to 1m { assert <<length(order.lines) > 0>> }",
                    "a failed assertion counts as a failure"),
            ]),
        StatementHelp(
            .watch, group: CommandGroup.scripts,
            usage: ["watch DURATION [--until <<EXPR>>] [--count N] [--limit DURATION] STATEMENT"],
            examples: [
                .init(
                    "watch 100ms --count 3 list --limit 2",
                    "in place, with changes marked; without --count: until Ctrl-C"),
                .init(
                    "watch 100ms --until <<_.Configuration.State == 'Active'>> --limit 1m describe echo",
                    "waits, and fails if it takes longer than a minute"),
            ]),
        StatementHelp(
            .alias, group: CommandGroup.shell,
            usage: ["alias NAME = TEXT", "alias"],
            examples: [
                .init(
                    "alias ll = list --sort LastModified --limit 20",
                    "to the end of the line; arguments can follow `ll`"),
                .init("alias ll =", "removes it; `alias` lists them. Put yours in the rc file"),
            ]),
        StatementHelp(
            .try, group: CommandGroup.scripts,
            usage: ["try { … } catch NAME { … } finally { … }"],
            examples: [
                .init(
                    "try { invoke reserve --body {\"sku\": \"C-3\", \"qty\": 1} } catch err { print <<err.type>> }",
                    "err has kind, message, type, payload, requestId, at"),
                .init("try { sleep 1ms } finally { print done }", "`finally` runs on Ctrl-C and `exit` too"),
            ]),
        StatementHelp(
            .def, group: CommandGroup.scripts,
            usage: ["def NAME(PARAMETER, PARAMETER = VALUE, …) { … return VALUE }"],
            examples: [
                .init("def twice(n) { return <<n * 2>> }; twice 21", "call it like a command"),
                .init(
                    "def greet(name, word = \"hello\") { return \"<<word>>, <<name>>\" }; text = greet \"Ada\" word=\"hi\"",
                    "saves what it returns"),
            ]),
        StatementHelp(
            .assert, group: CommandGroup.scripts,
            usage: ["assert <<EXPR>> [MESSAGE]"],
            examples: [
                .init("assert <<order.lines[0].qty == 2>>", "shows differences by path"),
                .init("assert <<starts_with(order.id, 'o-')>> \"ids begin with o-\"", "with a message"),
            ]),
        StatementHelp(
            .test, group: CommandGroup.scripts,
            usage: ["test \"NAME\" { … }", "before { … }", "after { … }"],
            examples: [
                .init(
                    "test \"echo\" { x = invoke echo --body 1; assert <<x == 1>> }",
                    "at the prompt, it runs immediately"),
                .init("before { order = invoke create-order --body {} }", "runs before each test, in its scope"),
            ]),
    ]
}
