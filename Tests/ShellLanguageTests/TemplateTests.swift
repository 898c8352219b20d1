// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// JSON templates are strict JSON with interpolations: what is accepted and as what, what is refused, why and where.
@Suite struct TemplateTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(
            #"x = {"sku": "A-1", "qty": 2, "tags": ["a", null, true, false], "p": -1.50e+3}"#,
            #"x = {"sku":"A-1","qty":2,"tags":["a",null,true,false],"p":-1.50e+3}"#),
        Case(#"x = {}"#, #"x = {}"#),
        Case(#"x = [ ]"#, #"x = []"#),
        Case(
            #"x = {"n": <<n>>, "s": "<<n>>", "t": "id-<<n>>", "<<k>>": [<<a>>]}"#,
            #"x = {n:⟨n⟩,s:t"⟨n⟩",t:t"id-⟨n⟩",⟨k⟩:[⟨a⟩]}"#),
        Case(#"x = {"a": {"b": [1]}, "c": <<d>>}"#, #"x = {a:{"b":[1]},c:⟨d⟩}"#),
        Case(#"x = {"a": 1, "b": 2, "a": 3}"#, #"x = {"a":3,"b":2}"#),
        Case(#"x = {"a": "\u00e9\n\"\/ \<<b>>"}"#, #"x = {"a":"é\n\"/ <<b>>"}"#),
        Case(#"x = {"big": 12345678901234567890, "d": 1.10}"#, #"x = {"big":12345678901234567890,"d":1.10}"#),
    ]

    static let refused = [
        Case(#"x = {"a": 1,}"#, #"JSON doesn't allow a comma after the last element @ ,"#),
        Case(#"x = [1, 2, ]"#, #"JSON doesn't allow a comma after the last element @ ,"#),
        Case(#"x = {a: 1}"#, #"JSON keys need double quotes @ a"#),
        Case(#"x = {'a': 1}"#, #"JSON strings need double quotes, not single quotes @ '"#),
        Case(#"x = {"a": 'b'}"#, #"JSON strings need double quotes, not single quotes @ '"#),
        Case(#"x = {"a": b}"#, #"`b` isn't a JSON value @ b"#),
        Case(#"x = {"a": <b>}"#, #"`<` isn't a JSON value @ <"#),
        Case(#"x = {"a": True}"#, #"`True` isn't a JSON value @ True"#),
        Case(#"x = {"a": 01}"#, #"`01` isn't a JSON value @ 01"#),
        Case(#"x = {"a": .5}"#, #"`.5` isn't a JSON value @ .5"#),
        Case(#"x = {"a": +1}"#, #"`+1` isn't a JSON value @ +1"#),
        Case(#"x = {"a" 1}"#, #"a `:` is missing after the key @ 1"#),
        Case(#"x = {"a": 1 "b": 2}"#, #"a comma or `}` is missing @ ""#),
        Case(#"x = [1 2]"#, #"a comma or `]` is missing @ 2"#),
        Case(#"x = {,}"#, #"a key is missing before `,` @ ,"#),
        Case(#"x = [,]"#, #"a value is missing before `,` @ ,"#),
        Case(#"x = {"a": }"#, #"a value is missing before `}` @ }"#),
        Case(#"x = {"a": 1 # one\#n}"#, #"JSON doesn't allow comments @ #"#),
        Case(#"x = {"a": 1 /* one */}"#, #"JSON doesn't allow comments @ /*"#),
        Case(#"x = {"a": "b\#nc"}"#, #"this string isn't closed on its line @ "b"#),
        Case(
            #"x = {"a": "b\#tc"}"#,
            #"control characters must be escaped in JSON strings (found a tab, U+0009) @ \#t"#
        ),
        Case(#"x = {"a": """b"""}"#, #"JSON doesn't allow `"""` @ """"#),
        Case(#"x = {"a": "\x"}"#, #"`\x` isn't a valid escape @ \x"#),
        Case(#"x = {"a": 1"#, #"this `{` is never closed @ {"#),
        Case(#"x = [[1, 2]"#, #"this `[` is never closed @ ["#),
        Case(#"x = {"a": [1}"#, #"a comma or `]` is missing @ }"#),
        Case(#"x = {"a": <<b}"#, #"this `<<` is never closed @ <<"#),
        Case(#"x = {"a": "b"#, #"this string isn't closed on its line @ "b"#),
        Case(#"x = {"a": 1} {"b": 2}"#, #"unexpected `{"b":` after the end of the statement @ {"b":"#),
    ]
}
