// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import ShellLanguage

/// Names for beginnings of statements, which are replaced before a line at the prompt is parsed.
package struct Aliases {
    private var meanings: [String: String] = [:]

    /// An empty text removes the alias.
    mutating func set(_ name: String, to text: String) { meanings[name] = text.isEmpty ? nil : text }

    var json: JSONValue {
        .array(
            meanings.sorted { $0.key < $1.key }.map { ["name": .string($0.key), "meaning": .string($0.value)] })
    }

    /// A line with its first word replaced, or the first word after `NAME =`.
    ///
    /// What an alias stands for may begin with another alias, but not with one that was replaced before.
    package func expanded(_ line: String) -> String {
        guard !meanings.isEmpty else { return line }
        let bytes = Array(line.utf8)
        var start = bytes.firstIndex { !$0.isBlank } ?? 0
        if let value = Self.valueOfAssignment(bytes, from: start) { start = value }
        var rest = String(decoding: bytes[start...], as: UTF8.self)
        var replaced: Set<String> = []
        while let word = Self.firstWord(of: rest), let text = meanings[word], replaced.insert(word).inserted {
            rest = text + rest.dropFirst(word.count)
        }
        return String(decoding: bytes[..<start], as: UTF8.self) + rest
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
