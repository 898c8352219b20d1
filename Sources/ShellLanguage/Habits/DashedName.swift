// SPDX-License-Identifier: GPL-3.0-or-later

/// A name with a dash in an expression, where `-` subtracts.
package enum DashedName {
    /// The hint for an unknown name at `range`; nil if it isn't a part of a name with a dash.
    package static func hint(in source: Source, at range: SourceRange) -> String? {
        let bytes = source.bytes
        guard range.upperBound <= bytes.count else { return nil }
        let start = bytes[..<range.lowerBound].lastIndex { !$0.isNameByte }.map { $0 + 1 } ?? 0
        let end = bytes[range.upperBound...].firstIndex { !$0.isNameByte } ?? bytes.count
        let dash = UInt8(ascii: "-")
        guard bytes[start..<end].contains(dash), bytes[start] != dash, bytes[end - 1] != dash else { return nil }
        let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
        let name = "\(isMember ? "." : "")\"\(source.text(in: start..<end))\""
        return "`-` subtracts; a name with a dash needs quotes: `\(name)`"
    }
}
