// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Testing

/// Diagnostics as they are shown, to the letter.
@Suite struct MessageTextTests {
    @Test func `file, line, column, message, source line, mark and hint`() {
        #expect(
            rendered("list\n  invoke f --bdy 1\n", name: "checkout.lamsh") == """
                checkout.lamsh:2:12: error: `invoke` has no option `--bdy`
                      invoke f --bdy 1
                               ^~~~~
                hint: did you mean `--body`?
                """)
    }

    @Test func `passwords in URLs are hidden in messages and hints as in source lines`() {
        let lines = rendered("x = http://u:pw@h/ oops", name: nil).split(separator: "\n")
        #expect(lines.first == "error: `http://•••@h/` isn't a value or a command")
        #expect(lines.last == "hint: text needs quotes: `\"http://•••@h/\"`")
    }

    @Test(arguments: ["-c:1", "<stdin>"]) func `the name of the text comes first`(_ name: String) {
        #expect(rendered("frob", name: name).hasPrefix("\(name):1:1: error: unknown command `frob`\n"))
    }

    @Test func `the prompt has no name`() {
        #expect(
            rendered("lst", name: nil) == "error: unknown command `lst`\n    lst\n    ^~~\nhint: did you mean `list`?")
    }

    @Test func `a tab stays a tab above and below`() {
        let lines = rendered("\tprint\ta && b").split(separator: "\n")
        #expect(lines[1] == "    \tprint\ta && b")
        #expect(lines[2] == "    \t     \t  ^~")
    }

    @Test(arguments: [
        ("print é && b", "    print é && b", "            ^~"),
        ("print e\u{301} && b", "    print e\u{301} && b", "            ^~"),
        ("print 日本 && b", "    print 日本 && b", "               ^~"),
        ("print 😀 && b", "    print 😀 && b", "             ^~"),
    ]) func `the mark stands under the right cell`(_ text: String, _ line: String, _ mark: String) {
        let lines = rendered(text).split(separator: "\n")
        #expect(lines[1] == line)
        #expect(lines[2] == mark)
    }

    @Test func `columns count characters of Unicode, not bytes`() {
        #expect(rendered("print 日本 && b").hasPrefix("t.lamsh:1:10: "))
    }

    @Test func `a byte order mark and carriage returns are not shown`() {
        #expect(
            rendered("\u{FEFF}frobnicate\r\n") == """
                t.lamsh:1:1: error: unknown command `frobnicate`
                    frobnicate
                    ^~~~~~~~~~
                hint: try `help`; to run a program, write `!frobnicate`
                """)
    }

    @Test func `control characters cannot reach the terminal`() {
        let text = rendered("frob \u{1B}[31m \u{7}")
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(text.contains(#"frob \u{1b}[31m \u{7}"#))
    }

    @Test func `line breaks in a message stay, and are indented`() {
        let place = SourcePlace(source: Source(name: "f\u{1B}]0;t", text: "fail x"), range: 0..<4)
        let text = MessageText(
            Message(
                .error, kind: "fail", "first\r\nsec\u{9B}ond\n\n  third\n", at: place,
                notes: ["a\nb", Message.Note("n: 1", .removed), Message.Note("n: 2", .added), "- as text"],
                hint: "do\nthis"), hiding: { _ in [] })
        #expect(
            text.text() == """
                f\\u{1b}]0;t:1:1: error: first
                    sec\\u{9b}ond
                    
                      third
                    fail x
                    ^~~~
                    a
                    b
                    - n: 1
                    + n: 2
                    - as text
                hint: do this
                """)
        #expect(text.text { text, role in role == .mark ? "<\(text)>" : text }.contains("<    ^~~~>"))
        #expect(text.text { text, role in role == .removed ? "" : text }.contains("\n    - as text\n"))
    }

    @Test func `the same message as JSON`() {
        let source = Source(name: "f", text: "x = 1\nfail «x» y\n")
        let message = Message(
            .error, kind: "fail", type: "t", "no\u{1B}\nway", at: SourcePlace(source: source, range: 6..<15),
            notes: [Message.Note("a: 1", .removed), "b"], hint: "do")
        #expect(
            message.json.description
                == #"{"file":"f","line":2,"column":1,"endLine":2,"endColumn":9,"severity":"error","#
                + #""message":"no\u001b\nway","hint":"do","kind":"fail","type":"t","notes":["- a: 1","b"],"edits":[]}"#)
        #expect(
            Message(.tip, kind: "usage", "m").json.description
                == #"{"file":null,"line":null,"column":null,"endLine":null,"endColumn":null,"severity":"tip","#
                + #""message":"m","hint":null,"kind":"usage","type":null,"notes":[],"edits":[]}"#)
    }

    @Test(arguments: [
        ("frob", "usage", "unknown-command"),
        ("print 'a", "syntax", "unclosed"), ("print {a: 1}", "syntax", "invalid-json"),
        ("print <<a b>>", "expression", "syntax"), ("print <<nope()>>", "expression", "unknown-function"),
        ("x = <<[][?a == \"b\"]>>", "expression", "suspicious-expression"),
        ("connect --bogus", "usage", "unknown-option"), ("break", "syntax", "outside-loop"),
    ]) func `a kind and a name tell programs what is wrong`(_ text: String, _ kind: String, _ type: String) {
        let source = Source(text: text)
        let found: [Diagnostic] =
            switch Parser.parse(source, vocabulary: .test) {
            case .script(_, let notes): notes
            case .failure(let diagnostics): diagnostics
            }
        let message = found.first.map { Message($0, in: source) }
        #expect(message?.kind == kind)
        #expect(message?.type == type)
    }

    private func drawn(_ source: Source, at range: Range<Int>) -> String {
        Message(.error, kind: "", "m", at: SourcePlace(source: source, range: range)).plainText(hiding: { _ in [] })
    }

    @Test func `a range over several lines is marked to the end of the first`() {
        let lines = rendered("x = {\"a\": 1\n}y").split(separator: "\n")
        #expect(lines[0] == "t.lamsh:2:2: error: a space is missing after the value")
        let source = Source(text: "abc def\nghi")
        #expect(drawn(source, at: 4..<10) == "error: m\n    abc def\n        ^~~")
    }

    @Test func `no character of a secret is seen, wherever the line is cut`() {
        let secret = #"KXQ\u00e9P"字\"# + "LMNZRTYVW"
        for (before, after) in (0..<130).flatMap({ count in [(count, 0), (0, count), (count, 130 - count)] }) {
            let line = String(repeating: "a", count: before) + secret + String(repeating: "b", count: after)
            let source = Source(text: "x\n\(line) c\ny")
            let hidden = 2 + before..<2 + before + secret.utf8.count
            for offset in stride(from: 0, through: line.utf8.count + 2, by: 3) {
                for length in [1, 12, 90] {
                    let place = SourcePlace(source: source, range: 2 + offset..<2 + offset + length)
                    let text = Message(.error, kind: "", "m", at: place).plainText { _ in [hidden, hidden] }
                    #expect(!text.contains { "KXQuePLMNZRTYVW字".contains($0) && $0 != "e" }, "\(text)")
                }
            }
        }
    }

    @Test func `a secret of several lines is hidden on each, and marked as a whole`() {
        let source = Source(text: "p = one\ntwo three")
        func drawn(_ range: Range<Int>) -> String {
            Message(.error, kind: "", "m", at: SourcePlace(source: source, range: range)).plainText { _ in [4..<11] }
        }
        #expect(drawn(0..<1) == "error: m\n    p = •••\n    ^")
        #expect(drawn(5..<6) == "error: m\n    p = •••\n        ^~~")
        #expect(drawn(12..<17) == "error: m\n    ••• three\n        ^~~~~")
    }

    @Test func `the end of the text can be marked`() {
        let source = Source(name: "f", text: "abc")
        #expect(drawn(source, at: 3..<3) == "f:1:4: error: m\n    abc\n       ^")
        #expect(drawn(source, at: 9..<12) == "f:1:4: error: m\n    abc\n       ^")
        let empty = Source(name: "f", text: "abc\n")
        #expect(drawn(empty, at: 4..<4) == "f:2:1: error: m")
    }

    @Test func `a long line is cut around the place`() {
        let text = "print " + String(repeating: "a", count: 500) + " && " + String(repeating: "b", count: 500)
        let lines = rendered(text).split(separator: "\n")
        #expect(lines[1].count <= 4 + SourceExcerpt.width)
        #expect(lines[1].hasPrefix("    …aaa"))
        #expect(lines[1].hasSuffix("bbb…"))
        let mark = lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
        let place = lines[1].firstIndex(of: "&").map { lines[1].distance(from: lines[1].startIndex, to: $0) }
        #expect(mark == place)
    }

    @Test func `an expression's error is mapped into the text`() {
        let text = "list\nprint \"für <<a b>>\""
        #expect(faults(text).hasSuffix(" @ b"))
        #expect(rendered(text).hasPrefix("t.lamsh:2:16: error: "))
        #expect(rendered("invoke f --query 'a b'").hasPrefix("t.lamsh:1:21: error: "))
    }

    @Test func `a warning does not stop a script`() {
        let text = "x = <<rows[?state == \"open\"]>>"
        #expect(faults(text) == "")
        #expect(rendered(text).hasPrefix("t.lamsh:1:22: warning: "))
        #expect(rendered("invoke f --query 'a == \"b\"'").hasPrefix("t.lamsh:1:24: warning: "))
    }

    @Test func `the tip about quoted JSON is given once`() {
        let text = "invoke f --body '{}'\ninvoke f --body '[]'"
        #expect(faults(text) == "")
        #expect(
            rendered(text) == """
                t.lamsh:1:17: tip: the quotes around the JSON aren't needed
                    invoke f --body '{}'
                                    ^~~~
                hint: write the JSON without quotes: `--body {"key": 1}`
                """)
    }
}
