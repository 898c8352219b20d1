// SPDX-License-Identifier: GPL-3.0-or-later

/// RFC 3986 percent-encoding with hexadecimal digits in upper case.
package enum PercentEncoding {
    /// Which bytes aren't encoded, apart from the unreserved ones, `A-Z a-z 0-9 - . _ ~`.
    package enum Place: Sendable {
        /// A path segment, or a name or value in a query or form: no other bytes. AWS signs queries and forms with this
        /// set; a space is `%20`, which forms allow.
        case component
        /// A path: its slashes.
        case path
    }

    package static func encode(_ text: String, for place: Place = .component) -> String {
        var bytes: [UInt8] = []
        append(text.utf8.span, for: place, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    package static func append(_ source: Span<UInt8>, for place: Place, to bytes: inout [UInt8]) {
        for index in source.indices {
            let byte = source[index]
            if isUnreserved(byte) || place == .path && byte == UInt8(ascii: "/") {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(Hexadecimal.upperCase(byte >> 4))
                bytes.append(Hexadecimal.upperCase(byte & 15))
            }
        }
    }

    /// The bytes that `source` encodes. A `%` that isn't followed by two hexadecimal digits is literal, as servers read
    /// it.
    package static func decode(_ source: some Sequence<UInt8>) -> [UInt8] {
        decode(Array(source), refusing: false) ?? []
    }

    /// The same; nil if a `%` isn't followed by two digits.
    package static func decodeStrictly(_ text: String) -> [UInt8]? { decode(Array(text.utf8), refusing: true) }

    private static func decode(_ source: [UInt8], refusing: Bool) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%") {
                if index + 2 < source.count, let high = Hexadecimal.value(source[index + 1]),
                    let low = Hexadecimal.value(source[index + 2])
                {
                    bytes.append(high << 4 | low)
                    index += 3
                    continue
                }
                if refusing { return nil }
            }
            bytes.append(source[index])
            index += 1
        }
        return bytes
    }

    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
