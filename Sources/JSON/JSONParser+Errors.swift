// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds out what stands where the parser could not go on.
extension JSONParser {
    func noValue(_ bytes: Span<UInt8>, _ byte: UInt8) throws(Failure) -> Failure {
        switch byte {
        case UInt8(ascii: "'"): return Failure(kind: .singleQuotes, offset: index)
        case UInt8(ascii: "+"): return Failure(kind: .leadingPlus, offset: index)
        case UInt8(ascii: "."): return Failure(kind: .digitMissing(after: .nothing), offset: index)
        case _ where isWordByte(byte): return Failure(kind: .unknownWord(word(bytes)), offset: index)
        default: return try unexpected(bytes, .value, inside: .literal)
        }
    }

    func noKey(_ bytes: Span<UInt8>) throws(Failure) -> Failure {
        switch current(bytes) {
        case UInt8(ascii: "'"): return Failure(kind: .singleQuotes, offset: index)
        case .some(let byte) where isWordByte(byte): return Failure(kind: .unquotedKey, offset: index)
        default: return try unexpected(bytes, .key, inside: .object)
        }
    }

    func unexpected(
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
    func scalar(_ bytes: Span<UInt8>, at offset: Int) throws(Failure) -> Unicode.Scalar {
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
