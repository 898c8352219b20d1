// SPDX-License-Identifier: GPL-3.0-or-later

/// A change of a source that fixes an error: `text` replaces `range`.
package struct SourceEdit: Sendable, Equatable {
    package let range: SourceRange
    package let text: String

    package init(_ range: SourceRange, _ text: String) {
        self.range = range
        self.text = text
    }
}

extension Source {
    /// The text after all `edits`. If two overlap, only the first in source order is applied.
    package func text(after edits: [SourceEdit]) -> String {
        var result = ""
        var position = byteOrderMarkLength
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where edit.range.lowerBound >= position {
            result += text(in: position..<edit.range.lowerBound) + edit.text
            position = edit.range.upperBound
        }
        return result + text(in: position..<bytes.count)
    }
}
