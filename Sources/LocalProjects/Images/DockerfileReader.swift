// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// One instruction of a Dockerfile.
struct DockerInstruction: Sendable, Hashable {
    /// Of its first line, from 1.
    var line: Int
    /// In capitals.
    var name: String
    var flags: [String: String]
    /// What follows the name and the flags.
    var text: String

    /// The elements of the exec form (`["a", "b"]`); nil if it's in the shell form.
    var elements: [String]? {
        guard text.hasPrefix("["), let array = (try? JSONValue(parsing: Array(text.utf8)))?.array else { return nil }
        let elements = array.compactMap(\.string)
        return elements.count == array.count ? elements : nil
    }

    /// The elements, or the words of the shell form without their quotes.
    var words: [String] { elements ?? Self.words(of: text) }

    private static func words(of text: String) -> [String] {
        var (words, word, quote): ([String], String?, Character?) = ([], nil, nil)
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if let end = quote {
                if character == end { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" || character == "'" {
                (quote, word) = (character, word ?? "")
            } else if character.isWhitespace {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap(\.self)
    }
}

/// Reads the instructions of a Dockerfile (Dockerfile reference: format, escape, here-documents).
enum DockerfileReader {
    static func instructions(in text: String) -> [DockerInstruction] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(\.trimmed)
        let escape: Character = lines.first.map { $0.hasPrefix("#") && $0.hasSuffix("escape=`") } == true ? "`" : "\\"
        var found: [DockerInstruction] = []
        var index = 0
        while index < lines.count {
            let start = index
            var whole = ""
            while index < lines.count {
                let line = lines[index]
                index += 1
                // Comments and empty lines may interrupt an instruction.
                if line.hasPrefix("#") || (line.isEmpty && !whole.isEmpty) { continue }
                if line.last == escape {
                    whole += line.dropLast() + " "
                    continue
                }
                whole += line
                break
            }
            for end in documents(in: whole) {
                while index < lines.count, lines[index] != end { index += 1 }
                index += 1
            }
            if let instruction = instruction(whole, line: start + 1) { found.append(instruction) }
        }
        return found
    }

    private static func instruction(_ text: String, line: Int) -> DockerInstruction? {
        var rest = text.drop(while: \.isWhitespace)
        let name = rest.prefix { !$0.isWhitespace }
        guard !name.isEmpty else { return nil }
        rest = rest.dropFirst(name.count).drop(while: \.isWhitespace)
        var flags: [String: String] = [:]
        while rest.hasPrefix("--") {
            let flag = rest.prefix { !$0.isWhitespace }
            let parts = flag.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
            if let name = parts.first { flags[name] = parts.count > 1 ? parts[1] : "" }
            rest = rest.dropFirst(flag.count).drop(while: \.isWhitespace)
        }
        return DockerInstruction(line: line, name: name.uppercased(), flags: flags, text: rest.trimmed)
    }

    /// The words that end the here-documents of an instruction.
    private static func documents(in text: String) -> [String] {
        let name = text.prefix { !$0.isWhitespace }.uppercased()
        guard ["RUN", "COPY", "ADD"].contains(name) else { return [] }
        return text.split(whereSeparator: \.isWhitespace).compactMap { word in
            guard word.hasPrefix("<<"), !word.hasPrefix("<<<") else { return nil }
            let end = word.dropFirst(2).drop { $0 == "-" }.filter { $0 != "\"" && $0 != "'" }
            return end.isEmpty ? nil : end
        }
    }
}
