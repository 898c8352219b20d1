// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Testing

import Terminal

struct ValueTreeTests {
    private static let value: JSONValue = [
        "a": ["b": [1, 2, ["deep": "needle"]], "c": "Needle too"], "d": .null, "needle": [],
    ]

    @Test("Opening a node shows its children, and closing it hides all below it")
    func opens() {
        var tree = ValueTree(Self.value)
        #expect(tree.rows.map(\.depth) == [0, 1, 1, 1])
        tree.open(1)
        tree.open(2)
        #expect(tree.rows.map(\.depth) == [0, 1, 2, 3, 3, 3, 2, 1, 1])
        #expect(tree.steps(to: 5) == [.member("a"), .member("b"), .element(2)])
        tree.close(1)
        #expect(tree.rows.count == 4)
        // Scalars and empty structures can't be opened.
        tree.open(2)
        tree.open(3)
        #expect(tree.rows.count == 4)
    }

    @Test("A search goes through closed nodes in order, keys before values, and starts again")
    func finds() {
        var tree = ValueTree(Self.value)
        var found: [[ValueTree.Step]] = []
        var row = 0
        for _ in 0..<4 {
            row = tree.find("NEEDLE", after: row) ?? -1
            found.append(tree.steps(to: row))
        }
        #expect(
            found == [
                [.member("a"), .member("b"), .element(2), .member("deep")], [.member("a"), .member("c")],
                [.member("needle")], [.member("a"), .member("b"), .element(2), .member("deep")],
            ])
        #expect(tree.find("nowhere", after: row) == nil)
    }

    @Test("Only a thousand children are created at a time")
    func pages() {
        var tree = ValueTree(.array((0..<2500).map { .number(JSONNumber($0)) }))
        #expect(tree.rows.count == 1002)
        #expect(tree.rows[1001].isRest)
        tree.open(1001)
        #expect(tree.rows.count == 2002)
        #expect(tree.steps(to: 1001) == [.element(1000)])
        let row = tree.find("2499", after: 0)
        #expect(row == 2500)
        #expect(tree.rows.count == 2501)
    }

    @Test(
        "Keys are read from what terminals send",
        arguments: [
            ("\u{1B}[A", [BrowserKey.up]), ("\u{1B}OB", [.down]), ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
            ("\u{1B}", [.escape]), ("/é\r", [.character("/"), .character("é"), .enter]),
            ("\u{1B}[1;5C", [.right]), ("\u{1B}[99~q", [.character("q")]), ("\u{7F}", [.backspace]),
        ])
    func readsKeys(text: String, keys: [BrowserKey]) { #expect(BrowserKey.keys(in: Array(text.utf8)) == keys) }
}
