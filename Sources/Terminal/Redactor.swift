// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// Replaces secrets with `•••` in all output: as they are, embedded in other text, escaped by JSON, percent-encoded or
/// in base64, and if `…` replaces a part of them.
public final class Redactor: Sendable {
    private let secrets = Mutex(SecretPatterns())

    public init() {}

    /// Hides `text` from now on. An empty text has no effect.
    public func hide(_ text: String) { secrets.withLock { $0.insert(text) } }

    /// How many spellings it knows; more whenever a secret is added.
    public var count: Int { secrets.withLock { $0.count } }

    public func redact(_ text: String) -> String {
        String(decoding: redact(Array(text.utf8)), as: UTF8.self)
    }

    public func redact(_ bytes: [UInt8]) -> [UInt8] {
        var text = RedactedStream(self)
        return text.take(bytes) + text.finish()
    }

    /// Where secrets are in a whole text, in order and without overlaps, for those who cut it before they show it.
    public func ranges(in text: [UInt8]) -> [Range<Int>] {
        let patterns = patterns
        guard !patterns.isEmpty else { return [] }
        var ranges: [Range<Int>] = []
        for index in text.indices where patterns.mayBegin(with: text[index]) {
            guard let length = patterns.match(in: text, at: index, followsCut: false, isEnd: true), length > 0
            else { continue }
            if let last = ranges.last, last.upperBound >= index {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, index + length)
            } else {
                ranges.append(index..<index + length)
            }
        }
        return ranges
    }

    fileprivate var patterns: SecretPatterns { secrets.withLock { $0 } }
}

/// Removes secrets from a text that arrives in pieces, wherever it's split.
///
/// Only bytes that may be the beginning of a secret are held back, until the next piece or the end decides.
public struct RedactedStream: Sendable {
    private let redactor: Redactor
    private var held: [UInt8] = []
    /// How many of the held-back bytes belong to a secret whose mask has been written.
    private var covered = 0
    /// The last character was an ellipsis: the next ones may be the end of a secret.
    private var followsCut = false

    private static let mask = Array("•••".utf8)

    /// - Parameter redactor: knows the secrets, including those added while the text arrives.
    public init(_ redactor: Redactor) { self.redactor = redactor }

    /// The text that can be shown after the next piece.
    public mutating func take(_ piece: [UInt8]) -> [UInt8] { advance(over: held + piece, isEnd: false) }

    /// The text that was held back. Another text may follow.
    public mutating func finish() -> [UInt8] {
        defer { (covered, followsCut) = (0, false) }
        return advance(over: held, isEnd: true)
    }

    private mutating func advance(over text: [UInt8], isEnd: Bool) -> [UInt8] {
        let patterns = redactor.patterns
        held = []
        guard !patterns.isEmpty else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        // Text between secrets is shown as it is.
        var (start, index) = (0, 0)
        while index < text.count {
            if covered == 0, !followsCut {
                while index < text.count, !patterns.mayBegin(with: text[index]) { index += 1 }
                if index == text.count { break }
            }
            guard let length = patterns.match(in: text, at: index, followsCut: followsCut, isEnd: isEnd) else { break }
            followsCut = false
            if length > covered {
                if covered == 0 {
                    result += text[start..<index]
                    result += Self.mask
                }
                covered = length
            }
            if covered > 0 {
                // Colours that change inside a secret continue after it.
                let sequence = min(ColourSequence.length(in: text, at: index) ?? 0, covered)
                result += text[index..<index + sequence]
                index += max(sequence, 1)
                covered -= max(sequence, 1)
                start = index
            } else if text[index...].starts(with: SecretPatterns.ellipsis) {
                index += SecretPatterns.ellipsis.count
                followsCut = true
            } else {
                index += 1
            }
        }
        result += text[start..<index]
        held = Array(text[index...])
        return result
    }
}
