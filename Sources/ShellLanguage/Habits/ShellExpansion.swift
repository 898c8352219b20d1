// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds what a system shell replaces within double quotes, and lamsh doesn't: `"$name"`, `"${name}"` and `"$(command)"`.
struct ShellExpansion {
    private let source: Source
    private let isVariable: (String) -> Bool

    /// - Parameter isVariable: whether lamsh has a variable with that name; other text with a `$` isn't a habit.
    init(_ source: Source, isVariable: @escaping (String) -> Bool) {
        self.source = source
        self.isVariable = isVariable
    }

    /// A warning about the first one in an argument or a value; nil if there's none.
    func notice(in range: SourceRange) -> Diagnostic? {
        let bytes = source.bytes[range.clamped(to: 0..<source.bytes.count)]
        guard bytes.contains(UInt8(ascii: "$")) else { return nil }
        let cursor = SourceCursor(source)
        var isQuoted = false
        var offset = bytes.startIndex
        while offset < bytes.endIndex {
            let rest = bytes[offset...]
            switch bytes[offset] {
            case UInt8(ascii: "\\"): offset += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "'") where !isQuoted:
                offset = rest.dropFirst().firstIndex(of: UInt8(ascii: "'")) ?? bytes.endIndex
            case UInt8(ascii: "<") where rest.starts(with: "<<".utf8):
                offset = cursor.endOfExpression(from: offset + 2).map { $0 + 1 } ?? bytes.endIndex
            case UInt8(ascii: "$") where isQuoted:
                if let notice = notice(atSign: rest) { return notice }
            default: break
            }
            offset += 1
        }
        return nil
    }

    private func notice(atSign bytes: ArraySlice<UInt8>) -> Diagnostic? {
        let start = bytes.startIndex
        let next = bytes.dropFirst()
        if next.first == UInt8(ascii: "("), next.dropFirst().first?.isLetter == true {
            return Diagnostic(.syntax(.systemShell(.substitution)), at: start..<start + 2, severity: .warning)
        }
        let isBraced = next.first == UInt8(ascii: "{")
        let name = next.dropFirst(isBraced ? 1 : 0).prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
        let text = String(decoding: name, as: UTF8.self)
        guard Identifier.isVariable(text.utf8), isVariable(text) else { return nil }
        guard isBraced else {
            return Diagnostic(.usage(.dollarInText(text)), at: start..<name.endIndex, severity: .warning)
        }
        guard name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: "}") else { return nil }
        return Diagnostic(.usage(.dollarInText(text)), at: start..<name.endIndex + 1, severity: .warning)
    }
}
