// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON

/// Recognises habits from other tools in errors, which then say what to write here and how to fix the source.
struct HabitReader {
    private let source: Source
    private let names: KnownNames

    init(_ source: Source, names: KnownNames) {
        self.source = source
        self.names = names
    }

    /// `diagnostic`, or a better one if there's a habit behind it.
    func explained(_ diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.severity == .error else { return diagnostic }
        let found =
            lookAlike(diagnostic) ?? prompt(diagnostic) ?? firstWord(diagnostic) ?? expressionOutside(diagnostic)
            ?? diagnostic
        return found.inStatement(at: diagnostic.statement)
    }

    // MARK: Characters

    /// The error for the first look-alike in the place of `diagnostic`. Its edits replace all those in the statement.
    private func lookAlike(_ diagnostic: Diagnostic) -> Diagnostic? {
        var range = source.wholeCharacters(place(of: diagnostic))
        // If a curly quote comes before a brace, the word begins at the quote.
        while range.lowerBound > source.byteOrderMarkLength, source.bytes[range.lowerBound - 1] >= 0x80 {
            range = range.lowerBound - 1..<range.upperBound
        }
        let start = diagnostic.statement ?? source.lineRange(at: range.lowerBound).lowerBound
        // Before the place of the error, letters may be text, but look-alikes of blanks joined two words.
        let blanks = LookAlike.all(in: min(start, range.lowerBound)..<range.lowerBound, of: source)
            .filter { $0.character.replacement.allSatisfy { $0 == " " } }
        guard let first = blanks.first ?? LookAlike.all(in: range, of: source).first else { return nil }
        let statement = min(start, range.lowerBound)..<max(range.upperBound, endOfStatement(from: range))
        let line = source.lineRange(at: range.lowerBound).lowerBound
        let edits = LookAlike.all(in: statement, of: source).map { found in
            // The history doesn't keep entries that begin with a space.
            let isIndent = found.range.lowerBound == line && found.character.replacement == " "
            return SourceEdit(found.range, isIndent ? "" : found.character.replacement)
        }
        return Diagnostic(.syntax(.lookAlike(first.character)), at: first.range, edits: edits)
    }

    /// The range of an error; for an unknown name, it includes a look-alike of `=` after the name.
    private func place(of diagnostic: Diagnostic) -> SourceRange {
        let range = diagnostic.range.clamped(to: 0..<source.bytes.count)
        guard case .usage(.unknownCommand) = diagnostic.kind else { return range }
        let next = source.bytes[range.upperBound...].firstIndex { $0 != UInt8(ascii: " ") } ?? range.upperBound
        let sign = source.wholeCharacters(next..<min(next + 1, source.bytes.count))
        return source.text(in: sign).unicodeScalars.first.flatMap { LookAlike($0) }?.replacement == "="
            ? range.lowerBound..<sign.upperBound : range
    }

    private func endOfStatement(from range: SourceRange) -> Int {
        var end = SourceCursor(source)
        end.offset = range.upperBound
        end.skipStatement(from: range.lowerBound)
        return end.offset
    }

    // MARK: Prompts

    /// The error for a prompt before a statement, unless the first word is a command: `list> f` writes a file.
    private func prompt(_ diagnostic: Diagnostic) -> Diagnostic? {
        let start: Int
        switch diagnostic.kind {
        case .syntax:
            guard let statement = diagnostic.statement else { return nil }
            start = statement
        case .usage(.unknownCommand(_, _, _, onRight: false)): start = diagnostic.range.lowerBound
        case .expression, .expressionNote, .usage: return nil
        }
        var prompts: [SourceRange] = []
        if !names.isKnown(word(at: start)),
            let range = PastedPrompt.range(at: start, in: source, isCommand: { isFirstWord($0) })
        {
            prompts.append(range)
        } else if diagnostic.kind != .syntax(.afterRedirect) {
            return nil
        }
        let end = endOfStatement(from: start..<max(start, diagnostic.range.upperBound))
        return pastedPrompts(prompts + PastedPrompt.continuations(in: start..<max(start, end), of: source))
    }

    private func pastedPrompts(_ ranges: [SourceRange]) -> Diagnostic? {
        guard let first = ranges.first else { return nil }
        let text = source.text(in: first)
        let last = text.lastIndex { $0 != " " && $0 != "\t" }
        let prompt = text.prefix(upTo: last.map(text.index(after:)) ?? text.endIndex)
        return Diagnostic(.syntax(.pastedPrompt(String(prompt))), at: first, edits: ranges.map { SourceEdit($0, "") })
    }

    /// Whether a statement can begin with `word`, either here or in a tool whose command lines are known.
    private func isFirstWord(_ word: String) -> Bool {
        names.isKnown(word) || names.foreign.isProgram(word) || names.foreign.meaning(of: word) != nil
            || Keyword.opensStatement(word)
    }

    // MARK: First words

    /// The error for a first word that has a meaning in other tools, for `name()`, and for comments of other languages.
    private func firstWord(_ diagnostic: Diagnostic) -> Diagnostic? {
        switch diagnostic.kind {
        case .syntax(.notAStatement(let text)):
            if let meaning = names.foreign.meaning(of: text) { return foreign(text, meaning, at: diagnostic.range) }
            if let mark = foreignComment(text) {
                let range = diagnostic.range.lowerBound..<diagnostic.range.lowerBound + 2
                let edits = mark == "/*" ? [] : [SourceEdit(range, "#")]
                return Diagnostic(.syntax(.foreignComment(mark)), at: range, edits: edits)
            }
            return parentheses(text, diagnostic)
        case .syntax(.notARightSide(let text)): return parentheses(text, diagnostic) ?? rightSide(diagnostic)
        case .syntax(.afterStatement(let text)) where SyntaxFault.operators.contains(text):
            return rightSide(diagnostic)
        case .syntax:
            guard let start = diagnostic.statement, !names.runsScripts else { return nil }
            let word = word(at: start)
            guard !names.isKnown(word), Keyword(rawValue: word) == nil, !ForeignWords.declarations.contains(word),
                let meaning = names.foreign.meaning(of: word), value(at: start) == nil
            else { return nil }
            return foreign(word, meaning, at: start..<start + word.utf8.count)
        case .usage(.unknownCommand(let name, _, let isVariable, let onRight)):
            if onRight, let constant = ForeignWords.constant(name) {
                return Diagnostic(
                    .usage(.foreignConstant(name, constant)), at: diagnostic.range,
                    edits: [SourceEdit(diagnostic.range, constant)])
            }
            guard !onRight, !isVariable, let meaning = names.foreign.meaning(of: name) else { return nil }
            return foreign(name, meaning, at: diagnostic.range)
        case .expression, .expressionNote, .usage: return nil
        }
    }

    private func foreign(_ word: String, _ meaning: ForeignWord, at range: SourceRange) -> Diagnostic {
        let edits: [SourceEdit] = if case .word(let ours) = meaning { [SourceEdit(range, ours)] } else { [] }
        return Diagnostic(.usage(.foreignWord(word, meaning)), at: range, edits: edits)
    }

    /// The mark that begins a comment in other languages. `--name` isn't one: it's an option that a line break cut off.
    private func foreignComment(_ text: String) -> String? {
        if text.hasPrefix("--"), text.utf8.dropFirst(2).first?.isLetter == true { return nil }
        return ["//", "/*", "--"].first(where: text.hasPrefix)
    }

    /// The error for `exit()`, `invoke(echo)` and `print("a b")`.
    private func parentheses(_ text: String, _ diagnostic: Diagnostic) -> Diagnostic? {
        let name = String(text.prefix { $0 != "(" })
        guard name.utf8.count < text.utf8.count else { return nil }
        let opening = diagnostic.range.lowerBound + name.utf8.count
        let arguments = endOfParentheses(at: opening).flatMap { end in
            argument(in: opening + 1..<end - 1).map { SourceEdit(opening..<end, $0) }
        }
        let isEmpty = text.dropFirst(name.count).hasPrefix("()")
        if names.isKnown(name) {
            return Diagnostic(
                .usage(.parentheses(name, isEmpty: isEmpty)), at: opening..<diagnostic.range.upperBound,
                edits: arguments.map { [$0] } ?? [])
        }
        guard let meaning = names.foreign.meaning(of: name) else { return nil }
        let found = foreign(name, meaning, at: diagnostic.range.lowerBound..<opening)
        guard let arguments, !found.edits.isEmpty else {
            return Diagnostic(found.kind, at: found.range)
        }
        return Diagnostic(found.kind, at: found.range, edits: found.edits + [arguments])
    }

    /// The position after the `)` that closes the `(` at `start` on the same line.
    private func endOfParentheses(at start: Int) -> Int? {
        var cursor = SourceCursor(source)
        cursor.offset = start
        var depth = 0
        while let byte = cursor.byte(), !cursor.isAtNewline {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                cursor.skipQuoted(withinLine: true)
                continue
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return cursor.offset + 1 }
            default: break
            }
            cursor.offset += 1
        }
        return nil
    }

    /// The only argument between the parentheses of another language, with a blank before it; empty if there's none.
    private func argument(in range: SourceRange) -> String? {
        let text = source.text(in: range)
        if text.utf8.allSatisfy(\.isWhiteSpace) { return "" }
        if isNumber(text) || isQuoted(text) { return " " + text }
        return names.beginsWithVariable(text) && isExpression(text) ? " <<\(text)>>" : nil
    }

    // MARK: Right sides

    /// The error for the value of an assignment or `return` that has no `<< >>`, or joins texts with `+`.
    private func rightSide(_ diagnostic: Diagnostic) -> Diagnostic? {
        guard let statement = diagnostic.statement, let start = value(at: statement) else { return nil }
        let end = endOfStatement(from: start..<max(start, diagnostic.range.upperBound))
        let trimmed = statementText(in: start..<end)
        let range = start..<start + trimmed.utf8.count
        if trimmed.contains("+"), trimmed.contains("'") || trimmed.contains("\"") {
            return Diagnostic(.usage(.joinedTexts), at: diagnostic.range)
        }
        guard isExpression(trimmed), beginsAsExpression(trimmed) else { return nil }
        return outside(trimmed, at: range)
    }

    private func outside(_ expression: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.usage(.arithmetic(expression)), at: range, edits: [SourceEdit(range, "<<\(expression)>>")])
    }

    // MARK: Expressions outside `<< >>`

    /// The error for an expression at the start of a statement, in JSON or in the header of a block.
    private func expressionOutside(_ diagnostic: Diagnostic) -> Diagnostic? {
        let start = diagnostic.range.lowerBound
        let text: String
        var isHeader = false
        switch diagnostic.kind {
        case .syntax(.notAStatement(let statement)): text = statement
        case .syntax(.json(.notAValue)): text = path(at: start)
        case .syntax(.expected(.sequence, _)):
            text = header(from: start)
            isHeader = true
            if let range = countingRange(text) { return outside(range, at: start..<start + text.utf8.count) }
        case .syntax(.expected(.condition, _)):
            text = header(from: start)
            isHeader = true
        case .syntax, .usage, .expression, .expressionNote: return nil
        }
        let value = String(text.trimmingPrefix("!"))
        guard isHeader ? beginsAsExpression(value) : names.beginsWithVariable(value), isExpression(text) else {
            return nil
        }
        return outside(text, at: start..<start + text.utf8.count)
    }

    /// A variable with the members and indices after it.
    private func path(at start: Int) -> String {
        var end = start
        var depth = 0
        scan: while end < source.bytes.count {
            switch source.bytes[end] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]") where depth > 0: depth -= 1
            case UInt8(ascii: "."), UInt8(ascii: "_"): break
            case UInt8(ascii: "-") where depth > 0: break
            case let byte where byte.isLetter || byte.isDigit: break
            default: break scan
            }
            end += 1
        }
        return source.text(in: start..<end)
    }

    /// The text from `start` to the `{` of the block or the end of the line.
    private func header(from start: Int) -> String {
        let line = statementText(in: start..<max(start, source.lineRange(at: start).upperBound))
        return line.firstRange(of: " {").map { String(line[..<$0.lowerBound]) } ?? line
    }

    /// The expression for the `1..3` of other languages, which counts the end.
    private func countingRange(_ text: String) -> String? {
        let ends = text.split(separator: "..", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), last < .max else { return nil }
        return "range(\(first), \(last + 1))"
    }

    /// The text in `range`, without a comment and the blanks at the end.
    private func statementText(in range: SourceRange) -> String {
        var text = source.text(in: range)[...]
        if !text.contains("'"), !text.contains("\""), let comment = text.firstRange(of: " #") {
            text = text[..<comment.lowerBound]
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Where the value of the assignment or `return` at `start` begins; nil if there's neither.
    private func value(at start: Int) -> Int? {
        Parser.valueOfAssignment(in: source, at: start, functions: names.functions)
    }

    /// Whether `text` begins with a number, a parenthesis, a variable or a function; other words may be text.
    private func beginsAsExpression(_ text: String) -> Bool {
        let first = text.utf8.first ?? 0
        if first == UInt8(ascii: "(") { return true }
        // Dates and the like contain operators, too, but no blanks around them.
        if first.isDigit || first == UInt8(ascii: "-") { return text.contains(" ") }
        let name = String(text.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) })
        return names.beginsWithVariable(text) || names.beginsWithVariable(name)
            || text.dropFirst(name.count).hasPrefix("(")
    }

    private func isExpression(_ text: String) -> Bool { (try? Expression(text, functions: names.functions)) != nil }

    private func isNumber(_ text: String) -> Bool { JSONNumber(parsing: text) != nil }

    /// Whether `text` is just one quoted text.
    private func isQuoted(_ text: String) -> Bool {
        guard let quote = text.utf8.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return false
        }
        var cursor = SourceCursor(Source(text: text))
        cursor.skipQuoted(withinLine: true)
        return cursor.isAtEnd && text.utf8.count > 1
    }

    private func word(at start: Int) -> String {
        var cursor = SourceCursor(source)
        cursor.offset = start
        return cursor.text(cursor.nameRange())
    }
}
