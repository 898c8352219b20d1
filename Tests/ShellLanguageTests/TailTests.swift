// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Pipes and redirects: what is accepted and as what, what is refused, why and where.
@Suite struct TailTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(#"list | jq '.[]' | wc -l"#, #"(list) | jq '.[]' | wc -l"#),
        Case(#"list > out.json"#, #"(list) > out.json"#),
        Case(#"list >> "my out.json""#, #"(list) >> 'my out.json'"#),
        Case(#"list | jq . > <<dir>>/out.json"#, #"(list) | jq . > ⟨dir⟩/out.json"#),
        Case(#"<<x>> | jq ."#, #"⟨x⟩ | jq ."#),
        Case(#"{"a": 1} > a.json"#, #"{"a":1} > a.json"#),
        Case(#""text" | wc"#, #""text" | wc"#),
        Case(#"list >out"#, #"(list) > out"#),
        Case(#"list|wc>out"#, #"(list) | wc > out"#),
        Case(#"list | <<program>> --x=y "{}""#, #"(list) | ⟨program⟩ --x=y '{}'"#),
        Case(#"if <<a>> { list > f; list | wc }"#, #"if ⟨a⟩ {(list) > f; (list) | wc}"#),
    ]

    static let refused = [
        Case(#"list | <<program>> --x={y"#, #"a space is missing before `{` @ {"#),
        Case(#"list >"#, #"a file name is missing @ "#),
        Case(#"list > | wc"#, #"a file name is missing before `|` @ |"#),
        Case(#"list > a b"#, #"nothing can follow `> FILE` @ b"#),
        Case(#"list > a > b"#, #"nothing can follow `> FILE` @ >"#),
        Case(#"list > a | wc"#, #"nothing can follow `> FILE` @ |"#),
        Case(#"list | > f"#, #"a program is missing before `>` @ >"#),
        Case(#"list | | wc"#, #"a program is missing before `|` @ |"#),
        Case(#"list | ; list"#, #"a program is missing @ "#),
        Case(#"if <<a>> { list } > f"#, #"a block can't be followed by `|` or `>` @ >"#),
        Case(#"if <<a>> { list } | wc"#, #"a block can't be followed by `|` or `>` @ |"#),
        Case(#"try { list } catch { list } >> f"#, #"a block can't be followed by `|` or `>` @ >"#),
    ]
}
