// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
package import JSON

/// One line about what's at the cursor: the signature of the command or function, with the parameter that's due, the form
/// of a statement, or the type and size of a value.
package struct Hint: Sendable, Equatable {
    /// What hints know besides the vocabulary.
    package struct World: Sendable {
        /// The root of expressions.
        package var variables: JSONValue
        package var settings: [CompletionWorld.Named]
        /// The form of each statement that begins with a keyword: `for ITEM in <<ARRAY>> { … }`.
        package var forms: [String: String]

        package init(
            variables: JSONValue = .null, settings: [CompletionWorld.Named] = [], forms: [String: String] = [:]
        ) {
            self.variables = variables
            self.settings = settings
            self.forms = forms
        }
    }

    package struct Part: Sendable, Equatable {
        package var text: String
        /// Whether it's the parameter that's due.
        package var isDue: Bool

        init(_ text: String, isDue: Bool = false) {
            self.text = text
            self.isDue = isDue
        }
    }

    /// Empty if there's nothing to say.
    package private(set) var parts: [Part] = []

    package static let none = Hint()

    package var text: String { parts.map(\.text).joined() }

    private init(_ parts: [Part] = []) { self.parts = parts }

    /// The hint for the text's cursor. Values are described, never shown: they may be secret.
    package init(for text: TypedText, in world: World) {
        let (source, cursor, vocabulary) = (text.source, text.cursor, text.vocabulary)
        let (place, surroundings) = text.atCursor
        switch place {
        case .argument(let word, let call), .key(let word, let call, _):
            self = Self.argument(word, call, vocabulary, world)
        case .expression(let start):
            let end = source.bytes[cursor...].firstIndex { !$0.isNameByte || $0 == UInt8(ascii: "-") }
            self = Self.expression(
                source.text(in: start..<cursor), rest: source.text(in: cursor..<(end ?? source.bytes.count)),
                vocabulary, world.variables)
        case .statement, .keyword, .words, .nothing:
            let form = surroundings.keyword.flatMap { world.forms[$0.rawValue] }
            self = form.map { Hint([Part($0)]) } ?? .none
        case .program, .file: self = .none
        }
    }

    // MARK: Calls

    private static func argument(
        _ word: PartialWord, _ call: PartialCall, _ vocabulary: Vocabulary, _ world: World
    ) -> Hint {
        if let definition = vocabulary.definitions[call.name] { return hint(of: definition, call, word) }
        guard let signature = vocabulary.commands[call.name] else { return .none }
        let isOption = word.quote == nil && word.text.hasPrefix("-") && call.takesOptions
        let soFar = CallSoFar(signature, call, isOption: isOption)
        if isOption, !soFar.isOptionValue, let option = soFar.knownOptions.first(where: { $0.isSpelled(word.text) }) {
            return Hint([Part(word.text, isDue: true), Part(": \(option.help)")])
        }
        if soFar.isOptionValue, let option = soFar.parameter {
            return Hint([Part("--\(option.name)", isDue: true), Part(": \(option.help)\(defaultText(of: option))")])
        }
        let name = ([call.name] + (soFar.subcommand.map { [$0.name] } ?? [])).joined(separator: " ")
        var parts = [Part(name)]
        if soFar.takesSubcommand, case .many = soFar.subcommands {
            parts += [Part(" "), Part("OPERATION", isDue: true)]
        }
        for operand in soFar.knownOperands {
            parts += [Part(" "), Part(spelling(of: operand), isDue: operand.name == soFar.parameter?.name)]
        }
        if !soFar.knownOptions.isEmpty { parts.append(Part(" [--option…]")) }
        let explanation =
            meaning(ofSettingIn: soFar, world) ?? soFar.parameter?.help ?? soFar.subcommand?.summary
            ?? signature.summary
        return Hint(parts + [Part(": \(explanation)")])
    }

    /// What the setting means whose value is due.
    private static func meaning(ofSettingIn call: CallSoFar, _ world: World) -> String? {
        guard call.parameter?.kind == .name(.settingValue),
            let setting = world.settings.first(where: { $0.name == call.operands.first ?? nil }),
            let summary = setting.summary
        else { return nil }
        return summary + (setting.values.isEmpty ? "" : " (\(setting.values.joined(separator: ", ")))")
    }

    private static func hint(of definition: DefinitionSignature, _ call: PartialCall, _ word: PartialWord) -> Hint {
        let given = call.arguments.compactMap { argument -> String? in
            if case .named(let name, _, _) = argument { name.text } else { nil }
        }
        var parts = [Part(definition.name)]
        let due = definition.parameters.first { !given.contains($0.name) }
        for parameter in definition.parameters {
            let text = parameter.isRequired ? "\(parameter.name)=…" : "[\(parameter.name)=…]"
            parts += [Part(" "), Part(text, isDue: parameter == due)]
        }
        return Hint(parts)
    }

    private static func spelling(of operand: Parameter) -> String {
        switch operand.presence {
        case .required: operand.name
        case .optional: "[\(operand.name)]"
        case .variadic(let minimum): minimum > 0 ? "\(operand.name)…" : "[\(operand.name)…]"
        }
    }

    private static func defaultText(of parameter: Parameter) -> String {
        parameter.defaultText.map { " (default: \($0))" } ?? ""
    }

    // MARK: Expressions

    private static func expression(
        _ text: String, rest: String, _ vocabulary: Vocabulary, _ variables: JSONValue
    ) -> Hint {
        let place = ExpressionPlace(of: text, completedBy: rest)
        if let path = place.path, let value = try? Expression(path, functions: vocabulary.functions).search(variables),
            value != .null
        {
            return Hint([Part(path, isDue: true), Part(": \(ExpressionPlace.description(of: value))")])
        }
        guard let (name, argument) = place.call, let function = vocabulary.functions[name] else { return .none }
        let parameters = function.shownParameters
        var parts = [Part("\(name)(")]
        for (index, parameter) in parameters.enumerated() {
            // The last one may be repeated.
            let isDue = index == min(argument, parameters.count - 1)
            parts += [Part(index == 0 ? "" : ", "), Part(parameter, isDue: isDue)]
        }
        return Hint(parts + [Part(") → \(function.result): \(function.summary)")])
    }
}
