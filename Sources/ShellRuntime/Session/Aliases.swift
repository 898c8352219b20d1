// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import ShellLanguage

/// Names for beginnings of statements, which are replaced before a line at the prompt is parsed.
package struct Aliases: Sendable {
    private var meanings: [String: String] = [:]

    /// An empty text removes the alias.
    mutating func set(_ name: String, to text: String) { meanings[name] = text.isEmpty ? nil : text }

    var json: JSONValue {
        .array(
            meanings.sorted { $0.key < $1.key }.map { ["name": .string($0.key), "meaning": .string($0.value)] })
    }

    /// For completion: each name with what it means.
    var named: [CompletionWorld.Named] { meanings.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) } }

    /// A line with its first word replaced, or the first word after `NAME =`.
    package func expanded(_ line: String) -> String { expansion(of: line)?.text ?? line }

    /// A line with its first word replaced, or the first word after `NAME =`; nil if that isn't an alias.
    ///
    /// What an alias stands for may begin with another alias, but not with one that was replaced before.
    package func expansion(of line: String) -> Expansion? {
        guard !meanings.isEmpty else { return nil }
        let bytes = Array(line.utf8)
        var start = bytes.firstIndex { !$0.isBlank } ?? 0
        if let value = Self.valueOfAssignment(bytes, from: start) { start = value }
        var rest = String(decoding: bytes[start...], as: UTF8.self)
        var replaced: Set<String> = []
        var first: Int?
        while let word = Self.firstWord(of: rest), let text = meanings[word], replaced.insert(word).inserted {
            first = first ?? word.utf8.count
            rest = text + rest.dropFirst(word.count)
        }
        guard let first else { return nil }
        return Expansion(
            text: String(decoding: bytes[..<start], as: UTF8.self) + rest, alias: start..<start + first,
            growth: start + rest.utf8.count - bytes.count)
    }

    /// A line with an alias replaced.
    package struct Expansion: Sendable {
        package let text: String
        /// The bytes of the alias in the line that was typed.
        package let alias: Range<Int>
        /// How many bytes longer the text is than that line.
        fileprivate let growth: Int

        /// The offset in the text of one in the line; nil in the alias and right after it, where it's still being typed.
        package func offset(of typed: Int) -> Int? {
            typed < alias.lowerBound ? typed : typed > alias.upperBound ? typed + growth : nil
        }

        /// The range in the line of one in the text; nil if it's a part of what replaced the alias.
        package func typedRange(of range: Range<Int>) -> Range<Int>? {
            if range.upperBound <= alias.lowerBound { return range }
            guard range.lowerBound >= alias.upperBound + growth else { return nil }
            return range.lowerBound - growth..<range.upperBound - growth
        }
    }

    /// Where the right side of `NAME = …` begins.
    private static func valueOfAssignment(_ bytes: [UInt8], from start: Int) -> Int? {
        let name = bytes[start...].prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
        let sign = bytes[name.endIndex...].drop(while: \.isBlank)
        guard Identifier.isVariable(name), sign.first == UInt8(ascii: "="), sign.dropFirst().first != UInt8(ascii: "=")
        else { return nil }
        return sign.dropFirst().drop(while: \.isBlank).startIndex
    }

    /// A word that's a command's name if it isn't an alias.
    private static func firstWord(of text: String) -> String? {
        let word = text.utf8.prefix { $0.isLetter || $0.isDigit || "_-".utf8.contains($0) }
        let next = text.utf8.dropFirst(word.count).first
        guard Identifier.isCommand(word), next.map({ $0.isBlank || "\n;|>}".utf8.contains($0) }) ?? true else {
            return nil
        }
        return String(Substring(word))
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
