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
    init(_ signature: CommandSignature, words: some Sequence<String?>, isOption: Bool) {
        self.signature = signature
        var waiting: Parameter?
        for word in words {
            if let option = waiting {
                options[option.name] = word
                waiting = nil
            } else if allowsOptions, word == "--" {
                allowsOptions = false
            } else if allowsOptions, let word, word.hasPrefix("-"), let option = option(spelled: word) {
                options[option.name] = .some(nil)
                if option.kind != .flag { waiting = option }
            } else if operands.isEmpty, subcommand == nil,
                let named = word.flatMap(signature.subcommands.named)
            {
                subcommand = named
            } else {
                operands.append(word)
            }
        }
        parameter = waiting ?? (isOption && allowsOptions ? nil : nextOperand)
        isOptionValue = waiting != nil
    }

    /// Whether the word at the cursor is the value of an option.
    private(set) var isOptionValue = false

    /// All options that the call may have.
    var knownOptions: [Parameter] { signature.options + (subcommand?.options ?? []) }

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
        return knownOptions.first { word.hasPrefix("--") ? $0.name == name : $0.short == String(name) }
    }
}
