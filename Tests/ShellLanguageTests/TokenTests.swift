// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Statements, words and pieces are told apart: what is accepted and as what, what is refused, why and where.
@Suite struct TokenTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(#"list; list"#, #"(list); (list)"#),
        Case(#"; list ;; list ;"#, #"(list); (list)"#),
        Case(#"list\#r\#nlist\#r\#n"#, #"(list); (list)"#),
        Case(#"\#u{FEFF}list"#, #"(list)"#),
        Case(#"# a comment\#nlist # another"#, #"(list)"#),
        Case(#"print a#b #c"#, #"(print WORD:a#b)"#),
        Case(#"list \\#n  --limit 5 \\#r\#n --match x"#, #"(list --limit:5 --match:x)"#),
        Case(#"list |\#n\#n  jq ."#, #"(list) | jq ."#),
        Case(#"if <<a>> {\#n list\#n list; list }"#, #"if ⟨a⟩ {(list); (list); (list)}"#),
        Case(#"if <<a>> { list }; list"#, #"if ⟨a⟩ {(list)}; (list)"#),
        Case(#"def f(\#n a, # first\#n b = 1\#n) { list }"#, #"def f(a, b=1) {(list)}"#),
        Case(#"x = [1,\#n 2]"#, #"x = [1,2]"#),
        Case(#"x = <<a +\#n b>>"#, #"x = ⟨a +\#n b⟩"#),
        Case(#"print 'a\#nb' "c\#nd""#, #"(print WORD:'a\#nb' WORD:'c\#nd')"#),
        Case(
            #"print https://h/p#top arn:aws:lambda:eu-west-1:123456789012:function:f 2026-01-01 /a/b *.json $LATEST $HOME a&b ~/x a=b a==b"#,
            #"(print WORD:https://h/p#top WORD:arn:aws:lambda:eu-west-1:123456789012:function:f WORD:2026-01-01 WORD:/a/b WORD:*.json WORD:$LATEST WORD:$HOME WORD:a&b WORD:~/x WORD:a=b WORD:a==b)"#
        ),
        Case(#"print 'a'"b"<<c>>d"#, #"(print WORD:'a''b'⟨c⟩d)"#),
        Case(#"print 'it''s "so" <<x>> \n'"#, #"(print WORD:'it''s "so" <<x>> \n')"#),
        Case(#"print \<<a \\<<b>> \\\<<c \\d"#, #"(print WORD:<<a WORD:\⟨b⟩ WORD:\<<c WORD:\\d)"#),
        Case(#"print "\<<a>> \\<<b>>""#, #"(print WORD:'<<a>> \⟨b⟩')"#),
        Case(#"list | grep [a-z]* a]"#, #"(list) | grep [a-z]* a]"#),
        Case(#"list | sh -c 'a; b > c'"#, #"(list) | sh -c 'a; b > c'"#),
        Case(#"invoke f --body={"a": 1} --qualifier=$LATEST"#, #"(invoke FN:f --body:={"a":1} --qualifier:$LATEST)"#),
        Case(#"invoke f --body=<<b>> --type=event"#, #"(invoke FN:f --body:=⟨b⟩ --type:event)"#),
        Case(#"ship order=<<n>> note={"a": [1]}"#, #"(def ship order:⟨n⟩ note:{"a":[1]})"#),
        Case(#"print -5 -0.5 - ---"#, #"(print WORD:-5 WORD:-0.5 WORD:- WORD:---)"#),
        Case(
            #"print <<a."first name">> "for <<order."first name">>" <<a == '>>'>> <<`">>"`>>"#,
            #"(print WORD:=⟨a."first name"⟩ WORD:'for ⟨order."first name"⟩' WORD:=⟨a == '>>'⟩ WORD:=⟨`">>"`⟩)"#),
        Case(#"print <<a>>><<b>>"#, #"(print WORD:=⟨a⟩) > ⟨b⟩"#),
        Case(#"[1, 2]"#, #"[1,2]"#),
        Case(#"print { "a" : [ ] }"#, #"(print WORD:={"a":[]})"#),
        Case(#"print ]"#, #"(print WORD:])"#),
    ]

    static let refused = [
        Case(#"list#x"#, #"a statement can't begin with `list#x` @ list#x"#),
        Case(
            #"print https://h/p#top arn:aws:lambda:eu-west-1:123456789012:function:f 2026-01-01 /a/b *.json $LATEST $HOME & a&b"#,
            #"`&` isn't supported @ &"#),
        Case(#"print C:\dir\ \"#, #"there's nothing after the `\` that joins two lines @ \"#),
        Case(#"list | jq {a}"#, #"a word can't begin with `{` @ {"#),
        Case(#"print a={"b": 1}"#, #"`a=` can't be followed by JSON here @ a={"b": 1}"#),
        Case(#"print -- --log -x a={"#, #"a space is missing before `{` @ {"#),
        Case(#"print -- a={"b":1}"#, #"a space is missing before `{` @ {"#),
        Case(#"print -5 -0.5 - --- -x"#, #"`print` has no option `-x` @ -x"#),
        Case(#"<<name>> --body 1"#, #"unexpected `--body` after the end of the statement @ --body"#),
        Case(#"invoke <<f>> <<o>>"#, #"too many arguments for `invoke` @ <<o>>"#),
        Case(#"print [1, 2]x"#, #"a space is missing after the JSON @ x"#),
        Case(#"list --query [].a"#, #"a space is missing after the JSON @ .a"#),
        Case(#"print a{b}"#, #"a space is missing before `{` @ {"#),
        Case(#"print {"#, #"this `{` is never closed @ {"#),
        Case(#"print a(b)"#, #"a space is missing before `(` @ ("#),
        Case(#"print "\ud83d""#, #"this is only half of a surrogate pair @ \ud83d"#),
    ]
}
