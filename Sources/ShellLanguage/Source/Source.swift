// SPDX-License-Identifier: GPL-3.0-or-later

/// A half-open range of byte offsets in a source's UTF-8 text.
package typealias SourceRange = Range<Int>

/// A text in the lamsh language, and its name in diagnostics.
package struct Source: Sendable {
    /// `checkout.lamsh`, `-c:1` or `<stdin>`; nil at the prompt, where diagnostics don't name a file.
    package let name: String?
    /// The whole text as UTF-8, as it was read (including a byte order mark).
    package let bytes: [UInt8]
    let lineStarts = LineStarts()

    package init(name: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    package init(name: String? = nil, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The text of the part of `range` that's within the source; repairs ill-formed UTF-8.
    package func text(in range: SourceRange) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }
}
