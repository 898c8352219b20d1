// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import Terminal
import Testing

@Suite struct TableTests {
    private let table = Table(
        columns: [.init("NAME"), .init("SIZE", alignment: .right), .init("DESCRIPTION")],
        rows: [["create-order", "128", "makes an order"], ["東京", "10240", ""], ["x"]])

    @Test func `the first cells link to their pages, and take no more room`() {
        var table = Table(columns: [.init("a"), .init("b")], rows: [["x", "y"], ["long name", "z"], ["w", ""]])
        table.links = ["https://e.test/x", nil]
        let link = "\u{1B}]8;;https://e.test/x\u{1B}\\x\u{1B}]8;;\u{1B}\\"
        #expect(table.rendered(width: 20) == "a          b\n\(link)          y\nlong name  z\nw\n")
    }

    @Test(arguments: [
        (["TERM": "xterm-kitty"], true), (["TERM": "xterm-256color", "VTE_VERSION": "7600"], true),
        (["TERM": "xterm-256color", "VTE_VERSION": "4800"], false), (["TERM": "xterm-256color"], false),
        (["TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"], false),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], true), (["TERM": "xterm", "WT_SESSION": "1"], true),
        (["TERM": "xterm-kitty", "TMUX": "/tmp/x"], false), (["TERM": "dumb", "WT_SESSION": "1"], false),
    ]) func `links are only sent to terminals that are known to have them`(
        _ environment: [String: String], _ hasLinks: Bool
    ) {
        let variables = EnvironmentVariables(environment)
        #expect(Capabilities(isTerminal: true, size: nil, environment: variables).hasLinks == hasLinks)
        #expect(!Capabilities(isTerminal: false, size: nil, environment: variables).hasLinks)
    }

    @Test func `columns are as wide as their widest cell, and no line ends in spaces`() {
        #expect(
            table.rendered(width: nil) == """
                NAME           SIZE  DESCRIPTION
                create-order    128  makes an order
                東京          10240
                x

                """)
    }

    @Test func `the widest columns are truncated first, the name of a row last`() {
        #expect(
            table.rendered(width: 28) == """
                NAME           SIZE  DESCRI…
                create-order    128  makes …
                東京          10240
                x

                """)
    }

    @Test(arguments: 1...60)
    func `every line fits`(width: Int) {
        for line in table.rendered(width: width).split(separator: "\n") {
            #expect(DisplayWidth.of(line) <= width)
        }
    }

    @Test func `columns that do not fit are named`() {
        let names = ["NAME", "RUNTIME", "TIMEOUT", "DESCRIPTION", "REVISION"]
        let table = Table(
            columns: names.map { .init($0) }, rows: [["create-order", "python3.13", "30 s", "makes an order", "7"]])
        #expect(
            table.rendered(width: 30) == """
                NAME          RUNTIME  TIMEOUT
                create-order  python…  30 s
                2 columns hidden: DESCRIPTION…

                """)
        #expect(!table.fits(43) && table.fits(44))
        #expect(table.rendered(width: nil).contains("REVISION"))
    }

    @Test func `right-to-left text leaves the other columns in their places`() {
        let table = Table(columns: [.init("A"), .init("B")], rows: [["שלום", "1"], ["abc", "مرحبا"]])
        #expect(
            table.rendered(width: nil, keepsPlaces: true)
                == "A     B\n\u{200E}שלום\u{200E}  1\nabc   \u{200E}مرحبا\u{200E}\n")
    }

    @Test func `a cell is one line and can't control the terminal`() {
        let table = Table(columns: [.init("A")], rows: [["a\nb\t\u{1B}[31m\u{202E}"]])
        #expect(table.rendered(width: nil) == "A\na\\nb\\t\\u{1b}[31m\\u{202e}\n")
    }

    @Test func `styles colour the text, not the space around it`() {
        let table = Table(columns: [.init("A", alignment: .right, style: .number)], rows: [["1"]])
        let palette = Palette.colored(on: .unknown)
        let lines = [palette(.heading, "A"), palette(.number, "1")].map { $0 + "\n" }
        #expect(table.rendered(width: 10, palette: palette) == lines.joined())
    }

    @Test func `objects get a column for each key, in order of appearance`() throws {
        let value = try JSONValue(
            parsing: #"[{"b": 1, "a": "x"}, {"a": null, "c": [1, 2], "d": {"e": true, "f": {}}}]"#)
        #expect(
            Table(of: value.array ?? []).rendered(width: nil) == """
                b  a  c      d.e   d.f
                1  x
                      [1,2]  true  {}

                """)
    }

    @Test func `keys choose columns and may be paths`() throws {
        let value = try JSONValue(parsing: #"[{"n": "f", "v": {"id": 7}}, {"n": "g"}]"#)
        #expect(
            Table(of: value.array ?? [], keys: ["v.id", "n"]).rendered(width: nil) == "v.id  n\n   7  f\n      g\n")
        #expect(Table(of: [], keys: ["a", "b"]).rendered(width: nil) == "a  b\n")
    }

    @Test func `anything else is one column`() {
        #expect(Table(of: [1, "two", nil]).rendered(width: nil) == "value\n1\ntwo\n\n")
    }
}
