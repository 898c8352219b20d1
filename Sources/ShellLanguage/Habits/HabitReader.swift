// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds in an error a habit from other tools: the error then says what to write here, and how the source becomes right.
struct HabitReader {
    private let source: Source
    private let names: KnownNames

    init(_ source: Source, names: KnownNames) {
        self.source = source
        self.names = names
    }

    /// `diagnostic`, or what a habit behind it makes of it.
    func explained(_ diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.severity == .error else { return diagnostic }
        let found = lookAlike(diagnostic) ?? prompt(diagnostic) ?? firstWord(diagnostic) ?? diagnostic
        return found.inStatement(at: diagnostic.statement)
    }

    // MARK: Characters

    /// The first look-alike in the place of the error. Its edits replace all in the statement.
    private func lookAlike(_ diagnostic: Diagnostic) -> Diagnostic? {
        var range = diagnostic.range.clamped(to: 0..<source.bytes.count)
        // A curly quote before a brace is the beginning of the word.
        while range.lowerBound > source.byteOrderMarkLength, source.bytes[range.lowerBound - 1] >= 0x80 {
            range = range.lowerBound - 1..<range.upperBound
        }
        let start = diagnostic.statement ?? source.lineRange(at: range.lowerBound).lowerBound
        // Before the place of the error, letters may be text; blanks that are none made two words one.
        let blanks = LookAlike.all(in: min(start, range.lowerBound)..<range.lowerBound, of: source)
            .filter { $0.character.replacement.allSatisfy { $0 == " " } }
        guard let first = blanks.first ?? LookAlike.all(in: range, of: source).first else { return nil }
        var end = SourceCursor(source)
        end.offset = range.upperBound
        end.skipStatement(from: range.lowerBound)
        let statement = min(start, range.lowerBound)..<max(range.upperBound, end.offset)
        let edits = LookAlike.all(in: statement, of: source)
            .map { SourceEdit($0.range, $0.character.replacement) }
        return Diagnostic(.syntax(.lookAlike(first.character)), at: first.range, edits: edits)
    }

    // MARK: Prompts

    /// A prompt at the start of the statement, unless its first word is a command: `list> f` writes a file.
    private func prompt(_ diagnostic: Diagnostic) -> Diagnostic? {
        let start: Int
        switch diagnostic.kind {
        case .syntax:
            guard let statement = diagnostic.statement else { return nil }
            start = statement
        case .usage(.unknownCommand): start = diagnostic.range.lowerBound
        case .expression, .expressionNote, .usage: return nil
        }
        guard let range = PastedPrompt.range(at: start, in: source), !names.isKnown(word(at: start)) else { return nil }
        let text = source.text(in: range)
        let last = text.lastIndex { $0 != " " && $0 != "\t" }
        let prompt = text.prefix(upTo: last.map(text.index(after:)) ?? text.endIndex)
        return Diagnostic(.syntax(.pastedPrompt(String(prompt))), at: range, edits: [SourceEdit(range, "")])
    }

    // MARK: First words

    /// A first word that does something elsewhere; `name()`, and comments of other languages.
    private func firstWord(_ diagnostic: Diagnostic) -> Diagnostic? {
        switch diagnostic.kind {
        case .syntax(.notAStatement(let text)):
            if let meaning = names.foreign.meaning(of: text) { return foreign(text, meaning, at: diagnostic.range) }
            if text.hasPrefix("//") || text.hasPrefix("/*") || text.hasPrefix("--") {
                let mark = diagnostic.range.lowerBound..<diagnostic.range.lowerBound + 2
                let edits = text.hasPrefix("/*") ? [] : [SourceEdit(mark, "#")]
                return Diagnostic(.syntax(.foreignComment(String(text.prefix(2)))), at: mark, edits: edits)
            }
            return parentheses(text, diagnostic)
        case .syntax:
            guard let start = diagnostic.statement else { return nil }
            let word = word(at: start)
            guard !names.isKnown(word), Keyword(rawValue: word) == nil, !ForeignWords.declarations.contains(word),
                let meaning = names.foreign.meaning(of: word)
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

    /// `exit()` and `invoke(echo)`.
    private func parentheses(_ text: String, _ diagnostic: Diagnostic) -> Diagnostic? {
        let name = String(text.prefix { $0 != "(" })
        guard name.utf8.count < text.utf8.count else { return nil }
        let after = diagnostic.range.lowerBound + name.utf8.count..<diagnostic.range.upperBound
        let isEmpty = text.dropFirst(name.count) == "()"
        if names.isKnown(name) {
            let edits = isEmpty ? [SourceEdit(after, "")] : []
            return Diagnostic(
                .usage(.parentheses(name, isEmpty: isEmpty)), at: after, edits: edits)
        }
        guard let meaning = names.foreign.meaning(of: name) else { return nil }
        let range = diagnostic.range.lowerBound..<after.lowerBound
        guard case .word(let ours) = meaning, isEmpty else { return foreign(name, meaning, at: range) }
        return Diagnostic(
            .usage(.foreignWord(name, meaning)), at: range, edits: [SourceEdit(diagnostic.range, ours)])
    }

    private func word(at start: Int) -> String {
        var cursor = SourceCursor(source)
        cursor.offset = start
        return cursor.text(cursor.nameRange())
    }
}
