// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Binds one call of a `def`.
struct DefinitionBinder {
    private let signature: DefinitionSignature
    private let call: Call
    private let converter: ArgumentBinder
    private(set) var diagnostics: [Diagnostic] = []
    private var arguments: [(name: String, value: Template)] = []
    private var positional = 0

    init(signature: DefinitionSignature, call: Call, names: KnownNames) {
        self.signature = signature
        self.call = call
        converter = ArgumentBinder(names: names)
    }

    /// nil after an error.
    mutating func bind() -> BoundDefinition? {
        for argument in call.arguments {
            switch argument {
            case .word(let word): bindPositional(.word(word), at: argument.range)
            case .template(let template): bindPositional(.template(template), at: argument.range)
            case .named(let name, let value, _): bindNamed(name, value)
            case .option(let name, _):
                report(.optionOfDefinition(name.text, of: signature.name), at: argument.range)
                // The next argument may have been meant as its value.
                return nil
            }
        }
        checkMissing()
        return diagnostics.isEmpty ? BoundDefinition(signature: signature, arguments: arguments) : nil
    }

    private mutating func bindPositional(_ value: RawArgument.Value, at range: SourceRange) {
        defer { positional += 1 }
        guard positional < signature.parameters.count else {
            if positional == signature.parameters.count {
                report(.surplusArgument(of: signature.name, limit: signature.parameters.count), at: range)
            }
            return
        }
        append(value, to: signature.parameters[positional].name, at: range)
    }

    private mutating func bindNamed(_ name: Name, _ value: RawArgument.Value) {
        guard signature.parameters.contains(where: { $0.name == name.text }) else {
            let nearest = Suggestion.nearest(to: name.text, among: signature.parameters.map(\.name))
            report(.unknownArgument(name.text, of: signature.name, nearest: nearest), at: name.range)
            return
        }
        append(value, to: name.text, at: name.range)
    }

    private mutating func append(_ value: RawArgument.Value, to name: String, at range: SourceRange) {
        if arguments.contains(where: { $0.name == name }) {
            report(.repeatedArgument(name, of: signature.name), at: range)
            return
        }
        let bound = converter.bindValue(value, name)
        diagnostics += bound.diagnostics
        guard case .value(let template) = bound.kind else { return }
        arguments.append((name, template))
    }

    private mutating func checkMissing() {
        guard diagnostics.isEmpty else { return }
        let given = Set(arguments.map(\.name))
        let missing = signature.parameters.filter { $0.isRequired && !given.contains($0.name) }.map(\.name)
        if !missing.isEmpty { report(.missingArguments(of: signature.name, missing), at: call.name.range) }
    }

    private mutating func report(_ fault: UsageFault, at range: SourceRange) {
        diagnostics.append(Diagnostic(.usage(fault), at: range))
    }
}
