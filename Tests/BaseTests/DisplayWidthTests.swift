// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

/// All code points and many sequences are compared with PyPI's `wcwidth` in Tests/EndToEnd/test_width.py.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("größe", 5), ("e\u{301}", 1), ("東京", 4), ("한글", 4), ("ｆｕｌｌ", 8), ("–", 1), ("☃", 1),
        ("\u{1B}[1;31mred\u{1B}[0m", 3), ("a\u{200B}b", 2), ("a\u{7F}b\u{85}", 2), ("\u{AD}", 1),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("𗀀", 2), ("𓀀", 1), ("\u{20000}", 2),
    ])
    func `a text is as wide as a terminal shows it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("👍🏽", 2), ("👩‍👩‍👧", 2), ("👩‍❤️‍👨", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("🏳️‍🌈", 2), ("🏽", 2), ("a🏽", 3), ("🧑🏽‍💻🧑🏽‍💻", 4),
        ("a\u{200D}b", 2), ("\u{FE0F}", 0),
    ])
    func `an emoji with its skin tone, its variation and joined characters has two columns`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [("🇩🇪", 2), ("🇩", 2), ("🇩🇪🇫🇷", 4), ("🇩🇪🇫", 4), ("🇩a🇪", 5)])
    func `two flag letters are one flag`(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }

    @Test(arguments: [("कि", 2), ("क्ष", 2), ("क्षि", 2), ("க்ஷ", 2), ("กำ", 2), ("ก็", 1)])
    func `marks and joined consonants widen a letter to two columns at most`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("東京都", 5, "東京…"),
        ("東京都", 4, "東…"), ("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"),
    ])
    func `a truncated text ends with …, fits, and splits no character`(text: String, width: Int, expected: String) {
        #expect(DisplayWidth.cut(text, to: width) == expected)
    }

    @Test func `a padded text has at least the given number of columns`() {
        #expect(DisplayWidth.padded("東", to: 4) == "東  ")
        #expect(DisplayWidth.padded("東京", to: 3) == "東京")
    }
}
