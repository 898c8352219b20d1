// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Binds one call of a built-in command.
struct CommandBinder {
    private let signature: CommandSignature
    private let call: Call
    private let converter: ArgumentBinder
    private(set) var diagnostics: [Diagnostic] = []

    private var subcommand: CommandSignature.Subcommand?
    /// The first later word that names a subcommand, if an option comes before it that may be the subcommand's own.
    private var subcommandAhead: CommandSignature.Subcommand?
    private var operands: [Argument] = []
    private var options: [Argument] = []
    private var asksForHelp = false
    /// False after an unknown option or subcommand: the meaning of the words is then unknown, so they aren't checked.
    private var operandsAreCertain = true

    init(signature: CommandSignature, call: Call, names: KnownNames) {
        self.signature = signature
        self.call = call
        converter = ArgumentBinder(names: names)
    }

    /// nil after an error.
    mutating func bind() -> BoundCommand? {
        var rest = call.arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case .option(let name, let value):
                if subcommand == nil { subcommandAhead = following(rest) }
                bindOption(name, value, &rest)
            case .word, .template, .named: bindOperand(argument)
            }
        }
        if !asksForHelp { checkMissing() }
        guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
        return BoundCommand(
            command: signature.name, subcommand: subcommand?.name, operands: operands, options: options,
            asksForHelp: asksForHelp)
    }

    // MARK: Options

    private mutating func bindOption(_ name: Name, _ inline: RawArgument.Value?, _ rest: inout ArraySlice<RawArgument>)
    {
        guard let parameter = option(name.text) else {
            if name.text == "--help" || name.text == "-h" {
                asksForHelp = true
            } else if !bindForeignOption(name, inline, &rest), operandsAreCertain || subcommand != nil {
                let nearest = Suggestion.nearest(to: name.text, among: knownOptions.map { "--" + $0.name } + ["--help"])
                let advice = nearest.map(OptionAdvice.nearest) ?? .none
                report(.unknownOption(name.text, of: shownName, advice), at: name.range)
                operandsAreCertain = false
            }
            return
        }
        bindOption(parameter, name, inline, &rest)
    }

    private mutating func bindOption(
        _ parameter: Parameter, _ name: Name, _ inline: RawArgument.Value?, _ rest: inout ArraySlice<RawArgument>
    ) {
        let shown = "--" + parameter.name
        if options.contains(where: { $0.isOf(parameter) }), !parameter.isVariadic {
            report(.repeatedOption(shown), at: name.range)
        }
        if parameter.kind == .flag {
            if let inline { report(.flagWithValue(shown), at: name.range.lowerBound..<inline.range.upperBound) }
            options.append(Argument(parameter: parameter, kind: .flag, range: name.range))
            return
        }
        guard let value = inline ?? takeValue(&rest) else {
            report(.optionWithoutValue(name.text), at: name.range)
            return
        }
        // `--name = value`: the value isn't an operand, and mustn't be shown as one if it's a secret.
        if inline == nil, case .word(let word) = value, word.soleBare == "=", let next = rest.first {
            if case .option = next {} else { rest.removeFirst() }
            report(.optionWithoutValue(name.text), at: name.range)
            return
        }
        append(value, to: \.options, parameter, shown: shown)
    }

    /// Whether `name` is another tool's name for a parameter of this command. That's an error, but its value is still
    /// bound, so that there's only one error.
    private mutating func bindForeignOption(
        _ name: Name, _ inline: RawArgument.Value?, _ rest: inout ArraySlice<RawArgument>
    ) -> Bool {
        if let option = knownOptions.first(where: { $0.isCalled(name.text) }) {
            var end = name.range.upperBound
            if option.kind == .flag, let expected = option.foreignValue(of: name.text) {
                let value = inline ?? nextWord(rest, expected).flatMap { _ in takeValue(&rest) }
                end = value?.range.upperBound ?? end
                options.append(Argument(parameter: option, kind: .flag, range: name.range))
            } else {
                bindOption(option, name, inline, &rest)
            }
            let ours = "--" + option.name
            report(
                .unknownOption(name.text, of: shownName, .named(ours)), at: name.range,
                edits: [SourceEdit(name.range.lowerBound..<end, ours)])
            return true
        }
        if let index = operandParameters.firstIndex(where: { $0.isCalled(name.text) }) {
            let operand = operandParameters[index]
            let value = inline ?? takeValue(&rest)
            if let value, operands.count == index { append(value, to: \.operands, operand, shown: operand.name) }
            let start = value?.range.lowerBound ?? name.range.upperBound
            report(
                .unknownOption(name.text, of: shownName, .operand(operand.name)), at: name.range,
                edits: operands.count == index + 1 ? [SourceEdit(name.range.lowerBound..<start, "")] : [])
            return true
        }
        guard let foreign = signature.foreignOptions.first(where: { "--" + $0.name == name.text }) else { return false }
        let value = inline ?? (foreign.takesValue ? takeValue(&rest) : nil)
        // With the blanks before it.
        let before = call.arguments.last { $0.range.upperBound <= name.range.lowerBound }
        let start = before?.range.upperBound ?? call.name.range.upperBound
        let range = start..<(value?.range.upperBound ?? name.range.upperBound)
        report(
            .unknownOption(name.text, of: shownName, .other(foreign.advice)), at: name.range,
            edits: [SourceEdit(range, "")])
        return true
    }

    private func nextWord(_ rest: ArraySlice<RawArgument>, _ expected: String) -> Word? {
        guard case .word(let word)? = rest.first, word.constant?.lowercased() == expected.lowercased() else {
            return nil
        }
        return word
    }

    /// The next argument as the value of an option.
    private mutating func takeValue(_ rest: inout ArraySlice<RawArgument>) -> RawArgument.Value? {
        switch rest.first {
        case .word(let word): rest.removeFirst(); return .word(word)
        case .template(let template): rest.removeFirst(); return .template(template)
        case .named(_, let value, let word): rest.removeFirst(); return word.map(RawArgument.Value.word) ?? value
        case .option, nil: return nil
        }
    }

    private func option(_ text: String) -> Parameter? {
        knownOptions.first { $0.isSpelled(text) }
    }

    /// Includes the options of all subcommands, or of the one that follows, until the subcommand is known.
    private var knownOptions: [Parameter] {
        let own =
            subcommand?.options ?? signature.subcommands.few.flatMap(\.options) + (subcommandAhead?.options ?? [])
        return signature.options + own
    }

    private func following(_ rest: ArraySlice<RawArgument>) -> CommandSignature.Subcommand? {
        guard case .many(let catalogue) = signature.subcommands else { return nil }
        for case .word(let word) in rest {
            if let text = word.soleBare, let found = catalogue.subcommand(named: text) { return found }
        }
        return nil
    }

    // MARK: Operands

    private mutating func bindOperand(_ argument: RawArgument) {
        guard operandsAreCertain else { return }
        let value: RawArgument.Value
        switch argument {
        case .word(let word): value = .word(word)
        case .template(let template): value = .template(template)
        case .named(let name, _, nil):
            report(.namedTemplate(name.text), at: argument.range)
            return
        case .named(_, _, .some(let word)): value = .word(word)
        case .option: return
        }
        if subcommand == nil, operands.isEmpty, !signature.subcommands.isEmpty, bindSubcommand(value) { return }
        guard let parameter = nextOperand else {
            let body = knownOptions.first { $0.kind == .body }
            let option = body.map { "--" + $0.name }
            // A second body doesn't count as one.
            let isBody = body.map { body in !options.contains { $0.parameter.name == body.name } } ?? false
            let start = argument.range.lowerBound..<argument.range.lowerBound
            if isBody {
                let edits = argument.isBody ? [SourceEdit(start, "\(option ?? "") ")] : []
                report(.surplusOperand(of: shownName, option: option), at: argument.range, edits: edits)
            } else {
                // The AWS CLI writes the result to its last operand.
                let file = body == nil ? nil : argument.fileName
                let isLast = call.arguments.last?.range == argument.range
                report(
                    .surplusOperand(of: shownName, option: nil, file: file), at: argument.range,
                    edits: file != nil && isLast ? [SourceEdit(start, "> ")] : [])
            }
            operandsAreCertain = false
            return
        }
        // `set NAME = VALUE` is accepted.
        if parameter.kind == .name(.settingValue), case .word(let word) = value, word.soleBare == "=" { return }
        append(value, to: \.operands, parameter, shown: parameter.name)
    }

    /// Whether `value` is a subcommand or should have been one.
    private mutating func bindSubcommand(_ value: RawArgument.Value) -> Bool {
        var name: String?
        if case .word(let word) = value {
            // If the command only takes subcommands, quotes make no difference.
            name = signature.operands.isEmpty ? word.constant : word.soleBare
        }
        if let name, let found = signature.subcommands.named(name) {
            subcommand = found
            return true
        }
        guard signature.operands.isEmpty else { return false }
        operandsAreCertain = false
        if case .template = value {
            report(.surplusOperand(of: signature.name, option: nil), at: value.range)
            return true
        }
        guard case .word(let word) = value, let text = word.constant else {
            let known = signature.subcommands.few.map(\.name)
            report(.computedSubcommand(of: signature.name, known: known), at: value.range)
            return true
        }
        if let pattern = signature.options.first(where: { $0.kind == .glob }),
            text.contains(where: { "*?".contains($0) })
        {
            let option = "--\(pattern.name) "
            report(
                .unknownSubcommand(text, of: signature.name, nearest: option + text, known: []), at: value.range,
                edits: [SourceEdit(value.range.lowerBound..<value.range.lowerBound, option)])
            return true
        }
        report(unknownSubcommand(text), at: value.range)
        return true
    }

    private func unknownSubcommand(_ text: String) -> UsageFault {
        var command = signature.name
        var known = signature.subcommands.few.map(\.name)
        if case .many(let catalogue) = signature.subcommands {
            let colon = text.firstIndex(of: ":")
            let group = colon.map { String(text[..<$0]) } ?? text
            if let names = catalogue.group(group) {
                command += " \(group):"
                guard let colon, text.index(after: colon) < text.endIndex else {
                    return .missingOperands(of: command, ["OPERATION"])
                }
                known = names.map(\.text)
            } else if colon != nil {
                let known = catalogue.groups.map(\.text)
                let nearest = Suggestion.nearest(to: group + ":", among: known)
                return .unknownSubcommand(group + ":", of: command, nearest: nearest, known: known)
            } else {
                known = catalogue.entries(for: "").map(\.text)
            }
        }
        let option = signature.options.first { $0.name == text }.map { "--" + $0.name }
        let nearest = option ?? Suggestion.nearest(to: text, among: known)
        return .unknownSubcommand(text, of: command, nearest: nearest, known: known)
    }

    private var operandParameters: [Parameter] { subcommand?.operands ?? signature.operands }

    private var nextOperand: Parameter? { operandParameters.operand(at: operands.count) }

    private var shownName: String { [signature.name, subcommand?.name].compactMap(\.self).joined(separator: " ") }

    private mutating func checkMissing() {
        guard operandsAreCertain else { return }
        var missing: [String] = []
        for (index, parameter) in operandParameters.enumerated() {
            switch parameter.presence {
            case .required: if operands.count <= index { missing.append(parameter.name) }
            case .optional: break
            case .variadic(let minimum): if operands.count < index + minimum { missing.append(parameter.name) }
            }
        }
        for option in signature.options + (subcommand?.options ?? []) where option.presence == .required {
            if !options.contains(where: { $0.isOf(option) }) { missing.append("--" + option.name) }
        }
        // An option with an invalid value isn't missing.
        guard !missing.isEmpty, !diagnostics.contains(where: { $0.severity == .error }) else { return }
        report(.missingOperands(of: shownName, missing), at: call.name.range)
    }

    // MARK: Results

    private mutating func append(
        _ value: RawArgument.Value, to list: WritableKeyPath<CommandBinder, [Argument]>, _ parameter: Parameter,
        shown: String
    ) {
        let bound = converter.bind(value, to: parameter, shown: shown)
        diagnostics += bound.diagnostics
        // After an error, a placeholder keeps the number of operands right.
        let kind = bound.kind ?? .text(Word(pieces: [], range: value.range))
        self[keyPath: list].append(Argument(parameter: parameter, kind: kind, range: value.range))
    }

    private mutating func report(_ fault: UsageFault, at range: SourceRange, edits: [SourceEdit] = []) {
        diagnostics.append(Diagnostic(.usage(fault), at: range, edits: edits))
    }
}

extension RawArgument {
    /// Whether it's a template, quoted JSON or `@file`.
    fileprivate var isBody: Bool {
        switch self {
        case .template: true
        case .word(let word): word.soleQuoted.flatMap(QuotedJSON.init) != nil || word.soleBare?.hasPrefix("@") == true
        case .option, .named: false
        }
    }

    /// The name of the file if it's a bare word that names one.
    fileprivate var fileName: String? {
        guard case .word(let word) = self, let text = word.soleBare, text != "-", FileReference.url(text) == nil else {
            return nil
        }
        return FileReference.name(in: text)
    }
}
