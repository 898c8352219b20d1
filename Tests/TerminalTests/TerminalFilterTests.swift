// SPDX-License-Identifier: GPL-3.0-or-later

import Terminal
import Testing

struct TerminalFilterTests {
    @Test(arguments: [
        ("plain ü☃ text\n\tmore", "plain ü☃ text\n\tmore"), ("\u{1B}[31mred\u{1B}[0m", "\u{1B}[31mred\u{1B}[0m"),
        ("\u{1B}[38;5;1mx\u{1B}[m", "\u{1B}[38;5;1mx\u{1B}[m"), ("a\u{1B}[2Jb", "ab"), ("a\u{1B}[1;1Hb", "ab"),
        ("\u{1B}]0;title\u{7}a", "a"), ("\u{1B}]52;c;aGk=\u{1B}\\a", "a"), ("\u{1B}P1$r0m\u{1B}\\a", "a"),
        ("\u{1B}]8;;http://x\u{7}link\u{1B}]8;;\u{7}", "link"), ("\u{1B}]0;never ended\nnext", "\nnext"),
        ("a\u{1B}cb", "ab"), ("a\u{1B}(0b", "ab"), ("a\u{9B}2Jb", "ab"), ("a\u{9B}31mb", "a\u{1B}[31mb\u{1B}[0m"),
        ("a\u{9D}0;t\u{9C}b", "ab"), ("a\u{85}b", "a\\u{85}b"), ("é\u{A0}\u{C2}", "é\u{A0}\u{C2}"),
        ("a\u{8}b\u{7}", "a\\u{8}b\\u{7}"), ("a\rb\r\nc", "a\\rb\nc"), ("\u{1B}[?25lx", "x"), ("\u{1B}[>1mx", "x"),
        ("\u{7F}", "\\u{7f}"), ("\u{1B}\u{1B}[31mx", "\u{1B}[31mx\u{1B}[0m"),
        ("\u{1B}[8mhidden\n", "\u{1B}[8mhidden\n\u{1B}[0m"),
        ("\u{1B}[1mb\u{1B}[0;00mx", "\u{1B}[1mb\u{1B}[0;00mx\u{1B}[0m"),
    ])
    func `colours pass, and nothing else that steers`(text: String, shown: String) {
        #expect(TerminalFilter.filtered(text) == shown)
    }

    @Test func `sequences may be cut anywhere`() {
        let text = "a\u{1B}[31mb\u{1B}]0;t\u{1B}\\c\u{9B}2Jd\u{85}é\r\ne\u{1B}[2Jf"
        let bytes = Array(text.utf8)
        var whole = TerminalFilter()
        let expected = whole.filter(bytes)
        for cut in bytes.indices {
            for next in cut..<bytes.count {
                var filter = TerminalFilter()
                let pieces = [bytes[..<cut], bytes[cut..<next], bytes[next...]]
                #expect(pieces.flatMap { filter.filter(Array($0)) } == expected)
            }
        }
    }
}
