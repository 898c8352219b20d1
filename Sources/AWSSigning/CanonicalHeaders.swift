// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages

/// The header part of a canonical request: names in lower case and sorted, white space trimmed and collapsed, the
/// values of a repeated name joined with commas in their original order.
struct CanonicalHeaders {
    private var fields: [HTTPField] = []

    init(_ fields: [HTTPField], signing isSigned: (String) -> Bool) {
        self.fields.reserveCapacity(fields.count)
        for field in fields {
            let name = field.name.asciiLowercased
            guard isSigned(name) else { continue }
            // Inserted after equal names, so that their order is kept.
            var index = self.fields.count
            while index > 0, name.utf8.lexicographicallyPrecedes(self.fields[index - 1].name.utf8) { index -= 1 }
            self.fields.insert(HTTPField(name, field.value), at: index)
        }
    }

    /// The value of SignedHeaders.
    var names: String {
        var names = ""
        names.reserveCapacity(fields.reduce(0) { $0 + $1.name.utf8.count + 1 })
        for (index, field) in fields.enumerated() where index == 0 || field.name != fields[index - 1].name {
            if index > 0 { names += ";" }
            names += field.name
        }
        return names
    }

    func append(to bytes: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0, field.name == fields[index - 1].name {
                bytes.append(UInt8(ascii: ","))
            } else {
                if index > 0 { bytes.append(UInt8(ascii: "\n")) }
                bytes.append(contentsOf: field.name.utf8)
                bytes.append(UInt8(ascii: ":"))
            }
            Self.appendCollapsed(field.value, to: &bytes)
        }
        if !fields.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    }

    private static func appendCollapsed(_ value: String, to bytes: inout [UInt8]) {
        if value.isOneWord { return bytes.append(contentsOf: value.utf8) }
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
    /// Whether it contains no white space to trim or to collapse, which is the case for nearly every value.
    fileprivate var isOneWord: Bool {
        let bytes = utf8Span.span
        for index in bytes.indices where bytes[index] <= UInt8(ascii: " ") { return false }
        return true
    }
}
