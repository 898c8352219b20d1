// SPDX-License-Identifier: GPL-3.0-or-later

/// The arguments of a built-in command's call, matched with its parameters as far as possible, for a call that's
/// unfinished or can't be bound yet. Errors are ignored.
struct LooseBinding {
    let signature: CommandSignature
    private(set) var subcommand: CommandSignature.Subcommand?
    /// In the order written; may be more than the signature has.
    private(set) var operands: [RawArgument.Value] = []
    /// In the order written; a flag has no value.
    private(set) var options: [(parameter: Parameter, value: RawArgument.Value?)] = []
    /// The last option, if its value is still missing.
    private(set) var waiting: Parameter?

    init(_ signature: CommandSignature, _ arguments: [RawArgument]) {
        self.signature = signature
        for argument in arguments {
            switch argument {
            case .option(let name, let value):
                waiting = nil
                guard let option = option(name.text) else { continue }
                options.append((option, value))
                if option.kind != .flag, value == nil { waiting = option }
            case .word(let word): take(.word(word))
            case .template(let template): take(.template(template))
            case .named(_, let value, let word): take(word.map(RawArgument.Value.word) ?? value)
            }
        }
    }

    private mutating func take(_ value: RawArgument.Value) {
        if waiting != nil {
            options[options.count - 1].value = value
            waiting = nil
        } else if operands.isEmpty, subcommand == nil, let named = value.literal.flatMap(signature.subcommands.named) {
            subcommand = named
        } else {
            operands.append(value)
        }
    }

    var knownOperands: [Parameter] { subcommand?.operands ?? signature.operands }

    /// All options that the call can have; until there's a subcommand, those of all subcommands, too.
    var knownOptions: [Parameter] {
        signature.options + (subcommand?.options ?? signature.subcommands.few.flatMap(\.options))
    }

    func option(_ text: String) -> Parameter? { knownOptions.first { $0.isSpelled(text) } }

    /// The value of the operand or the option.
    subscript(parameter: Parameter) -> RawArgument.Value? {
        if let option = options.last(where: { $0.parameter.name == parameter.name }) { return option.value }
        return operand { $0.name == parameter.name }
    }

    /// The first operand whose parameter satisfies `isWanted`.
    func operand(where isWanted: (Parameter) -> Bool) -> RawArgument.Value? {
        guard let place = knownOperands.firstIndex(where: isWanted), place < operands.count else { return nil }
        return operands[place]
    }

    /// The parameter that the next operand would be for.
    var nextOperand: Parameter? { knownOperands.operand(at: operands.count) }

    /// The function that the call names.
    var function: String? { operand { $0.kind == .functionName }?.literal }
}

extension RawArgument.Value {
    /// The text of a word without interpolations.
    var literal: String? {
        if case .word(let word) = self { word.constant } else { nil }
    }
}
