// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// At the prompt a statement is complete at its `}`; in a text it may go on.
@Suite struct PromptLayoutTests {
    static let split = [
        Case("if <<a>> { list }\nelse { list }", "`else` without `if` @ else"),
        Case("try { list }\ncatch { list }", "`try` without `catch` or `finally` @ try\n`catch` without `try` @ catch"),
        Case("try { list } catch { list }\nfinally { list }", "`finally` without `try` @ finally"),
    ]

    @Test(arguments: split) func `a keyword on a later line of the prompt begins a statement`(_ sample: Case) {
        #expect(faults(sample.text, layout: .prompt) == sample.expected)
        #expect(faults(sample.text, layout: .text) == "")
    }

    @Test func `inside a block the keyword may follow on a later line`() {
        let text = "while <<a>> {\n if <<b>> { list }\n else { list }\n}"
        #expect(outline(text, layout: .prompt) == "while ⟨a⟩ {if ⟨b⟩ {(list)} else {(list)}}")
    }

    @Test func `the hint says where the keyword stands`() {
        #expect(
            rendered("else { }", name: nil, layout: .prompt) == """
                error: `else` without `if`
                    else { }
                    ^~~~
                hint: at the prompt, put `else` on the same line as the `}`
                """)
        #expect(
            rendered("try { }", name: nil, layout: .prompt) == """
                error: `try` without `catch` or `finally`
                    try { }
                    ^~~
                hint: at the prompt, put `catch` or `finally` on the same line as the `}`
                """)
    }

    @Test func `return belongs to files and defs`() {
        #expect(faults("return 5", layout: .prompt) == "there's nothing to return from here @ return 5")
        #expect(faults("return 5", layout: .text) == "")
        #expect(faults("def f() { return 5 }", layout: .prompt) == "")
    }
}
