// SPDX-License-Identifier: GPL-3.0-or-later

/// The operations of an API by name.
public struct OperationTable: Sendable {
    /// By name.
    public let operations: [LambdaOperation]
    private let indices: [String: Int]

    /// The operation called `name`: as AWS writes it or as its CLI does, in any case.
    public func operation(named name: String) -> LambdaOperation? {
        indices[Self.key(name)].map { operations[$0] }
    }

    /// Reads a table as `OperationTable+Lambda.swift` explains it. nil when `text` is no such table.
    init?(_ text: String) {
        var operations: [LambdaOperation] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard line.hasPrefix(" ") else {
                guard let operation = LambdaOperation(heading: words) else { return nil }
                operations.append(operation)
                continue
            }
            guard var operation = operations.popLast(), operation.add(words) else { return nil }
            operations.append(operation)
        }
        self.operations = operations
        indices = Dictionary(
            operations.enumerated().map { (Self.key($0.element.name), $0.offset) }, uniquingKeysWith: { $1 })
    }

    private static func key(_ name: String) -> String { name.lowercased().filter { $0 != "-" } }
}

extension LambdaOperation {
    /// `NAME METHOD PATH[?QUERY] [> PAGEMEMBER]`
    fileprivate init?(heading words: [Substring]) {
        guard words.count == 3 || words.count == 5 && words[3] == ">" else { return nil }
        let parts = words[2].split(separator: "?", maxSplits: 1)
        self.init(
            name: String(words[0]), method: String(words[1]), path: String(parts[0]),
            query: parts.count > 1 ? String(parts[1]) : "", members: [],
            pageMember: words.count == 5 ? String(words[4]) : nil, answerMembers: [])
    }

    /// A line of members; false when it is not understood.
    fileprivate mutating func add(_ words: [Substring]) -> Bool {
        if words.first == "<" {
            for word in words.dropFirst() {
                guard let member = AnswerMember(word) else { return false }
                answerMembers.append(member)
            }
            return true
        }
        for word in words {
            guard let member = OperationMember(word, path: path) else { return false }
            members.append(member)
        }
        return true
    }
}

extension OperationMember {
    /// `[?^@]NAME[(WIRENAME)][*][~][:KIND][=VALUE|VALUE…]`
    fileprivate init?(_ word: Substring, path: String) {
        let nameEnd = word.firstIndex { "*~:=".contains($0) } ?? word.endIndex
        guard let mark = word.first, let name = MarkedName(word[..<nameEnd], marks: "?^@") else { return nil }
        var rest = word[nameEnd...]
        isRequired = rest.first == "*"
        if isRequired { rest.removeFirst() }
        isIdempotencyToken = rest.first == "~"
        if isIdempotencyToken { rest.removeFirst() }
        self.name = name.name
        location =
            switch mark {
            case "?": .query(name.wireName)
            case "^": .header(name.wireName)
            case "@": .payload
            default: path.contains("{\(name.name)}") ? .path : .body
            }
        kind = .string
        values = []
        switch rest.first {
        case ":":
            guard let kind = Kind(rawValue: String(rest.dropFirst())) else { return nil }
            self.kind = kind
        case "=": values = rest.dropFirst().split(separator: "|").map(String.init)
        case nil: break
        default: return nil
        }
    }
}

extension AnswerMember {
    /// `#NAME`, `^NAME(WIRENAME)` or `@NAME`
    fileprivate init?(_ word: Substring) {
        guard let mark = word.first, let name = MarkedName(word, marks: "#^@") else { return nil }
        self.name = name.name
        switch mark {
        case "#": location = .status
        case "^": location = .header(name.wireName)
        case "@": location = .payload
        default: return nil
        }
    }
}

/// A name, with how it is spelt on the wire where that differs: `TagKeys(tagKeys)`.
private struct MarkedName {
    var name: String
    var wireName: String

    init?(_ text: Substring, marks: String) {
        var text = text
        if let first = text.first, marks.contains(first) { text.removeFirst() }
        let parts = text.split(whereSeparator: { "()".contains($0) })
        guard let first = parts.first, parts.count <= 2 else { return nil }
        name = String(first)
        wireName = String(parts[parts.count - 1])
    }
}
