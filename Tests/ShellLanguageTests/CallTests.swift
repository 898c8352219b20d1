// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Calls are bound to signatures: what is accepted and as what, what is refused, why and where.
@Suite struct CallTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(#"list"#, #"(list)"#),
        Case(#"ls --limit 5"#, #"(list --limit:5)"#),
        Case(#"invoke f"#, #"(invoke FN:f)"#),
        Case(#"invoke --type event f"#, #"(invoke FN:f --type:event)"#),
        Case(#"invoke f --type=RequestResponse --log"#, #"(invoke FN:f --type:RequestResponse --log:on)"#),
        Case(#"invoke f -t DRYRUN -b 5"#, #"(invoke FN:f --type:DRYRUN --body:=5)"#),
        Case(#"invoke <<f>>-x --type <<t>> --timeout <<s>>"#, #"(invoke FN:⟨f⟩-x --type:⟨t⟩ --timeout:⟨s⟩)"#),
        Case(#"invoke f --body null"#, #"(invoke FN:f --body:=null)"#),
        Case(#"invoke f --body -1.5"#, #"(invoke FN:f --body:=-1.5)"#),
        Case(#"invoke f --body "text""#, #"(invoke FN:f --body:="text")"#),
        Case(#"invoke f --body "a <<b>>""#, #"(invoke FN:f --body:=t"a ⟨b⟩")"#),
        Case(#"invoke f --body """\#n a\#n """"#, #"(invoke FN:f --body:="a\n")"#),
        Case(#"invoke f --body <<b>>"#, #"(invoke FN:f --body:=⟨b⟩)"#),
        Case(#"invoke f --body [1, <<b>>]"#, #"(invoke FN:f --body:=[1,⟨b⟩])"#),
        Case(#"invoke f --body @a.json"#, #"(invoke FN:f --body:@a.json)"#),
        Case(#"invoke f --body @"my file.json""#, #"(invoke FN:f --body:@'my file.json')"#),
        Case(#"invoke f --body @<<script.dir>>/a.json"#, #"(invoke FN:f --body:@⟨script.dir⟩/a.json)"#),
        Case(#"invoke f --body @-"#, #"(invoke FN:f --body:@-)"#),
        Case(#"invoke f --body "@x""#, #"(invoke FN:f --body:="@x")"#),
        Case(#"invoke f --body '{"a": 1}'"#, #"(invoke FN:f --body:={"a":1})"#),
        Case(#"invoke f --body "[1]""#, #"(invoke FN:f --body:=[1])"#),
        Case(#"invoke f --body '{not json}'"#, #"(invoke FN:f --body:="{not json}")"#),
        Case(#"invoke f --body '"text"'"#, #"(invoke FN:f --body:="\"text\"")"#),
        Case(#"invoke f --body="#, #"(invoke FN:f --body:="")"#),
        Case(#"invoke f --timeout 500ms --retry 3"#, #"(invoke FN:f --timeout:500ms --retry:3)"#),
        Case(#"invoke f --query 'a[?b > 1]'"#, #"(invoke FN:f --query:'a[?b > 1]')"#),
        Case(#"invoke --help"#, #"(invoke help)"#),
        Case(#"list versions f"#, #"(list/versions FN:f)"#),
        Case(#"list aliases f --version 1"#, #"(list/aliases FN:f --version:1)"#),
        Case(#"list --limit 3 functions"#, #"(list/functions --limit:3)"#),
        Case(#"connect"#, #"(connect)"#),
        Case(#"connect local"#, #"(connect/local)"#),
        Case(#"connect local ./functions"#, #"(connect/local PATH:./functions)"#),
        Case(#"connect --region eu-west-1 --no-verify"#, #"(connect --region:eu-west-1 --no-verify:on)"#),
        Case(#"print"#, #"(print)"#),
        Case(
            #"print a <<b>> "c <<d>>" {"e": 1} null"#,
            #"(print WORD:a WORD:=⟨b⟩ WORD:'c ⟨d⟩' WORD:={"e":1} WORD:null)"#),
        Case(#"set"#, #"(set)"#),
        Case(#"set output table"#, #"(set NAME:output VALUE:table)"#),
        Case(#"unset a b"#, #"(unset NAME:a NAME:b)"#),
        Case(#"call GetFunction {"FunctionName": "f"}"#, #"(call OPERATION:GetFunction JSON:={"FunctionName":"f"})"#),
        Case(#"exit 3"#, #"(quit N:3)"#),
        Case(#"sleep 1.5"#, #"(sleep DURATION:1.5)"#),
        Case(#"fail <<err>>"#, #"(fail MESSAGE:=⟨err⟩)"#),
        Case(
            #"source f.lamsh a b; anything goes --here {"a": 1}"#,
            #"(source FILE:f.lamsh ARG:a ARG:b); (?anything 3)"#),
    ]

    static let refused = [
        Case(#"invoke f -h --body"#, #"`--body` needs a value @ --body"#),
        Case(#"invok f"#, #"unknown command `invok` @ invok"#),
        Case(#"pirnt a"#, #"unknown command `pirnt` @ pirnt"#),
        Case(#"lst"#, #"unknown command `lst` @ lst"#),
        Case(#"whlie <<x>> { }"#, #"unknown command `whlie` @ whlie"#),
        Case(#"frobnicate"#, #"unknown command `frobnicate` @ frobnicate"#),
        Case(#"customr"#, #"unknown command `customr` @ customr"#),
        Case(#"customer.name"#, #"expressions go inside `<< >>` @ customer.name"#),
        Case(#"order[0]"#, #"a statement can't begin with `order[0]` @ order[0]"#),
        Case(#"5"#, #"a statement can't begin with `5` @ 5"#),
        Case(#"true"#, #"a statement can't begin with `true` @ true"#),
        Case(#"invoke"#, #"`invoke` needs `FN` @ invoke"#),
        Case(#"invoke f g"#, #"too many arguments for `invoke` @ g"#),
        Case(#"invoke f {"a": 1}"#, #"too many arguments for `invoke` @ {"a": 1}"#),
        Case(#"invoke f --bdy 1"#, #"`invoke` has no option `--bdy` @ --bdy"#),
        Case(#"invoke f --Body 1"#, #"`invoke` has no option `--Body` @ --Body"#),
        Case(#"invoke f -x"#, #"`invoke` has no option `-x` @ -x"#),
        Case(#"invoke f --log --log"#, #"`--log` is used twice @ --log"#),
        Case(#"invoke f --log=yes"#, #"`--log` doesn't take a value @ --log=yes"#),
        Case(#"invoke f --body"#, #"`--body` needs a value @ --body"#),
        Case(#"invoke f --body --log"#, #"`--body` needs a value @ --body"#),
        Case(#"invoke f --body{"a": 1}"#, #"a space or `=` is missing after `--body` @ --body"#),
        Case(#"invoke f --body"x""#, #"a space or `=` is missing after `--body` @ --body"#),
        Case(#"invoke f --body word"#, #"`--body` needs a value; `word` has no quotes @ word"#),
        Case(#"invoke f --body customer"#, #"`--body` needs a value; `customer` has no quotes @ customer"#),
        Case(#"invoke f --body order.id"#, #"`--body` needs a value; `order.id` has no quotes @ order.id"#),
        Case(#"invoke f --body 2026-01-01"#, #"`--body` needs a value; `2026-01-01` has no quotes @ 2026-01-01"#),
        Case(#"invoke f --body x<<y>>"#, #"`--body` needs one value, but this word has several parts @ x<<y>>"#),
        Case(#"invoke f --body @"#, #"a file name is missing after `@` @ @"#),
        Case(
            #"invoke f --body '{"a": <<b>>}'"#,
            #"quoted JSON with `<< >>` inside would be sent as text @ '{"a": <<b>>}'"#),
        Case(
            #"invoke f --body "{\"a\": \"<<b>>\"}""#,
            #"quoted JSON with `<< >>` inside would be sent as text @ "{\"a\": \"<<b>>\"}""#),
        Case(#"invoke f --type sync"#, #"`--type` must be `request`, `event` or `dry-run`, not `sync` @ sync"#),
        Case(#"invoke f --type evnt"#, #"`--type` must be `request`, `event` or `dry-run`, not `evnt` @ evnt"#),
        Case(#"invoke f --type {"a": 1}"#, #"`--type` takes text, not JSON @ {"a": 1}"#),
        Case(#"invoke {"a": 1}"#, #"`FN` takes text, not JSON @ {"a": 1}"#),
        Case(#"invoke f --timeout soon"#, #"`soon` isn't a valid duration for `--timeout` @ soon"#),
        Case(#"invoke f --retry 11"#, #"`--retry` must be between 0 and 10, not `11` @ 11"#),
        Case(#"invoke f --retry many"#, #"`--retry` must be a whole number, not `many` @ many"#),
        Case(
            #"invoke f --retry 99999999999999999999"#,
            #"`--retry` must be between 0 and 10, not `99999999999999999999` @ 99999999999999999999"#),
        Case(#"invoke f --query 'a['"#, #"expected an index, a slice, `*` or `?` after `[` @ "#),
        Case(#"invoke f --query a=="#, #"the expression ends where a value is expected @ "#),
        Case(#"invoke f --output yml"#, #"`--output` must be `table`, `json` or `none`, not `yml` @ yml"#),
        Case(#"list version f"#, #"`list` has no `version` @ version"#),
        Case(#"list <<x>>"#, #"the word after `list` can't be interpolated @ <<x>>"#),
        Case(#"list versions"#, #"`list versions` needs `FN` @ list"#),
        Case(#"list versions f g"#, #"too many arguments for `list versions` @ g"#),
        Case(#"list functions --version 1"#, #"`list functions` has no option `--version` @ --version"#),
        Case(#"connect elsewhere"#, #"`connect` has no `elsewhere` @ elsewhere"#),
        Case(#"save"#, #"`save` needs `VALUE` and `FILE` @ save"#),
        Case(#"save word f"#, #"`VALUE` needs a value; `word` has no quotes @ word"#),
        Case(#"save <<x>> {"a": 1}"#, #"`FILE` takes text, not JSON @ {"a": 1}"#),
        Case(#"unset"#, #"`unset` needs `NAME` @ unset"#),
        Case(#"unset a-b"#, #"`a-b` isn't a valid variable name @ a-b"#),
        Case(#"exit now"#, #"`N` must be a whole number, not `now` @ now"#),
        Case(#"sleep"#, #"`sleep` needs `DURATION` @ sleep"#),
        Case(#"print --x"#, #"`print` has no option `--x` @ --x"#),
        Case(#"print <<>>"#, #"the expression between `<<` and `>>` is empty @ <<>>"#),
        Case(#"print << >>"#, #"the expression between `<<` and `>>` is empty @ << >>"#),
        Case(#"print <<a b>>"#, #"unexpected `b` @ b"#),
        Case(#"print <<nope(1)>>"#, #"there's no function `nope` @ nope"#),
        Case(#"print <<length()>>"#, #"length() takes 1 argument, not 0 @ length()"#),
        Case(#"print <<length(a, b)>>"#, #"length() takes 1 argument, not 2 @ length(a, b)"#),
        Case(
            #"print "x <<a.>>" {"b": <<c[>>}"#,
            #"the expression ends where a name, `*`, `[` or `{` after `.` is expected @ \#nexpected an index, a slice, `*` or `?` after `[` @ "#
        ),
        Case(#"<<a>> b"#, #"unexpected `b` after the end of the statement @ b"#),
        Case(#"<<a>>b"#, #"a space is missing after the value @ b"#),
        Case(#"'raw' x"#, #"unexpected `x` after the end of the statement @ x"#),
        Case(#"print a)"#, #"this `)` doesn't close anything @ )"#),
        Case(#"list {}"#, #"too many arguments for `list` @ {}"#),
    ]
}
