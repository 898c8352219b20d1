// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Defs, tests and hooks: what is accepted and as what, what is refused, why and where.
@Suite struct DefinitionTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(#"def f() { list }; f"#, #"def f() {(list)}; (def f)"#),
        Case(#"f; def f() { list }"#, #"def f() {(list)}; (def f)"#),
        Case(
            #"def f(a, b = 1, c = {"x": <<y>>}) { return <<a>> }\#nf 1 c=2"#,
            #"def f(a, b=1, c={x:⟨y⟩}) {return ⟨a⟩}; (def f a:1 c:2)"#),
        Case(
            #"def place-order(order) { return invoke create --body <<order>> }\#nx = place-order {"sku": 1}"#,
            #"def place-order(order) {return (invoke FN:create --body:=⟨order⟩)}; x = (def place-order order:{"sku":1})"#
        ),
        Case(#"def f(a) { f <<a>> }"#, #"def f(a) {(def f a:⟨a⟩)}"#),
        Case(#"ship 1"#, #"(def ship order:1)"#),
        Case(#"ship "text" note=null"#, #"(def ship order:"text" note:null)"#),
        Case(#"ship note=1 order=2"#, #"(def ship note:1 order:2)"#),
        Case(#"test "works" { assert <<a>> }"#, #"test "works" {assert ⟨a⟩}"#),
        Case(#"test 'its' { x = list }"#, #"test "its" {x = (list)}"#),
        Case(#"before { x = 1 }\#nafter { list }"#, #"before {x = 1}; after {(list)}"#),
        Case(#"before = 1"#, #"before = 1"#),
    ]

    static let refused = [
        Case(#"test 'it''s' { }"#, #"the `{` of `test` is missing before `'s'` @ 's'"#),
        Case(#"ship"#, #"`ship` needs `order` @ ship"#),
        Case(#"ship 1 2 3 4"#, #"`ship` takes at most 2 arguments @ 3"#),
        Case(#"ship 1 nte=2"#, #"`ship` has no parameter `nte` @ nte"#),
        Case(#"ship 1 order=2"#, #"`order` is passed twice @ order"#),
        Case(#"ship 1 --note x"#, #"`ship` is a def, so it can't take the option `--note` @ --note"#),
        Case(#"ship word"#, #"`order` needs a value; `word` has no quotes @ word"#),
        Case(#"ship 1 note=word"#, #"`note` needs a value; `word` has no quotes @ word"#),
        Case(#"ship a<<b>>"#, #"`order` needs one value, but this word has several parts @ a<<b>>"#),
        Case(#"def list() { }"#, #"`list` is already the name of a command @ list"#),
        Case(#"def ls() { }"#, #"`ls` is already the name of a command @ ls"#),
        Case(#"def if() { }"#, #"`if` is a keyword @ if"#),
        Case(#"def f(a, a) { }"#, #"`a` is used twice here @ a"#),
        Case(#"def f(last) { }"#, #"`last` can't be assigned: lamsh sets it @ last"#),
        Case(#"def f(_) { }"#, #"`_` can't be assigned: lamsh sets it @ _"#),
        Case(#"def f(a = b) { }"#, #"a default value is missing before `b)` @ b)"#),
        Case(#"def f(a b) { }"#, #"a comma or `)` is missing before `b)` @ b)"#),
        Case(#"def f(a"#, #"this `(` is never closed @ ("#),
        Case(#"def f { }"#, #"the `(` of the parameters is missing before `{` @ {"#),
        Case(#"def 5() { }"#, #"the name of a `def` is missing before `5()` @ 5()"#),
        Case(#"def f() { }; def f() { }"#, #"`f` is defined twice @ f"#),
        Case(#"def f() list"#, #"the `{` of `def` is missing before `list` @ list"#),
        Case(#"def f() { def g() { } }"#, #"`def` isn't allowed inside a block @ def"#),
        Case(#"test "a" { test "b" { } }"#, #"`test` isn't allowed inside a block @ test"#),
        Case(#"if <<a>> { before { } }"#, #"`before` isn't allowed inside a block @ before"#),
        Case(#"test "a<<b>>" { }"#, #"the name of a test can't contain `<< >>` @ "a<<b>>""#),
        Case(#"test name { }"#, #"the quoted name of the test is missing before `name` @ name"#),
        Case(#"test "a" { }; test "a" { }"#, #"there's already a test called `a` @ "a""#),
        Case(#"test "a" { return }"#, #"there's nothing to return from here @ return"#),
        Case(#"test """a""" { }"#, #"the quoted name of the test is missing before `"""a"""` @ """a""""#),
        Case(#"before { break }"#, #"`break` outside a loop @ break"#),
    ]
}
