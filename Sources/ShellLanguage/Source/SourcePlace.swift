// SPDX-License-Identifier: GPL-3.0-or-later

/// A range in a source: where something was written.
package struct SourcePlace: Sendable {
    package let source: Source
    package let range: SourceRange

    package init(source: Source, range: SourceRange) {
        self.source = source
        self.range = range
    }
}

extension SourcePlace: CustomStringConvertible {
    /// `file:line:column`; `line:column` at the prompt.
    package var description: String {
        let position = source.position(of: range.lowerBound)
        return "\(source.name.map { $0 + ":" } ?? "")\(position.line):\(position.column)"
    }
}
