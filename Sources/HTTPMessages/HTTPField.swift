// SPDX-License-Identifier: GPL-3.0-or-later

/// One header line of an HTTP message.
package struct HTTPField: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Names are compared in any case.
    package func isNamed(_ name: String) -> Bool { self.name.equalsIgnoringASCIICase(name) }
}

extension [HTTPField] {
    /// The value of the first field called `name`, in any case.
    package func first(named name: String) -> String? {
        firstIndex { $0.isNamed(name) }.map { self[$0].value }
    }
}

extension String {
    fileprivate func equalsIgnoringASCIICase(_ other: String) -> Bool {
        // Most names differ in length, which is known without reading their bytes.
        guard utf8.count == other.utf8.count else { return false }
        let (a, b) = (utf8Span.span, other.utf8Span.span)
        for index in a.indices where a[index].asciiLowercased != b[index].asciiLowercased { return false }
        return true
    }

    /// With A to Z in lower case, as field names and hosts are compared.
    package var asciiLowercased: String {
        let bytes = utf8Span.span
        for index in bytes.indices where bytes[index] != bytes[index].asciiLowercased {
            return unsafe String(unsafeUninitializedCapacity: bytes.count) { result in
                for index in bytes.indices { unsafe result[index] = bytes[index].asciiLowercased }
                return bytes.count
            }
        }
        return self
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}

extension Substring {
    /// Without leading and trailing spaces and tabs, which a field's elements may have.
    package var trimmingSpaces: Substring {
        let (space, tab) = (UInt8(ascii: " "), UInt8(ascii: "\t"))
        let start = utf8.drop { $0 == space || $0 == tab }
        guard let last = start.lastIndex(where: { $0 != space && $0 != tab }) else { return "" }
        return Substring(start[...last])
    }
}
