// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONValue {
    /// Deepest nesting that the parser accepts.
    public static let depthLimit = 512

    /// Parses one JSON text (RFC 8259, UTF-8, white space around it allowed).
    public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes)
        do {
            self = try parser.parseText()
        } catch {
            throw JSONSyntaxError(error.kind, at: error.offset, in: bytes)
        }
    }

    public init(parsing text: String) throws(JSONSyntaxError) { try self.init(parsing: Array(text.utf8)) }
}

/// A recursive descent over bytes.
struct JSONParser {
    /// An error before its line and column are counted.
    struct Failure: Error {
        var kind: JSONSyntaxError.Kind
        var offset: Int
    }

    let bytes: [UInt8]
    var index = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func parseText() throws(Failure) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw Failure(kind: .byteOrderMark, offset: 0) }
        skipWhiteSpace()
        if index == bytes.count { throw Failure(kind: .empty, offset: index) }
        let value = try parseValue()
        skipWhiteSpace()
        if let byte = current {
            switch byte {
            case UInt8(ascii: "/"): throw Failure(kind: .comment, offset: index)
            case 0x80...: _ = try scalar(at: index)
            default: break
            }
            throw Failure(kind: .textAfterValue, offset: index)
        }
        return value
    }

    var current: UInt8? {
        @inline(__always) get { index < bytes.count ? bytes[index] : nil }
    }

    @inline(__always)
    mutating func skipWhiteSpace() {
        while index < bytes.count, isWhiteSpace(bytes[index]) { index += 1 }
    }

    private mutating func parseValue() throws(Failure) -> JSONValue {
        guard let byte = current else { throw Failure(kind: .unexpectedEnd(inside: .literal), offset: index) }
        switch byte {
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "{"): return .object(try parseObject())
        case UInt8(ascii: "["): return .array(try parseArray())
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return .number(try parseNumber())
        case UInt8(ascii: "t") where takeWord("true"): return .bool(true)
        case UInt8(ascii: "f") where takeWord("false"): return .bool(false)
        case UInt8(ascii: "n") where takeWord("null"): return .null
        default: throw try noValue(byte)
        }
    }

    private mutating func parseNumber() throws(Failure) -> JSONNumber {
        switch scanNumber(bytes.span, from: index) {
        case .number(let end, let integer):
            defer { index = end }
            if let integer { return JSONNumber(integer) }
            return JSONNumber(storage: .text(String(decoding: bytes[index..<end], as: UTF8.self)))
        case .invalid(let kind, let offset): throw Failure(kind: kind, offset: offset)
        }
    }

    private mutating func parseArray() throws(Failure) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        skipWhiteSpace()
        if current == UInt8(ascii: "]") {
            leave()
            return elements
        }
        while true {
            if current == nil { throw Failure(kind: .unexpectedEnd(inside: .array), offset: index) }
            elements.append(try parseValue())
            skipWhiteSpace()
            switch current {
            case UInt8(ascii: ","):
                let comma = index
                index += 1
                skipWhiteSpace()
                if current == UInt8(ascii: "]") { throw Failure(kind: .trailingComma(before: .array), offset: comma) }
            case UInt8(ascii: "]"):
                leave()
                return elements
            default: throw try unexpected(.commaOrEnd(.array), inside: .array)
            }
        }
    }

    private mutating func parseObject() throws(Failure) -> JSONObject {
        try enter()
        var members = JSONObject()
        skipWhiteSpace()
        if current == UInt8(ascii: "}") {
            leave()
            return members
        }
        while true {
            guard current == UInt8(ascii: "\"") else { throw try noKey() }
            let key = try parseString()
            skipWhiteSpace()
            guard current == UInt8(ascii: ":") else { throw try unexpected(.colon, inside: .object) }
            index += 1
            skipWhiteSpace()
            if current == nil { throw Failure(kind: .unexpectedEnd(inside: .object), offset: index) }
            members.set(key, try parseValue())
            skipWhiteSpace()
            switch current {
            case UInt8(ascii: ","):
                let comma = index
                index += 1
                skipWhiteSpace()
                if current == UInt8(ascii: "}") { throw Failure(kind: .trailingComma(before: .object), offset: comma) }
            case UInt8(ascii: "}"):
                leave()
                return members
            default: throw try unexpected(.commaOrEnd(.object), inside: .object)
            }
        }
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

    private mutating func takeWord(_ word: StaticString) -> Bool {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[index..<end].elementsEqual(word.description.utf8) else { return false }
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
