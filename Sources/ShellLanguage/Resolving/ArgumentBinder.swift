// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON

/// Converts an argument as written to the kind that its parameter takes.
struct ArgumentBinder {
    let names: KnownNames

    /// There's no kind after an error; a kind can come with a tip.
    typealias Outcome = (kind: Argument.Kind?, diagnostics: [Diagnostic])

    func bind(_ value: RawArgument.Value, to parameter: Parameter, shown: String) -> Outcome {
        switch parameter.kind {
        case .value: return bindValue(value, shown)
        case .body: return bindBody(value, shown, isJSON: true)
        case .blob: return bindBody(value, shown, isJSON: false)
        case .words: return bindWords(value)
        case .expression: return bindExpression(value, shown)
        case .textOrFile: return bindFile(value) ?? withFileNotice(value, bindText(value, parameter, shown))
        case .text, .secret, .choice, .integer, .duration, .pause, .flag, .file, .folder, .glob, .functionName,
            .qualifier, .region, .name, .profile, .connection, .variable:
            return bindText(value, parameter, shown)
        }
    }

    /// A VALUE: a template, quoted text, a bare scalar or one interpolation.
    ///
    /// - Parameter takesFile: whether `@file` is allowed instead.
    func bindValue(_ value: RawArgument.Value, _ shown: String, takesFile: Bool = false) -> Outcome {
        guard case .word(let word) = value else {
            guard case .template(let template) = value else { return (nil, []) }
            return (.value(template), [])
        }
        if let interpolation = word.soleInterpolation {
            return (.value(Template(kind: .interpolation(interpolation), range: word.range)), [])
        }
        if let text = word.soleQuoted { return (.value(Parser.template(of: text)), []) }
        if let scalar = word.scalar { return (.value(Template(kind: .constant(scalar), range: word.range)), []) }
        if word.pieces.isEmpty { return (.value(Template(kind: .constant(""), range: word.range)), []) }
        guard let bare = word.soleBare else {
            return refuse(.piecesAsValue(parameter: shown, isFile: takesFile && word.beginsWithFileURL), at: word.range)
        }
        if let constant = ForeignWords.constant(bare) {
            return refuse(
                .foreignConstant(bare, constant), at: word.range, edits: [SourceEdit(word.range, constant)])
        }
        let isVariable = names.beginsWithVariable(bare)
        let file = takesFile && !isVariable ? FileReference.name(in: bare) : nil
        return refuse(
            .bareWordAsValue(bare, parameter: shown, isVariable: isVariable, file: file), at: word.range,
            edits: (file.map { "@\($0)" } ?? (isVariable ? interpolation(bare) : nil))
                .map { [SourceEdit(word.range, $0)] } ?? [])
    }

    /// nil if `text` isn't an expression.
    private func interpolation(_ text: String) -> String? {
        (try? Expression(text, functions: names.functions)).map { _ in "<<\(text)>>" }
    }

    private func bindWords(_ value: RawArgument.Value) -> Outcome {
        switch value {
        case .template(let template): return (.value(template), [])
        case .word(let word):
            if let notice = notice(on: word) { return (.text(word), [notice]) }
            guard let interpolation = word.soleInterpolation else { return (.text(word), []) }
            return (.value(Template(kind: .interpolation(interpolation), range: word.range)), [])
        }
    }

    /// A notice about text that's printed as it is but means something else in another shell.
    private func notice(on word: Word) -> Diagnostic? {
        guard case .bare(let text, let range) = word.pieces.first else { return nil }
        if let quote = text.unicodeScalars.first.flatMap({ LookAlike($0) }), quote.isQuote {
            let end = range.lowerBound + UTF8.width(quote.scalar)
            return Diagnostic(.usage(.curlyQuotes(quote)), at: range.lowerBound..<end, severity: .warning)
        }
        guard let bare = word.soleBare else { return nil }
        // A sentence may end with the name of a variable.
        if Identifier.isPath(bare), bare.contains(where: { ".[".contains($0) }), bare.last != ".",
            names.beginsWithVariable(bare)
        {
            return Diagnostic(.usage(.pathAsText(bare)), at: word.range, severity: .warning)
        }
        guard bare.hasPrefix("$"), names.beginsWithVariable(String(bare.dropFirst())) else { return nil }
        return Diagnostic(.usage(.dollarVariable(String(bare.dropFirst()))), at: word.range, severity: .warning)
    }

    // MARK: Text

    private func bindText(_ value: RawArgument.Value, _ parameter: Parameter, _ shown: String) -> Outcome {
        guard case .word(let word) = value else {
            return refuse(.templateAsText(parameter: shown), at: value.range)
        }
        if parameter.kind.isASCII, let (character, range) = lookAlike(in: word) {
            return (nil, [Diagnostic(.syntax(.lookAlike(character)), at: range)])
        }
        guard let text = word.constant else { return (.text(word), []) }
        do throws(UnsuitableArgument) {
            _ = try parameter.kind.convert(text)
            return (.text(word), [])
        } catch {
            return refuse(.unsuitable(parameter: shown, error), at: word.range)
        }
    }

    /// The first character that looks like another one, outside quotes.
    private func lookAlike(in word: Word) -> LookAlike.Found? {
        for case .bare(let text, let range) in word.pieces where text.utf8.count == range.count {
            if let found = LookAlike.first(in: text, at: range.lowerBound) { return found }
        }
        return nil
    }

    /// Compiles a literal expression, so that its errors are found before anything runs.
    private func bindExpression(_ value: RawArgument.Value, _ shown: String) -> Outcome {
        guard case .word(let word) = value else {
            return refuse(.templateAsText(parameter: shown), at: value.range)
        }
        guard let text = word.constant else { return (.text(word), []) }
        do throws(ExpressionError) {
            let notes = try Expression(text, functions: names.functions).notes
            return (
                .text(word),
                notes.map { note in
                    Diagnostic(.expressionNote(note), at: place(of: note.range, in: word), severity: .warning)
                }
            )
        } catch {
            return (nil, [Diagnostic(.expression(error), at: place(of: error.range, in: word))])
        }
    }

    /// The source range of a range in the word's text; that of the whole word if escapes shift it.
    private func place(of range: Range<Int>, in word: Word) -> SourceRange {
        guard let text = word.constant else { return word.range }
        let quotes = word.range.count - text.utf8.count
        guard quotes == 0 || (quotes == 2 && word.soleQuoted != nil) else { return word.range }
        let start = word.range.lowerBound + quotes / 2
        return start + range.lowerBound..<start + range.upperBound
    }

    // MARK: Bodies

    private func bindBody(_ value: RawArgument.Value, _ shown: String, isJSON: Bool) -> Outcome {
        guard case .word(let word) = value else { return bindValue(value, shown) }
        if let file = bindFile(value) { return file }
        guard let text = word.soleQuoted else { return bindValue(value, shown, takesFile: true) }
        guard let json = QuotedJSON(text) else {
            let bound = withFileNotice(value, bindValue(value, shown))
            guard isJSON, let problem = text.constant.flatMap(QuotedJSON.problem) else { return bound }
            let hasEscapedQuotes = text.constant?.contains("\\\"") == true
            let warning = UsageFault.almostJSON(problem, hasEscapedQuotes: hasEscapedQuotes)
            return (bound.kind, bound.diagnostics + [Diagnostic(.usage(warning), at: word.range, severity: .warning)])
        }
        switch json {
        case .constant(let constant):
            let template = Template(kind: .constant(constant), range: word.range)
            return (.value(template), [Diagnostic(.usage(.quotedBody), at: word.range, severity: .tip)])
        case .withInterpolation:
            return refuse(.quotedBodyWithInterpolation, at: word.range)
        }
    }

    /// `@file`, `@-` or `s3://BUCKET/KEY` if it's bare; nil for anything else.
    private func bindFile(_ value: RawArgument.Value) -> Outcome? {
        guard case .word(let word) = value, case .bare(let text, _) = word.pieces.first else { return nil }
        if FileReference.isObject(text) { return (.file(word), []) }
        guard text.hasPrefix("@") else { return nil }
        if word.soleBare == "@-" { return (.standardInput, []) }
        let file = word.droppingFirst(1)
        return file.pieces.isEmpty ? refuse(.missingFileName, at: word.range) : (.file(file), [])
    }

    /// Adds a notice that `"file://NAME"` is text, and how to send the file.
    private func withFileNotice(_ value: RawArgument.Value, _ bound: Outcome) -> Outcome {
        guard case .word(let word) = value, let text = word.constant, let file = FileReference.url(text) else {
            return bound
        }
        let notice = Diagnostic(.usage(.fileURLAsText(file)), at: word.range, severity: .warning)
        return (bound.kind, bound.diagnostics + [notice])
    }

    private func refuse(_ fault: UsageFault, at range: SourceRange, edits: [SourceEdit] = []) -> Outcome {
        (nil, [Diagnostic(.usage(fault), at: range, edits: edits)])
    }
}

extension Parameter.Kind {
    /// Whether arguments of this kind are names that can only contain ASCII characters.
    fileprivate var isASCII: Bool {
        switch self {
        case .functionName, .qualifier, .region, .glob: true
        case .value, .body, .blob, .words, .expression, .textOrFile, .text, .secret, .choice, .integer, .duration,
            .pause,
            .flag, .file, .folder, .name, .profile, .connection, .variable:
            false
        }
    }
}

extension Word {
    fileprivate var beginsWithFileURL: Bool {
        guard case .bare(let text, _) = pieces.first else { return false }
        return FileReference.url(text + "x") != nil
    }
}
