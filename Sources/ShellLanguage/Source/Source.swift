// SPDX-License-Identifier: GPL-3.0-or-later

/// A half-open range of byte offsets in a source's UTF-8 text.
package typealias SourceRange = Range<Int>

/// A text in the lamsh language and the name under which diagnostics speak of it.
package struct Source: Sendable {
    /// `checkout.lamsh`, `-c:1` or `<stdin>`; nil at the prompt, whose diagnostics name no file.
    package let name: String?
    /// The whole text as UTF-8, as it was read (a byte order mark included).
    package let bytes: [UInt8]

    package init(name: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    package init(name: String? = nil, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The text of `range`, which is cut to what the source holds; ill-formed UTF-8 is repaired.
    package func text(in range: SourceRange) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }
}
