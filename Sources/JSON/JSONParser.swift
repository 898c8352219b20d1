// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONValue {
    /// The deepest nesting that the parser accepts.
    public static let depthLimit = 512

    /// How strictly a text is read.
    public enum Reading: Sendable {
        /// Data from elsewhere: half of a surrogate pair, as a program writes a string that it cut inside an emoji, and
        /// bytes in a string that aren't UTF-8 become U+FFFD; a byte order mark is ignored.
        case data
        /// What a person writes: they're errors.
        case literal
    }

    /// Parses one JSON text (RFC 8259, UTF-8; surrounding white space is allowed).
    public init(parsing bytes: [UInt8], as reading: Reading = .data) throws(JSONSyntaxError) {
        var parser = JSONParser(textSize: bytes.count, isData: reading == .data)
        do {
            self = try parser.parseText(bytes.span, .whole)
        } catch {
            throw JSONSyntaxError(error.kind, at: error.offset, in: bytes)
        }
    }

    /// Parses one JSON text from elsewhere, as `Reading.data`, and builds only what `selection` selects.
    ///
    /// - Throws: the error that parsing the whole value throws.
    public init(parsing bytes: Span<UInt8>, selecting selection: JSONSelection) throws(JSONSyntaxError) {
        var parser = JSONParser(textSize: bytes.count, isData: true)
        do {
            self = try parser.parseText(bytes, selection)
        } catch {
            throw JSONSyntaxError(error.kind, at: error.offset, in: bytes.indices.map { bytes[$0] })
        }
    }

    public init(parsing text: String, as reading: Reading = .data) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8), as: reading)
    }
}

/// A recursive descent over bytes, which are passed to each method because a span can't be a stored property.
struct JSONParser {
    /// An error without line and column, which are computed later.
    struct Failure: Error {
        var kind: JSONSyntaxError.Kind
        var offset: Int
    }

    private let isData: Bool
    private var index = 0
    private var depth = 0
    private var keys: KeyCache
    private var sizes = SiblingSizes()

    init(textSize: Int, isData: Bool) {
        self.isData = isData
        keys = KeyCache(textSize: textSize)
    }

    mutating func parseText(_ bytes: Span<UInt8>, _ selection: JSONSelection) throws(Failure) -> JSONValue {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            guard isData else { throw Failure(kind: .byteOrderMark, offset: 0) }
            index = 3
        }
        skipWhiteSpace(bytes)
        if index == bytes.count { throw Failure(kind: .empty, offset: index) }
        let value = try parseParts(bytes, selection)
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
    private func current(_ bytes: Span<UInt8>) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    @inline(__always)
    private mutating func skipWhiteSpace(_ bytes: Span<UInt8>) {
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
            try parseColon(bytes)
            let value = try parseValue(bytes)
            if isNew { members.append(key, value) } else { members.set(key, value) }
            if try hasNext(bytes, in: .object, endingWith: UInt8(ascii: "}")) { continue }
            sizes.note(members.count, at: depth)
            leave()
            return members
        }
    }

    @inline(__always)
    private mutating func parseColon(_ bytes: Span<UInt8>) throws(Failure) {
        skipWhiteSpace(bytes)
        guard current(bytes) == UInt8(ascii: ":") else { throw try unexpected(bytes, .colon, inside: .object) }
        index += 1
        skipWhiteSpace(bytes)
        if index == bytes.count { throw Failure(kind: .unexpectedEnd(inside: .object), offset: index) }
    }

    /// Whether another element or member follows: consumes the comma before it, or stops at the container's end.
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

    /// A key, with a fingerprint that differs from those of most other keys.
    @inline(__always)
    private mutating func parseKey(_ bytes: Span<UInt8>) throws(Failure) -> (key: String, fingerprint: Fingerprint) {
        let start = index + 1
        let (end, isASCII) = bytes.plainText(from: start)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return (try parseString(bytes), .unknown) }
        let fingerprint = Fingerprint(bytes, start..<end)
        index = end + 1
        if let key = keys.find(bytes, start..<end, fingerprint) { return (key, fingerprint) }
        let key = try text(bytes, start..<end, isASCII: isASCII)
        // Other bytes may be repaired to the same key.
        if !isASCII, key.unicodeScalars.contains("\u{FFFD}") { return (key, .unknown) }
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
        guard let end = bytes.endOfWord(word, at: index) else { return false }
        index = end
        return true
    }
}

/// Builds only the selected parts of a value.
extension JSONParser {
    private mutating func parseParts(
        _ bytes: Span<UInt8>, _ selection: JSONSelection
    ) throws(Failure) -> JSONValue {
        guard !selection.isWhole, let byte = current(bytes) else { return try parseValue(bytes) }
        switch byte {
        case UInt8(ascii: "{"): return .object(try parseMembers(bytes, selection))
        case UInt8(ascii: "["):
            if let elements = selection.elements { return .array(try parseElements(bytes, elements)) }
            try skipValue(bytes)
            return .array([])
        default: return try parseValue(bytes)
        }
    }

    private mutating func parseMembers(
        _ bytes: Span<UInt8>, _ selection: JSONSelection
    ) throws(Failure) -> JSONObject {
        var members = JSONObject()
        if selection.members.isEmpty {
            try skipValue(bytes)
            return members
        }
        try enter()
        skipWhiteSpace(bytes)
        if current(bytes) == UInt8(ascii: "}") {
            leave()
            return members
        }
        members.reserveCapacity(selection.members.count)
        // A repeated key replaces the value before; places from 63 on count as repeated.
        var seen: UInt64 = 0
        while true {
            var place: Int?
            switch bytes.nextMember(at: index, of: selection, levels: JSONValue.depthLimit - depth) {
            case .value(let selected, let start): (place, index) = (selected, start)
            case .end(let end):
                index = end
                depth -= 1
                return members
            case .unclear(let start):
                index = start
                place = try parseKey(bytes, of: selection)
                try parseColon(bytes)
            }
            if let place {
                let value = try parseParts(bytes, selection.members[place].selection)
                let bit: UInt64 = 1 << min(place, 63)
                if seen & bit == 0 && place < 63 {
                    members.append(selection.members[place].key, value)
                } else {
                    members.set(selection.members[place].key, value)
                }
                seen |= bit
            } else {
                try skipValue(bytes)
            }
            if try hasNext(bytes, in: .object, endingWith: UInt8(ascii: "}")) { continue }
            leave()
            return members
        }
    }

    private mutating func parseElements(
        _ bytes: Span<UInt8>, _ selection: JSONSelection
    ) throws(Failure) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        skipWhiteSpace(bytes)
        if current(bytes) == UInt8(ascii: "]") {
            leave()
            return elements
        }
        while true {
            if index == bytes.count { throw Failure(kind: .unexpectedEnd(inside: .array), offset: index) }
            elements.append(try parseParts(bytes, selection))
            if try hasNext(bytes, in: .array, endingWith: UInt8(ascii: "]")) { continue }
            leave()
            return elements
        }
    }

    /// The place among the selected members of the one whose key is at `index`; nil if it isn't selected.
    private mutating func parseKey(_ bytes: Span<UInt8>, of selection: JSONSelection) throws(Failure) -> Int? {
        guard current(bytes) == UInt8(ascii: "\"") else { throw try noKey(bytes) }
        let key = try parseString(bytes)
        return selection.members.firstIndex { isIdentical($0.key, key) }
    }

    private mutating func skipValue(_ bytes: Span<UInt8>) throws(Failure) {
        if let end = bytes.endOfValue(at: index, levels: JSONValue.depthLimit - depth) {
            index = end
        } else {
            _ = try parseValue(bytes)
        }
    }
}

@inline(__always)
func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26
}

extension JSONParser {
    /// The string that starts at the quote at `index`.
    private mutating func parseString(_ bytes: Span<UInt8>) throws(Failure) -> String {
        let start = index + 1
        let (end, isASCII) = bytes.plainText(from: start)
        guard end < bytes.count else { throw Failure(kind: .unexpectedEnd(inside: .string), offset: end) }
        if bytes[end] == UInt8(ascii: "\"") {
            index = end + 1
            return try text(bytes, start..<end, isASCII: isASCII)
        }
        index = end
        return try parseEscapedString(bytes, from: start)
    }

    /// The string that starts at `start`, continued from the byte at `index`, the first one that can't simply be
    /// copied.
    private mutating func parseEscapedString(_ bytes: Span<UInt8>, from start: Int) throws(Failure) -> String {
        var result: [UInt8] = []
        var runStart = start
        while true {
            index = bytes.plainText(from: index).end
            guard let byte = current(bytes) else {
                throw Failure(kind: .unexpectedEnd(inside: .string), offset: index)
            }
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                throw Failure(kind: .controlCharacter(byte), offset: index)
            }
            try checkUTF8(bytes, runStart..<index)
            for position in runStart..<index { result.append(bytes[position]) }
            if byte == UInt8(ascii: "\"") {
                index += 1
                return String(decoding: result, as: UTF8.self)
            }
            try parseEscape(bytes, into: &result)
            runStart = index
        }
    }

    private mutating func parseEscape(_ bytes: Span<UInt8>, into result: inout [UInt8]) throws(Failure) {
        guard index + 1 < bytes.count else {
            throw Failure(kind: .unexpectedEnd(inside: .string), offset: bytes.count)
        }
        let escaped: UInt8
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escaped = bytes[index + 1]
        case UInt8(ascii: "b"): escaped = 0x08
        case UInt8(ascii: "f"): escaped = 0x0C
        case UInt8(ascii: "n"): escaped = 0x0A
        case UInt8(ascii: "r"): escaped = 0x0D
        case UInt8(ascii: "t"): escaped = 0x09
        case UInt8(ascii: "u"):
            UTF8.encode(try parseUnicodeEscape(bytes)) { result.append($0) }
            return
        default: throw Failure(kind: .unknownEscape(try scalar(bytes, at: index + 1)), offset: index)
        }
        result.append(escaped)
        index += 2
    }

    /// `\uXXXX`, or two of them that form a surrogate pair.
    private mutating func parseUnicodeEscape(_ bytes: Span<UInt8>) throws(Failure) -> Unicode.Scalar {
        let start = index
        let unit = try codeUnit(bytes, at: start)
        index += 6
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u"), case let trail = try codeUnit(bytes, at: index),
            UTF16.isTrailSurrogate(trail)
        else {
            guard isData else { throw Failure(kind: .loneSurrogate(unit), offset: start) }
            return "\u{FFFD}"
        }
        index += 6
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    /// The four hexadecimal digits of the escape at `offset`.
    private func codeUnit(_ bytes: Span<UInt8>, at offset: Int) throws(Failure) -> UInt16 {
        var unit: UInt16 = 0
        for position in offset + 2..<offset + 6 {
            guard position < bytes.count else {
                throw Failure(kind: .unexpectedEnd(inside: .string), offset: bytes.count)
            }
            guard let digit = hexDigit(bytes[position]) else {
                throw Failure(kind: .incompleteUnicodeEscape, offset: offset)
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    @inline(__always)
    private func text(_ bytes: Span<UInt8>, _ range: Range<Int>, isASCII: Bool) throws(Failure) -> String {
        // Bytes that are known to be ASCII needn't be validated again.
        if isASCII { return unsafe String(copying: UTF8Span(unchecked: bytes.extracting(range), isKnownASCII: true)) }
        do {
            return String(copying: try UTF8Span(validating: bytes.extracting(range)))
        } catch {
            guard isData else {
                throw Failure(kind: .invalidUTF8, offset: range.lowerBound + error.byteOffsets.lowerBound)
            }
            return String(decoding: range.map { bytes[$0] }, as: UTF8.self)
        }
    }

    /// In data the string repairs them.
    private func checkUTF8(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Failure) {
        if isData { return }
        do {
            _ = try UTF8Span(validating: bytes.extracting(range))
        } catch {
            throw Failure(kind: .invalidUTF8, offset: range.lowerBound + error.byteOffsets.lowerBound)
        }
    }
}

func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// Finds out why the parser couldn't continue.
extension JSONParser {
    private func noValue(_ bytes: Span<UInt8>, _ byte: UInt8) throws(Failure) -> Failure {
        switch byte {
        case UInt8(ascii: "'"): return Failure(kind: .singleQuotes, offset: index)
        case UInt8(ascii: "+"): return Failure(kind: .leadingPlus, offset: index)
        case UInt8(ascii: "."): return Failure(kind: .digitMissing(after: .nothing), offset: index)
        case _ where isWordByte(byte): return Failure(kind: .unknownWord(word(bytes)), offset: index)
        default: return try unexpected(bytes, .value, inside: .literal)
        }
    }

    private func noKey(_ bytes: Span<UInt8>) throws(Failure) -> Failure {
        switch current(bytes) {
        case UInt8(ascii: "'"): return Failure(kind: .singleQuotes, offset: index)
        case .some(let byte) where isWordByte(byte): return Failure(kind: .unquotedKey, offset: index)
        default: return try unexpected(bytes, .key, inside: .object)
        }
    }

    private func unexpected(
        _ bytes: Span<UInt8>, _ expected: JSONSyntaxError.Expected, inside construct: JSONSyntaxError.Construct
    ) throws(Failure) -> Failure {
        guard let byte = current(bytes) else { return Failure(kind: .unexpectedEnd(inside: construct), offset: index) }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") || next == UInt8(ascii: "*") {
            return Failure(kind: .comment, offset: index)
        }
        return Failure(kind: .unexpected(try scalar(bytes, at: index), instead: expected), offset: index)
    }

    /// The character at `offset`.
    private func scalar(_ bytes: Span<UInt8>, at offset: Int) throws(Failure) -> Unicode.Scalar {
        var decoder = UTF8()
        var rest = (offset..<min(offset + 4, bytes.count)).map { bytes[$0] }.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else {
            throw Failure(kind: .invalidUTF8, offset: offset)
        }
        return scalar
    }

    private func word(_ bytes: Span<UInt8>) -> String {
        let candidates = index..<min(index + 40, bytes.count)
        return String(decoding: candidates.map { bytes[$0] }.prefix(while: isWordByte), as: UTF8.self)
    }
}
