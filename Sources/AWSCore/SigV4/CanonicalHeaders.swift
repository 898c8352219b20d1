// SPDX-License-Identifier: GPL-3.0-or-later

/// The header part of a canonical request: names in lower case and sorted, white space trimmed and collapsed, the
/// values of a repeated name joined with commas in the order in which they came.
struct CanonicalHeaders {
    private var lines: [(name: String, values: [String])] = []

    init(_ fields: [HTTPField], signing isSigned: (String) -> Bool) {
        lines.reserveCapacity(fields.count)
        for field in fields {
            let name = field.name.asciiLowercased
            guard isSigned(name) else { continue }
            if let index = lines.firstIndex(where: { $0.name == name }) {
                lines[index].values.append(field.value)
            } else {
                lines.append((name, [field.value]))
            }
        }
        lines.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The value of SignedHeaders.
    var names: String { lines.map(\.name).joined(separator: ";") }

    func append(to bytes: inout [UInt8]) {
        for line in lines {
            bytes.append(contentsOf: line.name.utf8)
            bytes.append(UInt8(ascii: ":"))
            for (index, value) in line.values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.appendCollapsed(value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    private static func appendCollapsed(_ value: String, to bytes: inout [UInt8]) {
        var pendingSpace = false
        let start = bytes.count
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                pendingSpace = bytes.count > start
            default:
                if pendingSpace { bytes.append(UInt8(ascii: " ")) }
                pendingSpace = false
                bytes.append(byte)
            }
        }
    }
}

extension String {
    var asciiLowercased: String {
        utf8.contains { $0 != $0.asciiLowercased } ? String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self) : self
    }
}
