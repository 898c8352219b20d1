// SPDX-License-Identifier: GPL-3.0-or-later

/// The call of a built-in command, up to the word that is being typed.
struct CallSoFar: Equatable {
    let signature: CommandSignature
    private(set) var subcommand: CommandSignature.Subcommand?
    /// Options that were given, with the literal text of their values.
    private(set) var options: [String: String?] = [:]
    /// Operands that were given; nil for one that is no literal text.
    private(set) var operands: [String?] = []
    /// What the next word is for: the option that waits for its value, else the next operand.
    private(set) var parameter: Parameter?
    private(set) var allowsOptions = true

    static func == (one: CallSoFar, other: CallSoFar) -> Bool {
        one.signature.name == other.signature.name && one.options == other.options && one.operands == other.operands
    }

    /// - Parameter isOption: Whether the word at the cursor begins with a dash.
    init(_ signature: CommandSignature, _ call: PartialCall, isOption: Bool) {
        self.signature = signature
        allowsOptions = call.takesOptions
        var waiting: Parameter?
        for argument in call.arguments {
            switch argument {
            case .option(let name, let value):
                waiting = nil
                guard let option = option(spelled: name.text) else { continue }
                options[option.name] = .some(value?.literal)
                if option.kind != .flag, value == nil { waiting = option }
            case .word(let word): take(word.constant, waiting: &waiting)
            case .named(_, _, let word): take(word?.constant, waiting: &waiting)
            case .template: take(nil, waiting: &waiting)
            }
        }
        if let name = call.option { waiting = option(spelled: name) }
        parameter = waiting ?? (isOption && allowsOptions ? nil : nextOperand)
        isOptionValue = waiting != nil
    }

    private mutating func take(_ text: String?, waiting: inout Parameter?) {
        if let option = waiting {
            options[option.name] = text
            waiting = nil
        } else if operands.isEmpty, subcommand == nil, let named = text.flatMap(signature.subcommands.named) {
            subcommand = named
        } else {
            operands.append(text)
        }
    }

    /// Whether the word at the cursor is the value of an option.
    private(set) var isOptionValue = false

    /// All options that the call may have: before the subcommand, those of each.
    var knownOptions: [Parameter] {
        signature.options + (subcommand?.options ?? signature.subcommands.few.flatMap(\.options))
    }

    /// The literal text of an option that was given.
    func value(of option: String) -> String? { options[option] ?? nil }

    /// The function that the call names.
    var function: String? {
        let names = subcommand?.operands ?? signature.operands
        guard let place = names.firstIndex(where: { $0.kind == .functionName }), place < operands.count else {
            return nil
        }
        return operands[place]
    }

    /// Whether a subcommand may stand here.
    var takesSubcommand: Bool { !isOptionValue && subcommand == nil && operands.isEmpty }

    private var nextOperand: Parameter? {
        let known = subcommand?.operands ?? signature.operands
        if operands.count < known.count { return known[operands.count] }
        if case .variadic? = known.last?.presence { return known.last }
        return nil
    }

    private func option(spelled word: String) -> Parameter? {
        let name = word.drop { $0 == "-" }.prefix { $0 != "=" }
        return knownOptions.first { option in
            word.hasPrefix("--")
                ? option.name == name || option.aliases.contains { $0 == name } : option.short == String(name)
        }
    }
}

extension RawArgument.Value {
    /// The text of a word without interpolations.
    fileprivate var literal: String? {
        if case .word(let word) = self { word.constant } else { nil }
    }
}
