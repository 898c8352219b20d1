// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import Terminal
import Testing

@Suite struct CardTests {
    private func card(_ json: String) throws -> Card {
        Card(try #require(try JSONValue(parsing: Array(json.utf8)).object))
    }

    @Test func `members are listed one per line, nested ones under headings`() throws {
        let card = try card(
            #"{"a": 1, "long": "x", "inner": {"list": ["p", "q"], "deep": {"n": null}}, "rows": [{"k": 1}, {"k": 22}]}"#
        )
        #expect(
            card.rendered(width: nil) == """
                a     1
                long  x

                inner
                  list  p, q
                  deep
                    n  -

                rows
                   k
                   1
                  22

                """)
    }

    @Test(arguments: [20, 40]) func `every line fits`(width: Int) throws {
        let card = try card(#"{"name": "\#(String(repeating: "long ", count: 20))", "b": {"c": "東京東京東京東京東京東京"}}"#)
        for line in card.rendered(width: width).split(separator: "\n") { #expect(DisplayWidth.of(line) <= width) }
    }

    @Test func `a value can't control the terminal`() throws {
        #expect(try card(#"{"a": "x\u001b[2J"}"#).rendered(width: nil) == "a  x\\u{1b}[2J\n")
    }

    @Test(arguments: [
        ("xterm-256color", true), ("tmux-256color", true), ("dumb", false), ("linux", false), ("screen", false),
    ])
    func `marks are for terminals that interpret them`(term: String, isMarked: Bool) {
        let marks = ShellMarks(
            Capabilities(isTerminal: true, hasColor: true, width: 80, height: 24), environment: ["TERM": term])
        #expect(marks.marked("p").contains("\u{1B}]133;A") == isMarked)
        #expect(marks.title("t").isEmpty != isMarked)
    }

    @Test func `a title can't end its sequence`() {
        let marks = ShellMarks(
            Capabilities(isTerminal: true, hasColor: true, width: 80, height: 24), environment: ["TERM": "xterm"])
        #expect(marks.title("a\u{7}\u{1B}[2J\u{9C}b") == "\u{1B}]2;a\\u{7}\\u{1b}[2J\\u{9c}b\u{7}")
    }
}
