// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Testing

/// The basis of decision 28: how Swift stores strings of each length.
@Suite struct StringIdentityTests {
    /// The same text in each way that a string can be stored: inline, in memory, in memory with spare capacity, as part
    /// of a longer one.
    private func stored(_ text: String) -> [String] {
        var roomy = ""
        roomy.reserveCapacity(100)
        roomy += text
        let long = "0123456789abcdefghijk" + text + "0123456789abcdefghijk"
        let part = String(long.dropFirst(21).dropLast(21))
        return [text, String(decoding: Array(text.utf8), as: UTF8.self), roomy, part]
    }

    @Test(arguments: 0...40) func `a text is identical to itself however it's stored`(length: Int) {
        for a in stored(String(repeating: "k", count: length)) {
            for b in stored(String(repeating: "k", count: length)) { #expect(isIdentical(a, b)) }
        }
    }

    @Test(arguments: 1...40) func `two texts that differ in one byte or in length aren't identical`(length: Int) {
        let text = String(repeating: "k", count: length)
        let changed = (0..<length).map { "\(text.prefix($0))l\(text.dropFirst($0 + 1))" }
        for a in stored(text) {
            for other in changed + [text + "k", String(text.dropLast())] {
                for b in stored(other) { #expect(!isIdentical(a, b)) }
            }
        }
    }

    @Test func `the composed and the decomposed letter are different texts`() {
        for a in stored("é") {
            for b in stored("e\u{301}") { #expect(!isIdentical(a, b)) }
        }
    }
}
