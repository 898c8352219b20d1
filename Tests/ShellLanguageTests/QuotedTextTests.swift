// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Quoted text and text blocks: what is accepted and as what, what is refused, why and where.
@Suite struct QuotedTextTests {
    @Test(arguments: accepted) func `what is right has this tree`(_ sample: Case) {
        #expect(outline(sample.text) == sample.expected)
        #expect(faults(sample.text) == "")
    }

    @Test(arguments: refused) func `what is wrong is named where it stands`(_ sample: Case) {
        #expect(faults(sample.text) == sample.expected)
    }

    static let accepted = [
        Case(#"x = ''"#, #"x = """#),
        Case(#"x = """#, #"x = """#),
        Case(#"x = 'a "b" \n <<c>>'"#, #"x = "a \"b\" \\n <<c>>""#),
        Case(#"x = "a\tb\\ \"c\" \/ \u20ac \ud83d\ude00""#, #"x = "a\tb\\ \"c\" / € 😀""#),
        Case(#"x = """a""""#, #"x = "a""#),
        Case(#"x = """\#n  a\#n    b\#n  """"#, #"x = "a\n  b\n""#),
        Case(#"x = """\#n  a\#n\#n  b""""#, #"x = "a\n\nb""#),
        Case(#"x = """\#n    a\#n  """"#, #"x = "  a\n""#),
        Case(#"x = """a\#n    b\#n     c""""#, #"x = "a\nb\n c""#),
        Case(#"x = """\#n\#ta\#n\#t b\#n\#t""""#, #"x = "a\n b\n""#),
        Case(#"x = """\#n  <<a>>\#n    <<b>>\#n  """"#, #"x = t"⟨a⟩\#n  ⟨b⟩\#n""#),
        Case(#"x = """\#n  \n \<<a>> \\<<b>> \""" "c"\#n  """"#, #"x = t"\n <<a>> \⟨b⟩ """ "c"\#n""#),
        Case(#"x = """\#r\#n  a\#r\#n  """"#, #"x = "a\r\n""#),
        Case(#"x = "a <<b>> c <<d>>""#, #"x = t"a ⟨b⟩ c ⟨d⟩""#),
    ]

    static let refused = [
        Case(#"x = "\q""#, #"`\q` isn't a valid escape @ \q"#),
        Case(#"x = "\u12""#, #"`\u` isn't a valid escape @ \u"#),
        Case(#"x = "\ud800x""#, #"this is only half of a surrogate pair @ \ud800"#),
        Case(#"x = """"#, #"this `"""` is never closed @ """"#),
        Case(#"x = 'a"#, #"this `'` is never closed @ '"#),
        Case(#"x = "a"#, #"this `"` is never closed @ ""#),
        Case(#"x = "a\"#, #"this `"` is never closed @ ""#),
        Case(#"x = 'a'b"#, #"a space is missing after the value @ b"#),
    ]
}
