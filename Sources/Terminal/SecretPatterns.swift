// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials

/// The secrets to find, and the ways in which a text may spell them.
struct SecretPatterns: Sendable {
    static let ellipsis = Array("…".utf8)

    private var known: Set<[UInt8]> = []
    /// By their first byte.
    private var patterns = [[[UInt8]]](repeating: [], count: 256)
    /// Whether a secret, in any spelling, or a truncated part may begin with a byte.
    private var beginnings = [Bool](repeating: false, count: 256)

    /// A single byte of a truncated secret reveals nothing, and occurs before too many ellipses.
    private static let shortestPart = 2
    /// A shorter line of a secret could be any line.
    private static let shortestLine = 8
    /// A spelling with more bytes per byte of the secret than this isn't recognised, so that no text is held back for
    /// long.
    private static let longestSpelling = 16

    var isEmpty: Bool { known.isEmpty }
    var count: Int { known.count }

    func mayBegin(with byte: UInt8) -> Bool { beginnings[Int(byte)] }

    mutating func insert(_ text: String) {
        guard !text.isEmpty else { return }
        let secret = Array(text.utf8)
        let lines = secret.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map(Self.trimmed)
        for form in [secret] + Self.base64(secret) { insert(form) }
        if lines.count > 1 { for line in lines where line.count >= Self.shortestLine { insert(line) } }
    }

    private mutating func insert(_ form: [UInt8]) {
        guard known.insert(form).inserted else { return }
        patterns[Int(form[0])].append(form)
        for byte in [form[0], Self.ellipsis[0], UInt8(ascii: "\\"), UInt8(ascii: "%")] {
            beginnings[Int(byte)] = true
        }
        if form[0] == UInt8(ascii: " ") { beginnings[Int(UInt8(ascii: "+"))] = true }
    }

    /// With and without padding, in both alphabets.
    private static func base64(_ secret: [UInt8]) -> [[UInt8]] {
        let padded = Array(Data(secret).base64EncodedString().utf8)
        let unpadded = Array(padded.prefix { $0 != UInt8(ascii: "=") })
        return [padded, unpadded].flatMap { standard in
            let urlSafe = standard.map { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: byte
                }
            }
            return [standard, urlSafe]
        }
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        return Array(line.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }

    /// The length of the longest secret, or of a truncated part of one, that's spelled at `start`; 0 if there's none,
    /// nil if it depends on the text after `text`.
    ///
    /// - Parameters:
    ///   - followsCut: there's an ellipsis before `start`.
    ///   - isEnd: nothing follows `text`.
    func match(in text: [UInt8], at start: Int, followsCut: Bool, isEnd: Bool) -> Int? {
        var longest = 0
        // Most text is plain.
        var firsts = [text[start]]
        if Spelling.isSpecial(text[start]) {
            let spellings = Spelling.all(in: text, at: start)
            if !isEnd, spellings.isIncomplete || Self.isBeginningOfEllipsis(text[start...]) { return nil }
            firsts = spellings.complete.map(\.first)
        }
        for first in firsts {
            for secret in patterns[Int(first)] where Self.mayMatch(secret, at: 0, text, start) {
                guard let length = Self.walk(secret, from: 0, in: text, at: start, isEnd) else { return nil }
                longest = max(longest, length)
            }
        }
        guard followsCut else { return longest }
        for secret in known where secret.count > Self.shortestPart {
            for part in 1...secret.count - Self.shortestPart where Self.mayMatch(secret, at: part, text, start) {
                guard let length = Self.walk(secret, from: part, in: text, at: start, isEnd) else { return nil }
                longest = max(longest, length)
            }
        }
        return longest
    }

    /// Whether the first two bytes can be those of a spelling of `secret`, starting at its byte `part`.
    private static func mayMatch(_ secret: [UInt8], at part: Int, _ text: [UInt8], _ start: Int) -> Bool {
        if text[start] != secret[part] { return Spelling.isSpecial(text[start]) }
        guard start + 1 < text.count, part + 1 < secret.count else { return true }
        return text[start + 1] == secret[part + 1] || Spelling.isSpecial(text[start + 1])
    }

    /// The length of the longest spelling of `secret`, without its first `part` bytes, at `start`; 0 if there's none,
    /// nil if it depends on the following text.
    private static func walk(
        _ secret: [UInt8], from part: Int, in text: [UInt8], at start: Int, _ isEnd: Bool
    ) -> Int? {
        let end = start + longestSpelling * (secret.count + 1)
        var longest = 0
        var (position, matched) = (start, part)
        var others: [(position: Int, matched: Int)] = []
        var seen: Set<[Int]> = []
        while true {
            var isDead = false
            if matched == secret.count {
                longest = max(longest, position - start)
                isDead = true
            } else if position == text.count {
                guard isEnd else { return nil }
                isDead = true
            } else if position >= end {
                isDead = true
            } else if matched > part, text[position] != secret[matched] || Spelling.isSpecial(text[position]) {
                // The end of a plain match, or a byte that isn't plain.
                if part == 0, matched >= shortestPart {
                    if !isEnd, isBeginningOfEllipsis(text[position...]) { return nil }
                    if text[position...].starts(with: ellipsis) { longest = max(longest, position - start) }
                }
                if let length = ColourSequence.length(in: text, at: position) {
                    position += length
                    continue
                }
                if !isEnd, ColourSequence.isBeginning(text[position...]) { return nil }
            }
            if !isDead {
                let spellings = Spelling.all(in: text, at: position)
                if spellings.isIncomplete, !isEnd { return nil }
                var next: [(position: Int, matched: Int)] = []
                for spelling in spellings.complete {
                    if spelling.isSpelled(in: secret, at: matched) {
                        next.append((position + spelling.length, matched + spelling.count))
                    } else if spelling.first == UInt8(ascii: "\r"), secret[matched] == UInt8(ascii: "\n") {
                        // Some lines end with both.
                        next.append((position + spelling.length, matched))
                    }
                }
                if let first = next.first {
                    (position, matched) = first
                    // Paths that diverge may meet again.
                    for other in next.dropFirst() where seen.insert([other.position, other.matched]).inserted {
                        others.append(other)
                    }
                    continue
                }
            }
            guard let other = others.popLast() else { return longest }
            (position, matched) = other
        }
    }

    private static func isBeginningOfEllipsis(_ text: ArraySlice<UInt8>) -> Bool {
        text.count < ellipsis.count && ellipsis.starts(with: text)
    }
}

/// A sequence that sets colours: `ESC [ 1 ; 31 m`.
enum ColourSequence {
    private static let limit = 24

    /// nil if there's none at `start`, or if it's incomplete.
    static func length(in text: [UInt8], at start: Int) -> Int? {
        guard text[start] == 0x1B else { return nil }
        let sequence = text[start...].prefix(limit)
        guard let end = sequence.firstIndex(of: UInt8(ascii: "m")), isInside(sequence[..<end]) else { return nil }
        return end + 1 - start
    }

    /// Whether `text` can be the beginning of a sequence.
    static func isBeginning(_ text: ArraySlice<UInt8>) -> Bool { text.count < limit && isInside(text) }

    private static func isInside(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == 0x1B else { return false }
        let rest = text.dropFirst()
        return rest.isEmpty
            || rest.first == UInt8(ascii: "[")
                && rest.dropFirst().allSatisfy { $0.isDigit || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") }
    }
}
