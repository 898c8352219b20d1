// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON
package import SystemPackage

/// Values for a template's parameters, in each form that SAM's `parameter_overrides` has: text
/// (`Stage=dev Name="a b"`, or `ParameterKey=…,ParameterValue=…`), lists, tables, and files that contain one of these.
/// Source: `CfnParameterOverridesType` of the SAM CLI.
package enum ParameterOverrides {
    package enum Fault: Error, Sendable, Hashable {
        /// The text has something that isn't an assignment; its first word up to the `=`, so that no value is shown.
        case notAnAssignment(String)
        case unexpected(name: String)
        case repeatedFile(String)
        case file(ProjectError)
    }

    /// Reads a file that the values name. Blocks.
    package typealias FileReader = (FilePath) throws(ProjectError) -> JSONValue

    /// - Parameter folder: for names of files that are relative.
    package static func values(
        of value: JSONValue, in folder: FilePath, read: FileReader
    ) throws(Fault) -> [String: String] {
        try withoutActuallyEscaping(read) { read throws(Fault) in
            var collector = Collector(read: read)
            try collector.add(value, folder)
            return collector.values
        }
    }

    private struct Collector {
        let read: FileReader
        private(set) var values: [String: String] = [:]
        /// The files that are being read.
        private var open: Set<FilePath> = []

        init(read: @escaping FileReader) { self.read = read }

        mutating func add(_ value: JSONValue, _ folder: FilePath) throws(Fault) {
            switch value {
            case .null: break
            case .array(let elements): for element in elements { try add(element, folder) }
            case .string(let text):
                if text.hasPrefix("file://") {
                    try include(folder.pushing(FilePath(String(text.dropFirst("file://".count)))))
                } else {
                    for (name, value) in try ParameterOverrides.assignments(in: text) { values[name] = value }
                }
            case .object(let members): for (name, value) in members { try set(name, value, folder) }
            case .bool, .number: throw .notAnAssignment("")
            }
        }

        private mutating func set(_ name: String, _ value: JSONValue, _ folder: FilePath) throws(Fault) {
            switch value {
            case _ where name == "$include": try add(value, folder)
            case .object: throw .unexpected(name: name)
            case .array(let elements):
                values[name] = elements.filter { !$0.isNull && $0 != "" }
                    .map { ParameterOverrides.text(of: $0).trimmed }.joined(separator: ",")
            default: values[name] = ParameterOverrides.unquoted(ParameterOverrides.text(of: value))
            }
        }

        private mutating func include(_ file: FilePath) throws(Fault) {
            let file = file.lexicallyNormalized()
            guard open.insert(file).inserted else { throw .repeatedFile(file.string) }
            defer { open.remove(file) }
            let content: JSONValue
            do throws(ProjectError) { content = try read(file) } catch { throw .file(error) }
            try add(content, file.removingLastComponent())
        }
    }

    /// As SAM, which is written in Python.
    private static func text(of value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .null: ""
        case .bool(let value): value ? "True" : "False"
        default: value.description
        }
    }

    // MARK: Text

    private static let (key, value) = ("ParameterKey=", ",ParameterValue=")

    private static func assignments(in text: String) throws(Fault) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        for word in words(text) {
            if word.hasPrefix(key), let separator = word.firstRange(of: value) {
                let name = word[word.index(word.startIndex, offsetBy: key.count)..<separator.lowerBound]
                found.append((unquoted(String(name)), unquoted(String(word[separator.upperBound...]))))
            } else if let equals = word.firstIndex(of: "="), equals > word.startIndex {
                found.append((unquoted(String(word[..<equals])), unquoted(String(word[word.index(after: equals)...]))))
            } else {
                throw .notAnAssignment(String(word.prefix { $0 != "=" }))
            }
        }
        return found
    }

    /// Separated by white space outside quotes, unless a backslash precedes it.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var quote: UInt8?
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if " \t\n\r".utf8.contains(byte) {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
                continue
            }
            word.append(byte)
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    private static func unquoted(_ text: String) -> String {
        var text = text
        if text.utf8.count > 1, let first = text.first, first == text.last, first == "\"" || first == "'" {
            text = String(text.dropFirst().dropLast())
        }
        for (escape, character) in [("\\ ", " "), ("\\\"", "\""), ("\\'", "'")] {
            text = text.replacing(escape, with: character)
        }
        return text
    }
}

extension ParameterOverrides.Fault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAnAssignment(let word):
            "`\(word)…` isn't NAME=VALUE; a value with spaces needs quotes, for example `Name=\"a b\"`"
        case .unexpected(let name): "`\(name)` must be text, a number, a boolean or a list of these"
        case .repeatedFile(let name): "\(name) includes itself"
        case .file(let error): error.description
        }
    }
}
