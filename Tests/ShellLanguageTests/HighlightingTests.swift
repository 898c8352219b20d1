// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Testing

@Suite struct HighlightingTests {
    /// The parts as `kind:text`.
    private static func parts(_ text: String, cursor: Int? = nil, functions: Set<String>? = nil) -> [String] {
        let typed = TypedText(text, cursor: cursor ?? text.utf8.count, vocabulary: .test)
        return typed.parts(functions: functions).map { part in
            "\(part.kind):" + String(decoding: Array(text.utf8)[part.range], as: UTF8.self)
        }
    }

    @Test func `a call's parts are told apart`() {
        #expect(
            Self.parts("invoke f --timeout 30s --retry 2 --log # why")
                == [
                    "command:invoke", "option:--timeout", "option:--retry", "literal:2", "option:--log",
                    "comment:# why",
                ])
    }

    @Test func `a template has keys, strings and literals`() {
        #expect(
            Self.parts(#"save {"a": "b", "c": [1, true]} f"#)
                == ["command:save", #"key:"a""#, #"string:"b""#, #"key:"c""#, "literal:1", "literal:true"])
    }

    @Test func `an expression's inside is read, also within a string`() {
        #expect(
            Self.parts(#"print "a <<length(customer.n) > 1>> b""#, cursor: 0)
                == [
                    "command:print", #"string:"a "#, "expression(isClosed: true):<<", "function:length",
                    "variable:customer", "literal:1", "expression(isClosed: true):>>", #"string: b""#,
                ])
    }

    @Test func `a variable that doesn't exist is marked once it can't become another`() {
        #expect(Self.parts("print <<cust").contains { $0.hasPrefix("unknownName") } == false)
        #expect(Self.parts("print <<custx").contains("unknownName:custx"))
        #expect(Self.parts("custx = 1; print <<custx>>").contains("variable:custx"))
        #expect(Self.parts("for n in [1] { print <<n>> }").contains("variable:n"))
    }

    @Test func `the connection's functions are told from others`() {
        #expect(Self.parts("invoke f", functions: ["f"]) == ["command:invoke", "function:f"])
        #expect(Self.parts("invoke nope ", functions: ["f"]) == ["command:invoke", "unknownName:nope"])
        #expect(Self.parts("invoke nope ") == ["command:invoke"])
    }

    @Test func `keywords and assignments are marked`() {
        #expect(
            Self.parts("x = 5; if <<x>> { break } else { return }", cursor: 0).filter { !$0.hasPrefix("expression") }
                == [
                    "variable:x", "literal:5", "keyword:if", "variable:x", "mistake:break", "keyword:else",
                    "mistake:return",
                ])
    }

    @Test func `a program's name and a line of the system shell are marked`() {
        #expect(Self.parts("list | jq -c") == ["command:list", "program:jq"])
        #expect(Self.parts("!ls -l") == ["program:!ls -l"])
    }

    @Test func `only an error that the rest can't mend is a mistake`() {
        #expect(Self.parts("invok").isEmpty)
        #expect(Self.parts("invok f ").contains("mistake:invok"))
        #expect(Self.parts("list --nope 1").contains("mistake:--nope"))
        #expect(!Self.parts("list --nope").contains("mistake:--nope"))
        #expect(!Self.parts(#"save {"a": "#).contains { $0.hasPrefix("mistake") })
    }

    @Test func `the partner of the bracket at the cursor is marked`() {
        #expect(Self.parts(#"save {"}": [1]}"#).contains("bracket:{"))
        #expect(Self.parts("save [1] f", cursor: 5).contains("bracket:]"))
        #expect(!Self.parts("print '[1]", cursor: 10).contains { $0.hasPrefix("bracket") })
    }

    @Test func `a long statement keeps all of its parts`() {
        let elements = (0..<500).map { #"{"key": "value \#($0)", "n": \#($0)}"# }.joined(separator: ", ")
        let parts = Self.parts("save [\(elements)] f")
        #expect(parts.count { $0.hasPrefix("key:") } == 1000)
    }
}

@Suite struct HintTests {
    private static func hint(_ text: String, variables: JSONValue = .object(JSONObject())) -> String {
        let typed = TypedText(text, cursor: text.utf8.count, vocabulary: .test)
        let world = Hint.World(
            variables: variables, settings: [.init("color", "when to colour", values: ["auto", "never"])],
            forms: ["for": "for ITEM in …", "watch": "watch DURATION …"])
        let hint = Hint(for: typed, in: world)
        return hint.parts.map { $0.isDue ? "*\($0.text)*" : $0.text }.joined()
    }

    @Test(arguments: [
        ("invoke ", "invoke *FN* [--option…]: function"), ("save x ", "save VALUE *FILE*: where"),
        ("invoke f --body ", "*--body*: payload"), ("invoke f --type", "*--type*: how"),
        ("list versions ", "list versions *FN* [--option…]: function"), ("ship order=1 ", "ship order=… *[note=…]*"),
        ("print ", "print *[WORD…]*: what"), ("inv", ""), ("", ""), ("# invoke ", ""),
    ])
    func `a call's hint shows what's due`(text: String, expected: String) {
        #expect(Self.hint(text) == expected)
    }

    @Test(arguments: [
        ("for ", "for ITEM in …"), ("for x in ", "for ITEM in …"), ("watch 2s ", "watch DURATION …"),
        ("if <<true>> { for x", "for ITEM in …"), ("for x in <<[1]>> { ", ""),
        ("for x in <<[1]>> { invoke ", "invoke *FN*"),
        ("for", ""),
    ])
    func `a statement's hint shows its form, outside of its blocks`(text: String, expected: String) {
        #expect(expected.isEmpty ? Self.hint(text) == "" : Self.hint(text).hasPrefix(expected))
    }

    @Test func `a function's hint shows the argument that's due`() {
        #expect(
            Self.hint("print <<join(', ', ").hasPrefix("join(glue: string, *strings: array[string]*) → string: "))
        #expect(Self.hint("print <<length(").hasPrefix("length(*subject: "))
        #expect(Self.hint("print <<length(x)") == "")
    }

    @Test func `a value's hint shows its type and size, never its content`() {
        let variables: JSONValue = ["order": ["lines": [1, 2], "id": "o-1"]]
        #expect(Self.hint("print <<order", variables: variables) == "*order*: object of 2")
        #expect(Self.hint("print <<order.lines", variables: variables) == "*order.lines*: array of 2")
        #expect(Self.hint("print <<order.lines[0]", variables: variables) == "*order.lines[0]*: number")
        #expect(Self.hint("print <<order.id", variables: variables) == "*order.id*: string of 3 characters")
        #expect(Self.hint("print <<order.none", variables: variables) == "")
    }
}
