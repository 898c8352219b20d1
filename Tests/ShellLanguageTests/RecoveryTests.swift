// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Every error is found: what is accepted and as what, what is refused, why and where.
@Suite struct RecoveryTests {
    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let refused = [
        Case(
            #"frob\#nlist --limi 3\#nprint ok\#ninvoke\#n"#,
            #"unknown command `frob` @ frob\#n`list` has no option `--limi` @ --limi\#n`invoke` needs `FN` @ invoke"#),
        Case(
            #"if <<a b>> {\#n frob\#n print a && b\#n list 2> x }\#nnope"#,
            #"unexpected `b` @ b\#nunknown command `frob` @ frob\#n`&&` isn't supported @ &&\#nonly standard output can be redirected @ 2>\#nunknown command `nope` @ nope"#
        ),
        Case(#"x = {"a": 'b', "c": [1,}\#nfrob"#, #"JSON strings need double quotes, not single quotes @ '"#),
        Case(
            #"x = {"a": "b\#n}\#nfrob"#,
            #"this string isn't closed on its line @ "b\#nunknown command `frob` @ frob"#),
        Case(
            #"for x of <<y>> {\#n frob\#n}\#nnope"#,
            #"`in` is missing before `of` @ of\#nunknown command `nope` @ nope"#),
        Case(#"print 'open\#nfrob\#n"#, #"this `'` is never closed @ '"#),
        Case(
            #"if <<a>> {\#n frob\#n print "open\#n}\#n"#,
            #"unknown command `frob` @ frob\#nthis `"` is never closed @ ""#),
        Case(
            #"def f() {\#n frob\#n}\#ntest "a" {\#n nope }\#n"#,
            #"unknown command `frob` @ frob\#nunknown command `nope` @ nope"#),
        Case(
            #"if <<a>> { x = } else { y = }"#,
            #"a value or a command is missing before `}` @ }\#na value or a command is missing before `}` @ }"#),
        Case(#"print it's\#nlist"#, #"this `'` is never closed @ '"#),
        Case(
            #"try {\#n frob\#n}\#nprint a }\#nlist )\#n"#,
            #"`try` without `catch` or `finally` @ try\#nunknown command `frob` @ frob\#nthis `}` doesn't close anything @ }\#nthis `)` doesn't close anything @ )"#
        ),
    ]
}
