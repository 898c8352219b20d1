// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

extension Parser {
    /// `<<expr>>`, at its `<<`.
    ///
    /// An expression that does not compile is recorded and stands as `@`: where it ends is known, so what follows it
    /// can still be checked.
    mutating func parseInterpolation() throws(Diagnostic) -> Interpolation {
        let start = lexer.offset
        if isSeekingEnd, lexer.endOfExpression(from: start + 2) == nil { cursor?.meet(.expression(start + 2)) }
        if let word = hereDocumentWord() {
            throw fault(.systemShell(.hereDocument(lexer.text(word))), at: start..<word.upperBound)
        }
        guard let end = lexer.endOfExpression(from: start + 2) else {
            throw fault(.unclosed(.interpolation), at: start..<start + 2)
        }
        lexer.offset = end + 2
        let range = start..<end + 2
        let text = lexer.text(start + 2..<end)
        if text.utf8.allSatisfy(\.isWhiteSpace) {
            record(fault(.emptyExpression, at: range))
            return Interpolation(expression: .wholeRoot, range: range, expressionOffset: start + 2)
        }
        do throws(ExpressionError) {
            let expression = try Expression(text, functions: functions)
            let interpolation = Interpolation(expression: expression, range: range, expressionOffset: start + 2)
            variables += interpolation.variables
            for note in expression.notes {
                record(
                    Diagnostic(.expressionNote(note), at: interpolation.sourceRange(of: note.range), severity: .warning)
                )
            }
            return interpolation
        } catch {
            record(
                Diagnostic(
                    .expression(error), at: start + 2 + error.range.lowerBound..<start + 2 + error.range.upperBound))
            return Interpolation(expression: .wholeRoot, range: range, expressionOffset: start + 2)
        }
    }

    /// The word of `<<EOF` at the end of a line, as a here-document of the system shell begins.
    private func hereDocumentWord() -> SourceRange? {
        var index = lexer.offset + 2
        let start = index
        let skipped = [UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "\"")]
        while index < lexer.bytes.count, skipped.contains(lexer.bytes[index]) { index += 1 }
        let letters = index
        while index < lexer.bytes.count, lexer.bytes[index].isUppercase || lexer.bytes[index] == UInt8(ascii: "_") {
            index += 1
        }
        guard index > letters else { return nil }
        while index < lexer.bytes.count, skipped.contains(lexer.bytes[index]) { index += 1 }
        var rest = lexer
        rest.offset = index
        return rest.isAtEnd || rest.isAtNewline ? start..<index : nil
    }
}

extension Expression {
    /// `@`, in the place of an expression that does not compile.
    fileprivate static let wholeRoot: Expression = {
        guard let expression = try? Expression("@") else { preconditionFailure("@ is an expression") }
        return expression
    }()
}

extension UInt8 {
    fileprivate var isUppercase: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
}
