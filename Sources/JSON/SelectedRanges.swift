// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the selected members of an object are in a text: a look at them builds nothing.
public struct SelectedRanges: Sendable {
    private let selection: JSONSelection
    /// By place in the selection; empty for a member that's missing.
    private var ranges: [Range<Int>]

    /// nil if more is selected than members.
    public init?(_ selection: JSONSelection) {
        if selection.isWhole || selection.elements != nil { return nil }
        self.selection = selection
        ranges = Array(repeating: 0..<0, count: selection.keys.count)
    }

    /// Reads the object that `line` of `bytes` is; false if it's no object, isn't valid, or has keys that only the parser
    /// can read.
    public mutating func read(_ line: Range<Int>, of bytes: Span<UInt8>) -> Bool {
        for place in ranges.indices { ranges[place] = 0..<0 }
        let text = bytes.extracting(..<line.upperBound)
        var position = text.endOfWhiteSpace(at: line.lowerBound)
        guard position < text.count, text[position] == UInt8(ascii: "{") else { return false }
        position = text.endOfWhiteSpace(at: position + 1)
        while true {
            switch text.nextMember(at: position, of: selection, levels: JSONValue.depthLimit - 1) {
            case .unclear: return false
            case .end(let end): return text.endOfWhiteSpace(at: end) == text.count
            case .value(let place, let start):
                guard let end = text.endOfValue(at: start, levels: JSONValue.depthLimit - 1) else { return false }
                ranges[place] = start..<end
                position = text.endOfWhiteSpace(at: end)
                guard position < text.count else { return false }
                if text[position] == UInt8(ascii: "}") { return text.endOfWhiteSpace(at: position + 1) == text.count }
                guard text[position] == UInt8(ascii: ",") else { return false }
                position = text.endOfWhiteSpace(at: position + 1)
            }
        }
    }

    /// The place of a selected member.
    public func place(of key: String) -> Int? {
        for place in selection.members.indices where isIdentical(selection.members[place].key, key) { return place }
        return nil
    }

    /// The member's value in the text; nil if the object lacks it.
    public func range(_ place: Int) -> Range<Int>? { ranges[place].isEmpty ? nil : ranges[place] }

    /// The selected parts of the member's value; nil if the object lacks it.
    public func value(_ place: Int, in bytes: Span<UInt8>) -> JSONValue? {
        guard let range = range(place) else { return nil }
        if case .number(_, let integer?) = scanNumber(bytes, from: range.lowerBound) {
            return .number(JSONNumber(integer))
        }
        // It was found to be valid.
        return try? JSONValue(parsing: bytes.extracting(range), selecting: selection.members[place].selection)
    }

    /// The object with its selected members.
    public func object(in bytes: Span<UInt8>) -> JSONValue {
        var object = JSONObject()
        for place in ranges.indices {
            if let value = value(place, in: bytes) { object.append(selection.members[place].key, value) }
        }
        return .object(object)
    }
}

extension Span<UInt8> {
    /// Whether the value in `range` is spelled as lamsh writes it: a number, a word, or a string of ASCII characters
    /// without escapes.
    public func isPlainScalar(_ range: Range<Int>) -> Bool {
        switch self[range.lowerBound] {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return false
        case UInt8(ascii: "\""):
            let (end, isASCII) = plainText(from: range.lowerBound + 1)
            return isASCII && end == range.upperBound - 1
        default: return true
        }
    }

    /// Appends the bytes in `range` to `output`.
    public func copy(_ range: Range<Int>, to output: inout [UInt8]) {
        unsafe extracting(range).withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
    }
}
