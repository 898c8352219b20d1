// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Assignments: what is accepted and as what, what is refused, why and where.
@Suite struct AssignmentTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(#"x = 5"#, #"x = 5"#),
        Case(#"x=5"#, #"x = 5"#),
        Case(#"x =-1.5e3"#, #"x = -1.5e3"#),
        Case(#"x = true; y = null"#, #"x = true; y = null"#),
        Case(#"x = "text""#, #"x = "text""#),
        Case(#"x = <<y>>"#, #"x = ⟨y⟩"#),
        Case(#"x = [1]"#, #"x = [1]"#),
        Case(#"x = list"#, #"x = (list)"#),
        Case(#"x = invoke f --body {"a": <<b>>} --query 'a.b'"#, #"x = (invoke FN:f --body:={a:⟨b⟩} --query:'a.b')"#),
        Case(#"x = ship {"a": 1} note="n""#, #"x = (def ship order:{"a":1} note:"n")"#),
        Case(#"x = !date +%s; echo"#, #"x = !(date +%s; echo)"#),
        Case(#"x = list | jq length"#, #"x = (list) | jq length"#),
        Case(#"x = <<a>> | jq length | wc"#, #"x = ⟨a⟩ | jq length | wc"#),
        Case(#"if = 5; list = 6; for.x = 7"#, #"if = 5; list = 6; for.x = 7"#),
        Case(#"x.a.b[0][-1]."other key"[<<k>>] = 1"#, #"x.a.b[0][-1]."other key"[⟨k⟩] = 1"#),
        Case(#"x."k<<i>>"=1"#, #"x."k⟨i⟩" = 1"#),
        Case(#"x[<<a>>].b = list"#, #"x[⟨a⟩].b = (list)"#),
        Case(#"x = print a | tr a b"#, #"x = (print WORD:a) | tr a b"#),
        Case(#"_ = list"#, #"_ = (list)"#),
        Case(#"secret token"#, #"secret token"#),
        Case(#"secret token = "abcd""#, #"secret token = "abcd""#),
        Case(#"secret token = "日本語で""#, #"secret token = "日本語で""#),
        Case(#"secret token = "abc" | cat"#, #"secret token = "abc" | cat"#),
        Case(#"secret token = <<x>>"#, #"secret token = ⟨x⟩"#),
        Case(#"secret token = !pass show x"#, #"secret token = !(pass show x)"#),
    ]

    static let refused = [
        Case(#"x = order"#, #"unknown command `order` @ order"#),
        Case(#"x = customer"#, #"unknown command `customer` @ customer"#),
        Case(#"x = customer.name"#, #"expressions go inside `<< >>` @ customer.name"#),
        Case(#"x = text here"#, #"unknown command `text` @ text"#),
        Case(#"x = 12x"#, #"`12x` isn't a value or a command @ 12x"#),
        Case(#"x = 2026-01-01"#, #"`2026-01-01` isn't a value or a command @ 2026-01-01"#),
        Case(#"x ="#, #"a value or a command is missing @ "#),
        Case(#"x = ;"#, #"a value or a command is missing @ "#),
        Case(#"x = | wc"#, #"a value or a command is missing before `|` @ |"#),
        Case(#"x = print a"#, #"`print` doesn't return a value @ print"#),
        Case(#"x = list > f"#, #"a value that's assigned or returned can't be redirected with `>` @ >"#),
        Case(#"x = 5 > f"#, #"a value that's assigned or returned can't be redirected with `>` @ >"#),
        Case(#"x = 5 6"#, #"unexpected `6` after the end of the statement @ 6"#),
        Case(#"x == 5"#, #"comparisons go inside `<< >>` @ =="#),
        Case(#"x += 1"#, #"`+=` isn't supported @ +="#),
        Case(#"x.y == 5"#, #"a statement can't begin with `x.y` @ x.y"#),
        Case(#"x.a-b = 1"#, #"`a-b` needs quotes as a member name @ a-b"#),
        Case(#"x[a] = 1"#, #"`a` isn't a valid index @ [a]"#),
        Case(#"x[1.5] = 1"#, #"`1.5` isn't a valid index @ [1.5]"#),
        Case(#"x. = 1"#, #"the name of a member is missing @ "#),
        Case(#"x[0 = 1"#, #"a statement can't begin with `x[0` @ x[0"#),
        Case(#"last = 1"#, #"`last` can't be assigned: lamsh sets it @ last"#),
        Case(#"args.x = 1"#, #"`args` can't be assigned: lamsh sets it @ args"#),
        Case(#"connection = 1"#, #"`connection` can't be assigned: lamsh sets it @ connection"#),
        Case(#"script = 1"#, #"`script` can't be assigned: lamsh sets it @ script"#),
        Case(#"_ = 5"#, #"only the result of a command can be assigned to `_` @ _"#),
        Case(#"_ = <<x>>"#, #"only the result of a command can be assigned to `_` @ _"#),
        Case(#"_ = !date"#, #"only the result of a command can be assigned to `_` @ _"#),
        Case(#"_ = list | wc"#, #"only the result of a command can be assigned to `_` @ _"#),
        Case(#"_.a = list"#, #"only the result of a command can be assigned to `_` @ _.a"#),
        Case(#"secret last"#, #"`last` can't be assigned: lamsh sets it @ last"#),
        Case(#"secret x = "abc""#, #"a secret must have at least 4 characters @ "abc""#),
        Case(#"secret x = 123"#, #"a secret must have at least 4 characters @ 123"#),
        Case(#"secret x = {"a": "abcdef"}"#, #"a secret must be text, but this is an object @ {"a": "abcdef"}"#),
        Case(#"secret x = null"#, #"a secret must be text, but this is null @ null"#),
        Case(#"secret"#, #"the name of a secret is missing @ "#),
        Case(#"$x = 5"#, #"a statement can't begin with `$x` @ $x"#),
        Case(#"1x = 5"#, #"a statement can't begin with `1x` @ 1x"#),
    ]
}
