// SPDX-License-Identifier: GPL-3.0-or-later

/// One header line of an HTTP message.
package struct HTTPField: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [HTTPField] {
    /// The value of the first field called `name`, in any case.
    package func first(named name: String) -> String? {
        firstIndex { $0.name.equalsIgnoringASCIICase(name) }.map { self[$0].value }
    }
}

extension String {
    fileprivate func equalsIgnoringASCIICase(_ other: String) -> Bool {
        // Most names differ in length, which is known before their bytes are.
        guard utf8.count == other.utf8.count else { return false }
        let (a, b) = (utf8Span.span, other.utf8Span.span)
        for index in a.indices where a[index].asciiLowercased != b[index].asciiLowercased { return false }
        return true
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
