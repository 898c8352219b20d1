// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a value that its reader needs. Parsing with a selection checks the other parts and doesn't build them.
///
/// A value that's parsed with a selection is what it is in the text, an object, an array or a scalar, but
/// - an object has only the selected members,
/// - an array has its elements only if a part of them, or whether they're null, is selected.
public struct JSONSelection: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        let key: String
        var selection: JSONSelection
    }

    /// Every part is selected; `members` and `elements` are empty then.
    public private(set) var isWhole = false
    private(set) var members: [Member] = []
    /// The keys of `members`, to compare them with bytes.
    private(set) var keys: [KeyBytes] = []
    /// What's selected of each element: at most one.
    private var ofElements: [JSONSelection] = []

    private init() {}

    /// Only the value's type, and scalars as they are.
    public static let none = JSONSelection()

    public static let whole = {
        var selection = JSONSelection()
        selection.isWhole = true
        return selection
    }()

    /// `selection` of the member `key` of an object.
    public static func member(_ key: String, _ selection: JSONSelection) -> JSONSelection {
        var parts = JSONSelection()
        parts.add(Member(key: key, selection: selection))
        return parts
    }

    /// `selection` of each element of an array.
    public static func elements(_ selection: JSONSelection) -> JSONSelection {
        var parts = JSONSelection()
        parts.ofElements = [selection]
        return parts
    }

    /// nil if an array's elements aren't needed, not even their number.
    public var elements: JSONSelection? { isWhole ? self : ofElements.first }

    /// What's selected of the member `key`; nil if it isn't needed.
    public func member(_ key: String) -> JSONSelection? {
        isWhole ? self : members.first { isIdentical($0.key, key) }?.selection
    }

    /// Whether nothing but a part of the member `key` is selected.
    public func isWithin(_ key: String) -> Bool {
        !isWhole && ofElements.isEmpty && members.allSatisfy { isIdentical($0.key, key) }
    }

    /// Adds the parts of `other`.
    public mutating func formUnion(_ other: JSONSelection) {
        if isWhole { return }
        if other.isWhole {
            self = other
            return
        }
        for member in other.members {
            if let known = members.firstIndex(where: { isIdentical($0.key, member.key) }) {
                members[known].selection.formUnion(member.selection)
            } else {
                add(member)
            }
        }
        if let added = other.ofElements.first {
            if ofElements.isEmpty { ofElements = [added] } else { ofElements[0].formUnion(added) }
        }
    }

    public func union(_ other: JSONSelection) -> JSONSelection {
        var result = self
        result.formUnion(other)
        return result
    }

    private mutating func add(_ member: Member) {
        members.append(member)
        keys.append(KeyBytes(member.key))
    }
}

/// A key as words, for comparisons that touch no string.
struct KeyBytes: Sendable, Equatable {
    private let count: Int
    /// The first eight bytes, and zeros where there are fewer.
    private let first: UInt64
    /// The bytes after the first eight.
    private let rest: [UInt8]

    init(_ key: String) {
        let bytes = Array(key.utf8)
        count = bytes.count
        first = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        rest = Array(bytes.dropFirst(8))
    }

    /// Whether `range` of `bytes` is the key. `first` is the word at its start.
    @inline(__always)
    func matches(_ bytes: Span<UInt8>, _ range: Range<Int>, first word: UInt64) -> Bool {
        guard range.count == count else { return false }
        if count < 8 { return word & .lowBytes(count) == first }
        return word == first && matchesRest(bytes, range)
    }

    private func matchesRest(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        rest.indices.allSatisfy { bytes[range.lowerBound + 8 + $0] == rest[$0] }
    }
}

/// Where a look at the members of an object ends.
enum SelectedMember {
    /// At the value of the selected member at a place.
    case value(place: Int, start: Int)
    /// After the object.
    case end(Int)
    /// Before a member that the parser has to read: it's invalid, or its key has escapes or other characters than ASCII.
    case unclear(Int)
}

extension Span<UInt8> {
    /// Skips members of an object, starting at the key at `start`, until a selected one.
    func nextMember(at start: Int, of selection: JSONSelection, levels: Int) -> SelectedMember {
        var start = start
        while true {
            guard start < count, self[start] == UInt8(ascii: "\"") else { return .unclear(start) }
            let (keyEnd, isASCII) = plainText(from: start + 1)
            guard isASCII, keyEnd < count, self[keyEnd] == UInt8(ascii: "\""), start + 9 <= count else {
                return .unclear(start)
            }
            let colon = endOfWhiteSpace(at: keyEnd + 1)
            guard colon < count, self[colon] == UInt8(ascii: ":") else { return .unclear(start) }
            let value = endOfWhiteSpace(at: colon + 1)
            let first = word(at: start + 1)
            for place in selection.keys.indices
            where selection.keys[place].matches(self, start + 1..<keyEnd, first: first) {
                return .value(place: place, start: value)
            }
            guard let valueEnd = endOfValue(at: value, levels: levels) else { return .unclear(start) }
            let end = endOfWhiteSpace(at: valueEnd)
            guard end < count else { return .unclear(start) }
            if self[end] == UInt8(ascii: "}") { return .end(end + 1) }
            guard self[end] == UInt8(ascii: ",") else { return .unclear(start) }
            let next = endOfWhiteSpace(at: end + 1)
            // The parser says what's wrong after a comma only if it reads the comma.
            guard next < count, self[next] == UInt8(ascii: "\"") else { return .unclear(start) }
            start = next
        }
    }
}
