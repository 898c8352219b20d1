// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Control statements: what is accepted and as what, what is refused, why and where.
@Suite struct ControlTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(#"if <<a>> { list }"#, #"if ⟨a⟩ {(list)}"#),
        Case(#"if <<a>> { list } else { list }"#, #"if ⟨a⟩ {(list)} else {(list)}"#),
        Case(
            #"if <<a>> {} else if <<b>> {} else if <<c>> {} else {}"#,
            #"if ⟨a⟩ {} else if ⟨b⟩ {} else if ⟨c⟩ {} else {}"#),
        Case(#"if <<a>> {\#n}\#n\#n# why\#nelse if <<b>> {\#n}\#nelse {\#n}"#, #"if ⟨a⟩ {} else if ⟨b⟩ {} else {}"#),
        Case(#"if <<a>>{list}else{list}"#, #"if ⟨a⟩ {(list)} else {(list)}"#),
        Case(#"for x in <<xs>> { print <<x>> }"#, #"for x in ⟨xs⟩ {(print WORD:=⟨x⟩)}"#),
        Case(#"for k, v in {"a": 1} { }"#, #"for k, v in {"a":1} {}"#),
        Case(#"for i,x in [1, <<b>>] { }"#, #"for i, x in [1,⟨b⟩] {}"#),
        Case(#"for x in <<xs>> parallel 20 { y = list }"#, #"for x in ⟨xs⟩ parallel 20 {y = (list)}"#),
        Case(#"for x in <<xs>> parallel <<n>> { break }"#, #"for x in ⟨xs⟩ parallel ⟨n⟩ {break}"#),
        Case(#"while <<n < 3>> { n = <<n + 1>>; continue }"#, #"while ⟨n < 3⟩ {n = ⟨n + 1⟩; continue}"#),
        Case(#"watch 2s list > f"#, #"watch 2.0 seconds {(list) > f}"#),
        Case(
            #"watch 1s --until <<_.a>> --count=3 --limit 1m x = invoke f"#,
            #"watch 1.0 seconds until ⟨_.a⟩ count 3 limit 60.0 seconds {x = (invoke FN:f)}"#),
        Case(#"watch <<n>> !ls -l | wc; true"#, #"watch ⟨n⟩ {!(ls -l | wc; true)}"#),
        Case(#"alias ll = list --limit 3; x"#, #"alias ll = (list --limit 3; x)"#),
        Case(#"alias ll ="#, #"alias ll = ()"#),
        Case(#"alias"#, #"alias"#),
        Case(#"retry 10 every 2s { list }"#, #"retry 10 every 2.0 seconds {(list)}"#),
        Case(
            #"retry <<n>> every <<p>> backoff <<b>> up to <<u>> { list }"#,
            #"retry ⟨n⟩ every ⟨p⟩ backoff ⟨b⟩ up to ⟨u⟩ {(list)}"#),
        Case(
            #"retry 3 every 500ms backoff 1.5 up to 1m { list }"#,
            #"retry 3 every 0.5 seconds backoff 1.5 up to 60.0 seconds {(list)}"#),
        Case(#"retry 3 every 1 { list }"#, #"retry 3 every 1.0 seconds {(list)}"#),
        Case(#"try { list } catch { list }"#, #"try {(list)} catch - {(list)}"#),
        Case(
            #"try { list } catch err { list } finally { list }"#,
            #"try {(list)} catch err {(list)} finally {(list)}"#),
        Case(
            #"try { list }\#ncatch err { list }\#nfinally { list }"#,
            #"try {(list)} catch err {(list)} finally {(list)}"#),
        Case(#"try { list } finally { list }"#, #"try {(list)} finally {(list)}"#),
        Case(
            #"for x in <<xs>> { try { break } finally { continue } }"#,
            #"for x in ⟨xs⟩ {try {break} finally {continue}}"#),
        Case(#"assert <<a>>"#, #"assert ⟨a⟩"#),
        Case(#"assert <<a>> "message <<b>>""#, #"assert ⟨a⟩ 'message ⟨b⟩'"#),
        Case(#"assert <<a>> word"#, #"assert ⟨a⟩ word"#),
        Case(#"return"#, #"return"#),
        Case(#"return 5"#, #"return 5"#),
        Case(#"return list | jq ."#, #"return (list) | jq ."#),
        Case(#"if <<a>> { return }"#, #"if ⟨a⟩ {return}"#),
    ]

    static let refused = [
        Case(#"if x == 1 { list }"#, #"the condition of `if` is missing before `x` @ x"#),
        Case(#"if <<x>> == 1 { list }"#, #"comparisons go inside `<< >>` @ =="#),
        Case(#"if (<<x>>) { list }"#, #"the condition of `if` is missing before `(<<x>>)` @ (<<x>>)"#),
        Case(#"if <<x>> list"#, #"the `{` of `if` is missing before `list` @ list"#),
        Case(#"if <<x>>\#n{ list }"#, #"the `{` must be on the same line as `if` @ {"#),
        Case(#"if <<x>> { list } list"#, #"unexpected `list` after the end of the statement @ list"#),
        Case(#"if { list }"#, #"the condition of `if` is missing before `{` @ {"#),
        Case(#"else { list }"#, #"`else` without `if` @ else"#),
        Case(#"if <<a>> { list }; else { list }"#, #"`else` without `if` @ else"#),
        Case(#"if <<a>> { list } else list"#, #"the `{` of `else` is missing before `list` @ list"#),
        Case(#"for x of <<xs>> { }"#, #"`in` is missing before `of` @ of"#),
        Case(#"for x in xs { }"#, #"`xs` isn't `<<expr>>` or an array @ xs"#),
        Case(#"for x in "text" { }"#, #"`"text"` isn't `<<expr>>` or an array @ "text""#),
        Case(#"for x in 5 { }"#, #"`5` isn't `<<expr>>` or an array @ 5"#),
        Case(#"for x, x in <<xs>> { }"#, #"`x` is used twice here @ x"#),
        Case(#"for 1 in <<xs>> { }"#, #"the name of a loop variable is missing before `1` @ 1"#),
        Case(#"for _ in <<xs>> { }"#, #"`_` can't be assigned: lamsh sets it @ _"#),
        Case(#"for last in <<xs>> { }"#, #"`last` can't be assigned: lamsh sets it @ last"#),
        Case(#"for x in <<xs>> parallel 0 { }"#, #"`0` isn't a whole number of at least 1 @ 0"#),
        Case(#"for x in <<xs>> parallel many { }"#, #"`many` isn't a whole number of at least 1 @ many"#),
        Case(#"for x in <<xs>> parallel { }"#, #"a whole number of at least 1 is missing before `{` @ {"#),
        Case(#"while { }"#, #"the condition of `while` is missing before `{` @ {"#),
        Case(#"retry { }"#, #"a whole number of at least 1 is missing before `{` @ {"#),
        Case(#"retry 0 every 1s { }"#, #"`0` isn't a whole number of at least 1 @ 0"#),
        Case(#"retry 3 { }"#, #"`every` is missing before `{` @ {"#),
        Case(#"retry 3 every { }"#, #"a valid duration is missing before `{` @ {"#),
        Case(#"retry 3 every soon { }"#, #"`soon` isn't a valid duration @ soon"#),
        Case(#"retry 3 every 1s backoff 0.5 { }"#, #"`0.5` isn't a number of at least 1 @ 0.5"#),
        Case(#"retry 3 every 1s up 5s { }"#, #"`to` is missing before `5s` @ 5s"#),
        Case(#"retry 3 every 1s up to { }"#, #"a valid duration is missing before `{` @ {"#),
        Case(#"try { list }"#, #"`try` without `catch` or `finally` @ try"#),
        Case(#"try { list } catch 5 { }"#, #"the name of the error is missing before `5` @ 5"#),
        Case(#"try { list } catch args { }"#, #"`args` can't be assigned: lamsh sets it @ args"#),
        Case(#"catch { }"#, #"`catch` without `try` @ catch"#),
        Case(#"finally { }"#, #"`finally` without `try` @ finally"#),
        Case(#"break"#, #"`break` outside a loop @ break"#),
        Case(#"if <<a>> { continue }"#, #"`continue` outside a loop @ continue"#),
        Case(#"retry 3 every 1s { break }"#, #"`break` outside a loop @ break"#),
        Case(#"def f() { break }"#, #"`break` outside a loop @ break"#),
        Case(#"for x in <<xs>> { def f() { } }"#, #"`def` isn't allowed inside a block @ def"#),
        Case(
            #"for x in <<xs>> parallel 2 { return }"#,
            #"`return` isn't allowed in the body of a parallel loop @ return"#),
        Case(
            #"for x in <<xs>> parallel 2 { if <<x>> { set a b; connect; unset x } }"#,
            #"`set` isn't allowed in the body of a parallel loop @ set\#n`connect` isn't allowed in the body of a parallel loop @ connect\#n`unset` isn't allowed in the body of a parallel loop @ unset"#
        ),
        Case(
            #"for x in <<xs>> parallel 2 { source f }"#,
            #"`source` isn't allowed in the body of a parallel loop @ source"#),
        Case(#"assert x"#, #"the condition of `assert` is missing before `x` @ x"#),
        Case(#"assert <<x>> == 1"#, #"comparisons go inside `<< >>` @ =="#),
        Case(#"assert <<x>> "a" b"#, #"unexpected `b` after the end of the statement @ b"#),
        Case(#"}"#, #"this `}` doesn't close anything @ }"#),
        Case(#"if <<a>> { list } }"#, #"this `}` doesn't close anything @ }"#),
        Case(#"if <<a>> { list"#, #"this `{` is never closed @ {"#),
        Case(#"]"#, #"this `]` doesn't close anything @ ]"#),
    ]
}
