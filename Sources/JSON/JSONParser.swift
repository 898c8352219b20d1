// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONValue {
    /// Deepest nesting that the parser accepts.
    public static let depthLimit = 512

    /// Parses one JSON text (RFC 8259, UTF-8, white space around it allowed).
    public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(textSize: bytes.count)
        do {
            self = try parser.parseText(bytes.span)
        } catch {
            throw JSONSyntaxError(error.kind, at: error.offset, in: bytes)
        }
    }

    public init(parsing text: String) throws(JSONSyntaxError) { try self.init(parsing: Array(text.utf8)) }
}

/// A recursive descent over bytes, which each method is given: a span can be no member of the parser.
struct JSONParser {
    /// An error before its line and column are counted.
    struct Failure: Error {
        var kind: JSONSyntaxError.Kind
        var offset: Int
    }

    var index = 0
    private var depth = 0
    private var keys: KeyCache
    private var sizes = SiblingSizes()

    init(textSize: Int) { keys = KeyCache(textSize: textSize) }

    mutating func parseText(_ bytes: Span<UInt8>) throws(Failure) -> JSONValue {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw Failure(kind: .byteOrderMark, offset: 0)
        }
        skipWhiteSpace(bytes)
        if index == bytes.count { throw Failure(kind: .empty, offset: index) }
        let value = try parseValue(bytes)
        skipWhiteSpace(bytes)
        if let byte = current(bytes) {
            switch byte {
            case UInt8(ascii: "/"): throw Failure(kind: .comment, offset: index)
            case 0x80...: _ = try scalar(bytes, at: index)
            default: break
            }
            throw Failure(kind: .textAfterValue, offset: index)
        }
        return value
    }

    @inline(__always)
    func current(_ bytes: Span<UInt8>) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    @inline(__always)
    mutating func skipWhiteSpace(_ bytes: Span<UInt8>) {
        var position = index
        while position < bytes.count, isWhiteSpace(bytes[position]) { position += 1 }
        index = position
    }

    private mutating func parseValue(_ bytes: Span<UInt8>) throws(Failure) -> JSONValue {
        guard let byte = current(bytes) else { throw Failure(kind: .unexpectedEnd(inside: .literal), offset: index) }
        switch byte {
        case UInt8(ascii: "\""): return .string(try parseString(bytes))
        case UInt8(ascii: "{"): return .object(try parseObject(bytes))
        case UInt8(ascii: "["): return .array(try parseArray(bytes))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return .number(try parseNumber(bytes))
        case UInt8(ascii: "t") where takeWord(bytes, "true"): return .bool(true)
        case UInt8(ascii: "f") where takeWord(bytes, "false"): return .bool(false)
        case UInt8(ascii: "n") where takeWord(bytes, "null"): return .null
        default: throw try noValue(bytes, byte)
        }
    }

    private mutating func parseNumber(_ bytes: Span<UInt8>) throws(Failure) -> JSONNumber {
        switch scanNumber(bytes, from: index) {
        case .number(let end, let integer):
            defer { index = end }
            if let integer { return JSONNumber(integer) }
            return JSONNumber(storage: .text(try text(bytes, index..<end, isASCII: true)))
        case .invalid(let kind, let offset): throw Failure(kind: kind, offset: offset)
        }
    }

    private mutating func parseArray(_ bytes: Span<UInt8>) throws(Failure) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        skipWhiteSpace(bytes)
        if current(bytes) == UInt8(ascii: "]") {
            leave()
            return elements
        }
        elements.reserveCapacity(sizes.expected(at: depth))
        while true {
            if index == bytes.count { throw Failure(kind: .unexpectedEnd(inside: .array), offset: index) }
            elements.append(try parseValue(bytes))
            if try hasNext(bytes, in: .array, endingWith: UInt8(ascii: "]")) { continue }
            sizes.note(elements.count, at: depth)
            leave()
            return elements
        }
    }

    private mutating func parseObject(_ bytes: Span<UInt8>) throws(Failure) -> JSONObject {
        try enter()
        var members = JSONObject()
        skipWhiteSpace(bytes)
        if current(bytes) == UInt8(ascii: "}") {
            leave()
            return members
        }
        members.reserveCapacity(sizes.expected(at: depth))
        var seen = KeyFilter()
        while true {
            guard current(bytes) == UInt8(ascii: "\"") else { throw try noKey(bytes) }
            let (key, fingerprint) = try parseKey(bytes)
            let isNew = seen.insert(fingerprint)
            skipWhiteSpace(bytes)
            guard current(bytes) == UInt8(ascii: ":") else { throw try unexpected(bytes, .colon, inside: .object) }
            index += 1
            skipWhiteSpace(bytes)
            if index == bytes.count { throw Failure(kind: .unexpectedEnd(inside: .object), offset: index) }
            let value = try parseValue(bytes)
            if isNew { members.append(key, value) } else { members.set(key, value) }
            if try hasNext(bytes, in: .object, endingWith: UInt8(ascii: "}")) { continue }
            sizes.note(members.count, at: depth)
            leave()
            return members
        }
    }

    /// Whether another element or member follows: passes the comma before it, or stops at the container's end.
    @inline(__always)
    private mutating func hasNext(
        _ bytes: Span<UInt8>, in container: JSONSyntaxError.Construct, endingWith end: UInt8
    ) throws(Failure) -> Bool {
        skipWhiteSpace(bytes)
        switch current(bytes) {
        case UInt8(ascii: ","):
            let comma = index
            index += 1
            skipWhiteSpace(bytes)
            if current(bytes) == end { throw Failure(kind: .trailingComma(before: container), offset: comma) }
            return true
        case end: return false
        default: throw try unexpected(bytes, .commaOrEnd(container), inside: container)
        }
    }

    /// A key, with a number that differs from those of most other keys.
    @inline(__always)
    private mutating func parseKey(_ bytes: Span<UInt8>) throws(Failure) -> (key: String, fingerprint: Fingerprint) {
        let start = index + 1
        let (end, isASCII) = bytes.plainText(from: start)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return (try parseString(bytes), .unknown) }
        let fingerprint = Fingerprint(bytes, start..<end)
        index = end + 1
        if let key = keys.find(bytes, start..<end, fingerprint) { return (key, fingerprint) }
        let key = try text(bytes, start..<end, isASCII: isASCII)
        keys.insert(key, start..<end, fingerprint)
        return (key, fingerprint)
    }

    private mutating func enter() throws(Failure) {
        if depth == JSONValue.depthLimit { throw Failure(kind: .tooDeep, offset: index) }
        depth += 1
        index += 1
    }

    private mutating func leave() {
        depth -= 1
        index += 1
    }

    private mutating func takeWord(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        var position = index
        for byte in word.description.utf8 {
            guard bytes[position] == byte else { return false }
            position += 1
        }
        if end < bytes.count, isWordByte(bytes[end]) { return false }
        index = end
        return true
    }
}

@inline(__always)
func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26
}
