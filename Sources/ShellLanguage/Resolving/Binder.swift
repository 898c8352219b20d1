// SPDX-License-Identifier: GPL-3.0-or-later

/// Matches the arguments of a call with the signature of the command or `def` that it calls.
package struct Binder {
    private let names: KnownNames
    private let source: Source
    private(set) var diagnostics: [Diagnostic] = []

    init(names: KnownNames, source: Source) {
        self.names = names
        self.source = source
    }

    /// Binds a call in `source` that was left `.unresolved`, now that all names are known. If there's a binding, the
    /// diagnostics are notes, otherwise errors.
    package static func bind(
        _ call: Call, in source: Source, vocabulary: Vocabulary, onRight: Bool = false
    ) -> (binding: Call.Binding?, diagnostics: [Diagnostic]) {
        let names = KnownNames(vocabulary)
        var binder = Binder(names: names, source: source)
        let binding = binder.bind(call, before: onRight ? nil : Tail.none)
        return (binding, binder.diagnostics.map(HabitReader(source, names: names).explained))
    }

    /// nil after an error.
    ///
    /// - Parameter tail: what follows the call; nil on the right of `=`.
    mutating func bind(_ call: Call, before tail: Tail?) -> Call.Binding? {
        let onRight = tail == nil
        let name = call.name.text
        if let signature = names.commands[name] ?? (name == CommandSignature.nameOfValues ? names.values : nil) {
            var binder = CommandBinder(signature: signature, call: call, names: names)
            let command = binder.bind()
            diagnostics += binder.diagnostics
            if let command { diagnostics += notices(on: command) }
            return command.map(Call.Binding.command)
        }
        if let signature = names.definitions[name] {
            var binder = DefinitionBinder(signature: signature, call: call, names: names)
            let definition = binder.bind()
            diagnostics += binder.diagnostics
            return definition.map(Call.Binding.definition)
        }
        if name == CommandSignature.nameOfValues {
            // The value is the first argument.
            let option = call.arguments.dropFirst().first?.range ?? call.range
            diagnostics.append(Diagnostic(.syntax(.afterStatement(source.text(in: option))), at: option))
            return nil
        }
        if names.isOpen { return .unresolved }
        let line = ForeignCommandLine(call: call, tail: tail, variables: names.variables)
        if names.foreign.isProgram(name)
            || !names.isVariable(name) && names.foreign.isSubject(name, of: line, in: source)
        {
            diagnostics.append(foreignProgram(line))
            return nil
        }
        if onRight, case .word(let word)? = call.arguments.first, let sign = word.soleBare,
            SyntaxFault.operators.contains(sign)
        {
            let expression = source.text(in: call.range)
            diagnostics.append(
                Diagnostic(
                    .usage(.arithmetic(expression)), at: call.range,
                    edits: [SourceEdit(call.range, "<<\(expression)>>")]))
            return nil
        }
        let isVariable = names.isVariable(name)
        let fault = UsageFault.unknownCommand(
            name, nearest: names.nearestCommand(to: name, onRight: onRight), isVariable: isVariable, onRight: onRight)
        let isCopy = isVariable && onRight && call.arguments.isEmpty
        diagnostics.append(
            Diagnostic(
                .usage(fault), at: call.name.range, edits: isCopy ? [SourceEdit(call.name.range, "<<\(name)>>")] : []))
        return nil
    }

    /// What a system shell would have replaced in texts and values.
    private func notices(on command: BoundCommand) -> [Diagnostic] {
        let expansion = ShellExpansion(source, isVariable: names.isVariable)
        return (command.operands + command.options).filter { $0.parameter.kind.mayHaveText }
            .compactMap { expansion.notice(in: $0.range) }
    }

    /// The error for a command line of another program, with the line to type instead.
    private func foreignProgram(_ line: ForeignCommandLine) -> Diagnostic {
        let name = line.call.name
        if let (character, range) = LookAlike.all(in: line.range, of: source).first {
            return Diagnostic(.syntax(.lookAlike(character)), at: range)
        }
        let ours = names.foreign.translation(of: line, in: source)
        return Diagnostic(
            .usage(.foreignProgram(name.text, line: ours)), at: name.range,
            edits: ours.map { [SourceEdit(line.range, $0)] } ?? [])
    }
}

extension Parameter.Kind {
    /// Whether arguments of this kind are texts, or values that contain some.
    fileprivate var mayHaveText: Bool {
        switch self {
        case .value, .body, .blob, .words, .text, .textOrFile: true
        case .secret, .choice, .integer, .duration, .pause, .flag, .file, .folder, .glob, .functionName, .qualifier,
            .region, .profile, .connection, .variable, .expression, .name:
            false
        }
    }
}
