// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

import Terminal

struct LiveFrameTests {
    private func draw(_ frame: inout LiveFrame, _ text: String, width: Int = 20, height: Int = 10) -> String {
        frame.drawing(title: "t", text, width: width, height: height, palette: .plain)
            .replacing("\u{1B}", with: "^")
    }

    @Test("The first drawing is its lines, and the next one replaces them with the change in reverse video")
    func marks() {
        var frame = LiveFrame()
        #expect(draw(&frame, "n: 1\nsame\n") == "t^[K\nn: 1^[K\nsame^[K\n^[J")
        #expect(draw(&frame, "n: 2\nsame\nnew\n") == "\r^[3At^[K\nn: ^[7m2^[0m^[K\nsame^[K\nnew^[K\n^[J")
        #expect(draw(&frame, "n: 2\n") == "\r^[4At^[K\nn: 2^[K\n^[J")
    }

    @Test("What doesn't fit on the screen is cut, and further lines are counted")
    func cuts() {
        var frame = LiveFrame()
        let text = (1...9).map { "line \($0) with more text" }.joined(separator: "\n")
        #expect(
            draw(&frame, text, width: 8, height: 5)
                == "t^[K\nline 1 …^[K\nline 2 …^[K\n… 7 mor…^[K\n^[J")
    }

    @Test("A line in colours keeps them until it changes")
    func keepsColours() {
        var frame = LiveFrame()
        #expect(draw(&frame, "\u{1B}[32mgreen\u{1B}[0m").contains("^[32mgreen^[0m"))
        #expect(draw(&frame, "\u{1B}[32mgreen\u{1B}[0m").contains("^[32mgreen^[0m"))
        #expect(draw(&frame, "\u{1B}[32mgreed\u{1B}[0m").contains("gree^[7md^[0m"))
    }

    @Test("Changes of wide and combined characters are marked as whole characters")
    func marksCharacters() {
        var frame = LiveFrame()
        _ = draw(&frame, "日本e\u{301}")
        #expect(draw(&frame, "日木e\u{301}").contains("日^[7m木^[0me\u{301}"))
    }
}
