// SPDX-License-Identifier: GPL-3.0-or-later

import LineEditing
import Terminal
import Testing

private let wide: TerminalScreen.Width = { scalar in
    switch scalar.value {
    case 0x300..<0x370: 0
    case 0x4E00..<0xA000, 0x1F300...0x1FAFF: 2
    default: 1
    }
}

/// A terminal with a prompt, and what Readline would draw of a line.
private struct Drawing {
    static let prompt = "> "

    var model: TerminalScreen
    /// Gets the same bytes, and knows nothing of the painter.
    var terminal: TerminalScreen
    let palette = Palette.colored(on: .dark)

    init(columns: Int) {
        model = TerminalScreen(columns: columns, width: wide)
        terminal = model
    }

    mutating func send(_ bytes: [UInt8]) {
        model.apply(bytes)
        terminal.apply(bytes)
    }

    /// Draws the whole line, with the cursor at its end.
    mutating func draw(_ line: String) { send(Array((Self.prompt + line).utf8)) }

    mutating func paint(_ decoration: Decoration, on line: String, height: Int = 24) -> [UInt8] {
        let bytes = Array(line.utf8)
        let layout = LineLayout(
            prompt: Self.prompt, line: bytes, point: bytes.count, columns: model.columns, width: wide)
        let sent = LinePainter.paint(decoration, on: layout, &model, height: height, palette: palette)
        terminal.apply(sent)
        return sent
    }

    mutating func withdraw() { terminal.apply(LinePainter.withdraw(from: &model, palette: palette)) }

    var rows: [String] { Self.rows(of: terminal) }

    static func rows(of screen: TerminalScreen) -> [String] {
        screen.rows.map { row in
            var text = ""
            for cell in row where cell.scalar != TerminalScreen.Cell.continuation {
                text.unicodeScalars.append(Unicode.Scalar(cell.scalar) ?? "?")
            }
            while text.hasSuffix(" ") { text.removeLast() }
            return text
        }
    }
}

@Suite struct LinePainterTests {
    @Test func `a style is drawn over the text, and the cursor stays`() {
        var drawing = Drawing(columns: 40)
        drawing.draw("print 'a'")
        let sent = drawing.paint(Decoration(spans: [.init(0..<5, .command)]), on: "print 'a'")
        #expect(String(decoding: sent, as: UTF8.self) == "\u{1B}[9D\u{1B}[1mprint\u{1B}[4C\u{1B}[0m")
        #expect(drawing.terminal.cursor == .init(row: 0, column: 11))
        #expect(drawing.rows == ["> print 'a'"])
    }

    @Test func `what is there already isn't sent again`() {
        var drawing = Drawing(columns: 40)
        drawing.draw("print")
        let decoration = Decoration(
            spans: [.init(0..<5, .command)], suggestion: " hello", hint: [.init("print WORD", .suggestion)])
        #expect(!drawing.paint(decoration, on: "print").isEmpty)
        #expect(drawing.paint(decoration, on: "print").isEmpty)
    }

    @Test func `typing what was suggested sends nothing more`() {
        var drawing = Drawing(columns: 40)
        drawing.draw("p")
        _ = drawing.paint(Decoration(suggestion: "rint"), on: "p")
        drawing.send(Array("r".utf8))
        #expect(drawing.paint(Decoration(suggestion: "int"), on: "pr").isEmpty)
        #expect(drawing.rows == ["> print"])
    }

    @Test func `a suggestion and a hint are cut to the row, and removed without a trace`() {
        var drawing = Drawing(columns: 12)
        drawing.draw("inv")
        _ = drawing.paint(
            Decoration(suggestion: "oke create-order", hint: [.init("invoke FN [--option…]", .suggestion)]), on: "inv")
        #expect(drawing.rows == ["> invoke cr…", "invoke FN …"] || drawing.rows == ["> invoke c…", "invoke FN …"])
        drawing.withdraw()
        #expect(drawing.rows.filter { !$0.isEmpty } == ["> inv"])
        #expect(drawing.terminal.cursor == .init(row: 0, column: 5))
    }

    @Test func `only the first line of a suggestion is shown`() {
        var drawing = Drawing(columns: 40)
        drawing.draw("if")
        _ = drawing.paint(Decoration(suggestion: " <<x>> {\n  print 1\n}"), on: "if")
        #expect(drawing.rows == ["> if <<x>> {…"])
    }

    @Test func `control characters of a suggestion are spelled out`() {
        var drawing = Drawing(columns: 40)
        drawing.draw("a")
        _ = drawing.paint(Decoration(suggestion: "\u{1B}[2J"), on: "a")
        #expect(drawing.rows == ["> a\\u{1b}[2J"])
    }

    @Test func `nothing is drawn on a line that the screen doesn't show, or that's taller than it`() {
        var drawing = Drawing(columns: 10)
        drawing.draw("print abc")
        let decoration = Decoration(spans: [.init(0..<5, .command)])
        #expect(drawing.paint(decoration, on: "print abd").isEmpty)
        #expect(drawing.paint(decoration, on: "print abc", height: 1).isEmpty)
        #expect(!drawing.paint(decoration, on: "print abc", height: 2).isEmpty)
    }

    @Test func `the line below what's due goes through its blanks`() {
        var drawing = Drawing(columns: 40)
        drawing.draw("inv")
        let sent = drawing.paint(Decoration(hint: [.init("f(", .suggestion), .init("a: b", .due)]), on: "inv")
        #expect(String(decoding: sent, as: UTF8.self).contains("2;4ma: b"))
    }

    @Test func `a hint gives way where the screen has no row for it`() {
        var drawing = Drawing(columns: 10)
        drawing.draw("print abc")
        _ = drawing.paint(Decoration(hint: [.init("hint", .suggestion)]), on: "print abc", height: 2)
        #expect(drawing.rows == ["> print ab", "c"])
    }

    @Test func `what Readline marks itself is left alone`() {
        var drawing = Drawing(columns: 40)
        drawing.send(Array("> \u{1B}[7mprint\u{1B}[27m a".utf8))
        let sent = drawing.paint(Decoration(spans: [.init(0..<5, .command), .init(6..<7, .string)]), on: "print a")
        #expect(!sent.contains(UInt8(ascii: "p")))
        #expect(sent.contains(UInt8(ascii: "a")))
    }

    /// The painter's idea of the screen is what its bytes make of it.
    @Test(arguments: 0..<200) func `random decorations leave text and cursor as they were`(seed: UInt64) {
        var random = Numbers(state: seed)
        let pieces = ["a", "bc ", "日", "e\u{301}", "{\"k\": 1}", "\t", "\u{1}", "'x'", "\n", "😀", "long word "]
        var drawing = Drawing(columns: 8 + Int(random.next() % 60))
        let line = (0..<random.next() % 12).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
        // As Readline draws it: control characters spelled out, tabs as blanks; the layout says where.
        let bytes = Array(line.utf8)
        guard
            let layout = LineLayout(
                prompt: Drawing.prompt, line: bytes, point: bytes.count, columns: drawing.model.columns, width: wide)
        else {
            Issue.record("no layout")
            return
        }
        drawing.send(Array(Drawing.prompt.utf8))
        var row = 0
        for cell in layout.cells {
            while row < cell.row {
                drawing.send(Array("\n".utf8))
                row += 1
            }
            drawing.send(Array(cell.isLiteral ? bytes[cell.bytes] : [UInt8(truncatingIfNeeded: cell.scalar)]))
        }
        while row < layout.end.row {
            drawing.send(Array("\n".utf8))
            row += 1
        }
        let before = drawing.terminal
        for _ in 0..<4 {
            var spans: [Decoration.Span] = []
            var start = 0
            while start < bytes.count {
                let end = min(start + 1 + Int(random.next() % 7), bytes.count)
                if random.next() % 3 > 0 {
                    spans.append(.init(start..<end, Style.allCases[Int(random.next() % UInt64(Style.allCases.count))]))
                }
                start = end
            }
            let suggestion = random.next() % 2 == 0 ? "" : "rest 日本 of it"
            let hint: [Decoration.HintPart] = random.next() % 2 == 0 ? [] : [.init("é hint", .suggestion)]
            _ = drawing.paint(Decoration(spans: spans, suggestion: suggestion, hint: hint), on: line)
            #expect(Drawing.rows(of: drawing.model) == Drawing.rows(of: drawing.terminal))
            #expect(drawing.terminal.cursor == before.cursor)
        }
        drawing.withdraw()
        #expect(
            drawing.rows.reversed().drop(while: \.isEmpty) == Drawing.rows(of: before).reversed().drop(while: \.isEmpty)
        )
    }
}

@Suite struct TerminalScreenTests {
    @Test(arguments: [
        ("abc\u{8}\u{8}X", "aXc"), ("abc\r\u{1B}[1@X", "Xabc"), ("abc\r\u{1B}[2P", "c"),
        ("abc\u{1B}[2D\u{1B}[K", "a"), ("abc\r\u{1B}[4hX\u{1B}[4l", "Xabc"), ("a\u{1B}]0;title\u{7}b", "ab"),
        ("日本\r\u{1B}[2CX", "日X"),
    ])
    func `sequences do what terminals do`(sent: String, row: String) {
        var screen = TerminalScreen(columns: 20, width: wide)
        screen.apply(sent.utf8)
        #expect(Drawing.rows(of: screen) == [row])
        #expect(!screen.isLost)
    }

    @Test func `a full row wraps when the next character comes`() {
        var screen = TerminalScreen(columns: 3, width: wide)
        screen.apply("abc".utf8)
        #expect(screen.cursor == .init(row: 0, column: 3))
        screen.apply("d".utf8)
        #expect(screen.cursor == .init(row: 1, column: 1))
    }

    @Test func `an unknown sequence is noticed`() {
        var screen = TerminalScreen(columns: 20, width: wide)
        screen.apply("\u{1B}[3;4r".utf8)
        #expect(screen.isLost)
    }

    @Test(arguments: [
        ("abc", false), ("\r\u{1B}[C\u{1B}[1P\u{8}", false), ("a\n", true), ("\u{1B}[?2004l", true),
        ("\u{1B}[H\u{1B}[2J", true), ("\u{1B}]133;A\u{7}", true),
    ])
    func `output that may leave the line is recognised`(sent: String, leaves: Bool) {
        #expect(TerminalScreen.leavesLine(Array(sent.utf8)) == leaves)
    }
}

@Suite struct HistorySuggestionTests {
    private static let here = HistoryPlace(connection: "local", folder: "/a")

    @Test func `the newest entry that begins as the line does is suggested`() throws {
        let history = History(path: nil)
        for entry in ["invoke a", "invoke b", "list"] { try history.add(entry) }
        #expect(history.rest(of: "inv", at: nil) == "oke b")
        #expect(history.rest(of: "list", at: nil) == nil)
        #expect(history.rest(of: " ", at: nil) == nil)
    }

    @Test func `an entry that failed isn't suggested until it succeeds`() throws {
        let history = History(path: nil)
        for entry in ["list", "list-functions"] { try history.add(entry, at: Self.here) }
        try history.note("list-functions", hasFailed: true)
        #expect(history.rest(of: "li", at: nil) == "st")
        try history.note("list-functions", hasFailed: false)
        #expect(history.rest(of: "li", at: nil) == "st-functions")
    }

    @Test func `an entry of the same place comes first, then one of the same connection`() throws {
        let history = History(path: nil)
        try history.add("invoke here", at: Self.here)
        try history.add("invoke near", at: HistoryPlace(connection: "local", folder: "/b"))
        try history.add("invoke far", at: HistoryPlace(connection: "prod", folder: "/a"))
        #expect(history.rest(of: "invoke ", at: Self.here) == "here")
        #expect(history.rest(of: "invoke ", at: HistoryPlace(connection: "local", folder: "/c")) == "near")
        #expect(history.rest(of: "invoke ", at: HistoryPlace(connection: "other", folder: "/c")) == "far")
    }
}

private struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
