// SPDX-License-Identifier: GPL-3.0-or-later

extension Span<UInt8> {
    /// The position after the value at `start`, with the errors of the grammar checked; nil if it's invalid, or nested
    /// more than `levels` deep: the parser then says what's wrong with it.
    ///
    /// As in data, bytes of a string that aren't UTF-8 and halves of surrogate pairs are accepted.
    func endOfValue(at start: Int, levels: Int) -> Int? {
        guard start < count else { return nil }
        switch self[start] {
        case UInt8(ascii: "\""): return endOfString(at: start)
        case UInt8(ascii: "{"): return endOfObject(at: start, levels: levels)
        case UInt8(ascii: "["): return endOfArray(at: start, levels: levels)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            guard case .number(let end, _) = scanNumber(self, from: start) else { return nil }
            return end
        case UInt8(ascii: "t"): return endOfWord("true", at: start)
        case UInt8(ascii: "f"): return endOfWord("false", at: start)
        case UInt8(ascii: "n"): return endOfWord("null", at: start)
        default: return nil
        }
    }

    private func endOfObject(at start: Int, levels: Int) -> Int? {
        guard levels > 0 else { return nil }
        var position = endOfWhiteSpace(at: start + 1)
        if position < count, self[position] == UInt8(ascii: "}") { return position + 1 }
        while true {
            guard position < count, self[position] == UInt8(ascii: "\""), let keyEnd = endOfString(at: position) else {
                return nil
            }
            position = endOfWhiteSpace(at: keyEnd)
            guard position < count, self[position] == UInt8(ascii: ":") else { return nil }
            guard let end = endOfValue(at: endOfWhiteSpace(at: position + 1), levels: levels - 1) else { return nil }
            position = endOfWhiteSpace(at: end)
            guard position < count else { return nil }
            if self[position] == UInt8(ascii: "}") { return position + 1 }
            guard self[position] == UInt8(ascii: ",") else { return nil }
            position = endOfWhiteSpace(at: position + 1)
        }
    }

    private func endOfArray(at start: Int, levels: Int) -> Int? {
        guard levels > 0 else { return nil }
        var position = endOfWhiteSpace(at: start + 1)
        if position < count, self[position] == UInt8(ascii: "]") { return position + 1 }
        while true {
            guard let end = endOfValue(at: position, levels: levels - 1) else { return nil }
            position = endOfWhiteSpace(at: end)
            guard position < count else { return nil }
            if self[position] == UInt8(ascii: "]") { return position + 1 }
            guard self[position] == UInt8(ascii: ",") else { return nil }
            position = endOfWhiteSpace(at: position + 1)
        }
    }

    private func endOfString(at start: Int) -> Int? {
        var position = start + 1
        while true {
            position = plainText(from: position).end
            guard position < count else { return nil }
            if self[position] == UInt8(ascii: "\"") { return position + 1 }
            guard self[position] == UInt8(ascii: "\\"), position + 1 < count else { return nil }
            switch self[position + 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
                UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                position += 2
            case UInt8(ascii: "u"):
                guard position + 6 <= count, (position + 2..<position + 6).allSatisfy({ hexDigit(self[$0]) != nil })
                else { return nil }
                position += 6
            default: return nil
            }
        }
    }

    /// The position after `word`, if it stands at `start` and isn't the beginning of a longer word.
    func endOfWord(_ word: StaticString, at start: Int) -> Int? {
        let end = start + word.utf8CodeUnitCount
        guard end <= count else { return nil }
        var position = start
        for byte in word.description.utf8 {
            guard self[position] == byte else { return nil }
            position += 1
        }
        return end < count && isWordByte(self[end]) ? nil : end
    }

    @inline(__always)
    func endOfWhiteSpace(at start: Int) -> Int {
        var position = start
        while position < count, isWhiteSpace(self[position]) { position += 1 }
        return position
    }
}
