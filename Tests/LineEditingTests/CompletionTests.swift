// SPDX-License-Identifier: GPL-3.0-or-later

import LineEditing
import Testing

@Suite struct CompletionTests {
    @Test func `the only choice is inserted with its suffix`() {
        let completions = Completions(start: 7, candidates: [Completion("--body", suffix: "=")])
        #expect(completions.replacements(in: "invoke --b rest") == ["invoke --body="])
    }

    @Test func `several choices share a prefix`() {
        let completions = Completions(start: 0, candidates: [Completion("connect"), Completion("connections")])
        #expect(completions.replacements(in: "con") == ["connect", "connect", "connections"])
    }

    @Test func `the common prefix ends between whole characters`() {
        let completions = Completions(start: 2, candidates: [Completion("größe"), Completion("grün")])
        #expect(completions.replacements(in: "x g") == ["x gr", "x größe", "x grün"])
    }

    @Test func `what would steer the terminal isn't inserted`() {
        let completions = Completions(
            start: 0, candidates: ["ab\u{9B}2J", "ab\u{1B}c", "{\n\t}"].map { Completion($0) })
        #expect(completions.candidates.map(\.text) == ["{\n\t}"])
    }

    @Test func `without choices nothing is replaced`() {
        #expect(Completions.none.replacements(in: "abc") == [])
    }
}

@Suite struct ChoiceListTests {
    @Test func `choices without descriptions are arranged in columns, from top to bottom`() {
        let list = ChoiceList(["a", "b", "c", "d", "e"].map { Completion($0) })
        #expect(list.text(rows: 24, columns: 7) == "a  d\nb  e\nc\n")
    }

    @Test func `a description is shown next to its choice and fits the screen`() {
        let list = ChoiceList([
            Completion("list", description: "all functions"), Completion("invoke", description: "call a function"),
        ])
        #expect(list.text(rows: 24, columns: 80) == "list    all functions\ninvoke  call a function\n")
        #expect(list.text(rows: 24, columns: 16) == "list    all fu…\ninvoke  call a…\n")
    }

    @Test func `choices beyond the screen's rows are counted`() {
        let list = ChoiceList((1...100).map { Completion("f\($0)", description: "d") })
        let lines = list.text(rows: 12, columns: 80).split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines.last == "… 91 more lines; keep typing to narrow the list")
    }

    @Test func `names and descriptions are spelled out`() {
        let list = ChoiceList([Completion("a", display: "a\u{1B}[2J", description: "\u{9B}2J\nb")])
        #expect(list.text(rows: 24, columns: 80) == "a\\u{1b}[2J  \\u{9b}2J\\nb\n")
    }

    @Test func `a name is shown in place of a path`() {
        let list = ChoiceList([Completion("@data/a.json", display: "a.json"), Completion("@data/b/", display: "b/")])
        #expect(list.text(rows: 24, columns: 80) == "a.json  b/\n")
    }
}
