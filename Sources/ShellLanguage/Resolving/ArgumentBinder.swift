// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON

/// Turns an argument as written into what its parameter takes.
struct ArgumentBinder {
    let names: KnownNames

    /// No kind after an error; a tip may stand beside a kind.
    typealias Outcome = (kind: Argument.Kind?, diagnostics: [Diagnostic])

    func bind(_ value: RawArgument.Value, to parameter: Parameter, shown: String) -> Outcome {
        switch parameter.kind {
        case .value: return bindValue(value, shown)
        case .body, .blob: return bindBody(value, shown)
        case .words: return bindWords(value)
        case .expression: return bindExpression(value, shown)
        case .textOrFile: return bindFile(value) ?? bindText(value, parameter, shown)
        case .text, .secret, .choice, .integer, .duration, .flag, .file, .glob, .functionName, .qualifier, .region,
            .name, .profile, .connection, .variable:
            return bindText(value, parameter, shown)
        }
    }

    /// A VALUE: a template, quoted text, a bare scalar or one interpolation.
    func bindValue(_ value: RawArgument.Value, _ shown: String) -> Outcome {
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
        guard let bare = word.soleBare else { return refuse(.piecesAsValue(parameter: shown), at: word.range) }
        return refuse(
            .bareWordAsValue(bare, parameter: shown, isVariable: names.beginsWithVariable(bare)), at: word.range)
    }

    private func bindWords(_ value: RawArgument.Value) -> Outcome {
        switch value {
        case .template(let template): return (.value(template), [])
        case .word(let word):
            guard let interpolation = word.soleInterpolation else { return (.text(word), []) }
            return (.value(Template(kind: .interpolation(interpolation), range: word.range)), [])
        }
    }

    // MARK: Text

    private func bindText(_ value: RawArgument.Value, _ parameter: Parameter, _ shown: String) -> Outcome {
        guard case .word(let word) = value else {
            return refuse(.templateAsText(parameter: shown), at: value.range)
        }
        guard let text = word.constant else { return (.text(word), []) }
        do throws(UnsuitableArgument) {
            _ = try parameter.kind.convert(text)
            return (.text(word), [])
        } catch {
            return refuse(.unsuitable(parameter: shown, error), at: word.range)
        }
    }

    /// A literal expression is compiled here, so that its errors are found before anything runs.
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

    /// The place in the source of a range of the word's text; the whole word where escapes blur it.
    private func place(of range: Range<Int>, in word: Word) -> SourceRange {
        guard let text = word.constant else { return word.range }
        let quotes = word.range.count - text.utf8.count
        guard quotes == 0 || (quotes == 2 && word.soleQuoted != nil) else { return word.range }
        let start = word.range.lowerBound + quotes / 2
        return start + range.lowerBound..<start + range.upperBound
    }

    // MARK: Bodies

    private func bindBody(_ value: RawArgument.Value, _ shown: String) -> Outcome {
        guard case .word(let word) = value else { return bindValue(value, shown) }
        if let file = bindFile(value) { return file }
        guard let text = word.soleQuoted else { return bindValue(value, shown) }
        guard let json = QuotedJSON(text) else { return bindValue(value, shown) }
        switch json {
        case .constant(let constant):
            let template = Template(kind: .constant(constant), range: word.range)
            return (.value(template), [Diagnostic(.usage(.quotedBody), at: word.range, severity: .tip)])
        case .withInterpolation:
            return refuse(.quotedBodyWithInterpolation, at: word.range)
        }
    }

    /// `@file` or `@-`, where it's bare; nil for anything else.
    private func bindFile(_ value: RawArgument.Value) -> Outcome? {
        guard case .word(let word) = value, case .bare(let text, _) = word.pieces.first, text.hasPrefix("@") else {
            return nil
        }
        if word.soleBare == "@-" { return (.standardInput, []) }
        let file = word.droppingFirst(1)
        return file.pieces.isEmpty ? refuse(.missingFileName, at: word.range) : (.file(file), [])
    }

    private func refuse(_ fault: UsageFault, at range: SourceRange) -> Outcome {
        (nil, [Diagnostic(.usage(fault), at: range)])
    }
}
