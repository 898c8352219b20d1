// SPDX-License-Identifier: GPL-3.0-or-later

/// Base64 (RFC 4648): writes the standard alphabet with padding; reads both alphabets, with or without padding.
enum Base64 {
    enum Flaw: Error, Equatable {
        case character(Character)
        case length
        case padding
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// White space counts for nothing.
    static func decode(_ text: String) -> Result<[UInt8], Flaw> {
        var result: [UInt8] = []
        var bits = 0
        var digits = 0
        var padding = 0
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            if scalar == "=" {
                padding += 1
                continue
            }
            guard let value = value(of: scalar) else { return .failure(.character(Character(scalar))) }
            if padding > 0 { return .failure(.padding) }
            bits = (bits << 6 | value) & 0xFFFFFF
            digits += 1
            if digits % 4 != 1 { result.append(UInt8(truncatingIfNeeded: bits >> (6 - 2 * ((digits - 1) % 4)))) }
        }
        if digits % 4 == 1 { return .failure(.length) }
        if padding > 0, padding != (4 - digits % 4) % 4 { return .failure(.padding) }
        return .success(result)
    }

    private static func value(of scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "A"..."Z": Int(scalar.value) - 65
        case "a"..."z": Int(scalar.value) - 97 + 26
        case "0"..."9": Int(scalar.value) - 48 + 52
        case "+", "-": 62
        case "/", "_": 63
        default: nil
        }
    }
}

extension Base64.Flaw {
    var message: String {
        switch self {
        case .character(let character): "`\(character)` is no character of Base64"
        case .length: "the text is no Base64: a character is missing or too many"
        case .padding: "the text is no Base64: `=` stands only at its end, to make its length a multiple of four"
        }
    }
}
