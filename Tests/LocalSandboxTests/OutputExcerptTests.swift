// SPDX-License-Identifier: GPL-3.0-or-later

import LocalSandbox
import Testing

@Suite struct `The excerpt of a process's output` {
    private func lines(_ pieces: String...) -> [String] {
        var excerpt = OutputExcerpt()
        for piece in pieces { excerpt.append(Array(piece.utf8)) }
        return excerpt.lines
    }

    @Test func `has all lines of a short output, without empty ones`() {
        #expect(lines() == [])
        #expect(lines("\n \n") == [])
        #expect(lines("one", " and\n\ntwo\r\nthree") == ["one and", "two", "three"])
    }

    @Test func `has the first and the last lines of a long output, however it arrives`() {
        let numbers = (1...100_000).map { "line \($0)\n" }
        let expected =
            (1...6).map { "line \($0)" } + ["…"] + (99_995...100_000).map { "line \($0)" }
        #expect(lines(numbers.joined()) == expected)
        var excerpt = OutputExcerpt()
        for line in numbers { excerpt.append(Array(line.utf8)) }
        #expect(excerpt.lines == expected)
        #expect(lines((1...13).map { "\($0)\n" }.joined()).count == 13)
        #expect(lines((1...12).map { "\($0)\n" }.joined()).count == 12)
    }

    @Test func `can't control a terminal, and has no endless lines`() {
        #expect(lines("a\u{1B}[31mb\tc\u{7}") == ["a\\u{1b}[31mb\tc\\u{7}"])
        let long = lines(String(repeating: "é", count: 100_000))
        #expect(long.allSatisfy { $0.count <= 301 })
        var excerpt = OutputExcerpt()
        excerpt.append([0x61, 0xFF, 0x0A])
        #expect(excerpt.lines == ["a\u{FFFD}"])
    }
}
