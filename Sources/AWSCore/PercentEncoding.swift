// SPDX-License-Identifier: GPL-3.0-or-later

/// RFC 3986 percent-encoding with AWS's choice of bytes: all but `A-Z a-z 0-9 - . _ ~` are encoded, in upper case.
package enum PercentEncoding {
    /// A path label, a query name or a query value: `/` is encoded too.
    package static func encode(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        append(text.utf8, keepingSlashes: false, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func append(_ source: some Sequence<UInt8>, keepingSlashes: Bool, to bytes: inout [UInt8]) {
        for byte in source {
            if isUnreserved(byte) || keepingSlashes && byte == UInt8(ascii: "/") {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(Hexadecimal.upperCase(byte >> 4))
                bytes.append(Hexadecimal.upperCase(byte & 15))
            }
        }
    }

    /// The bytes that `source` stands for. A `%` that is not followed by two hexadecimal digits stands for itself.
    package static func decode(_ source: some Sequence<UInt8>) -> [UInt8] {
        let source = Array(source)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let high = Hexadecimal.value(source[index + 1]), let low = Hexadecimal.value(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return bytes
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
