// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

@Suite struct SourceTests {
    @Test(arguments: [
        ("abc\ndef", 0, 1, 1), ("abc\ndef", 3, 1, 4), ("abc\ndef", 4, 2, 1), ("abc\ndef", 7, 2, 4),
        ("abc\ndef", 99, 2, 4),
        ("é日x", 5, 1, 3), ("a\r\nb", 3, 2, 1), ("\u{FEFF}ab", 4, 1, 2), ("", 0, 1, 1),
    ]) func `lines and columns are counted from 1 in Unicode scalars`(
        _ text: String, _ offset: Int, _ line: Int, _ column: Int
    ) {
        let position = Source(text: text).position(of: offset)
        #expect(position.line == line)
        #expect(position.column == column)
    }

    @Test func `a range beyond the text is cut`() {
        #expect(Source(text: "abc").text(in: 1..<9) == "bc")
        #expect(Source(text: "abc").text(in: 7..<9) == "")
    }
}
