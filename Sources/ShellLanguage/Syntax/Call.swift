// SPDX-License-Identifier: GPL-3.0-or-later

/// A command or a `def` with its arguments.
package struct Call: Sendable {
    package let name: Name
    /// The arguments as written; those that run are in `binding`.
    package let arguments: [RawArgument]
    package let range: SourceRange
    /// The command or `def` that the name refers to, with the arguments matched with its signature.
    package internal(set) var binding: Binding

    package enum Binding: Sendable {
        case command(BoundCommand)
        case definition(BoundDefinition)
        /// A name that a sourced file may define: bound with `Resolver.bind` when the call is reached.
        case unresolved
    }
}

/// A name and its place in the source.
package struct Name: Sendable {
    package let text: String
    package let range: SourceRange
}

/// An argument as written, before it's matched with a signature.
package enum RawArgument: Sendable {
    case word(Word)
    case template(Template)
    /// `--name`, `-n` or `--name=value`.
    case option(name: Name, value: Value?)
    /// `name=value`; `word` is the whole argument as plain text, nil if the value is a template.
    case named(name: Name, value: Value, word: Word?)

    package enum Value: Sendable {
        case word(Word)
        case template(Template)

        package var range: SourceRange {
            switch self {
            case .word(let word): word.range
            case .template(let template): template.range
            }
        }
    }

    package var range: SourceRange {
        switch self {
        case .word(let word): word.range
        case .template(let template): template.range
        case .option(let name, let value): name.range.lowerBound..<(value?.range.upperBound ?? name.range.upperBound)
        case .named(let name, let value, _): name.range.lowerBound..<value.range.upperBound
        }
    }
}

/// A built-in command's call, checked against its signature.
package struct BoundCommand: Sendable {
    /// The canonical name, even if an alias was written.
    package let command: String
    /// The subcommand, such as `versions` in `list versions FN`.
    package let subcommand: String?
    /// In the order of the signature; a variadic operand's arguments follow one another.
    package let operands: [Argument]
    /// In the order written.
    package let options: [Argument]
    /// Whether `--help` is one of the arguments; operands can then be missing.
    package let asksForHelp: Bool

    /// The argument of an operand or an option.
    package subscript(parameter: Parameter) -> Argument? {
        // By index, since `last(where:)` copies each argument that it looks at.
        if let index = options.lastIndex(where: { $0.isOf(parameter) }) { return options[index] }
        return operands.firstIndex { $0.isOf(parameter) }.map { operands[$0] }
    }

    /// The argument of an operand that the signature requires; any other parameter is a programming error.
    package subscript(required operand: Parameter) -> Argument {
        guard let argument = operands.first(where: { $0.isOf(operand) }) else {
            preconditionFailure("`\(command)` doesn't require `\(operand.name)`")
        }
        return argument
    }

    package func has(_ parameter: Parameter) -> Bool {
        options.contains { $0.isOf(parameter) } || operands.contains { $0.isOf(parameter) }
    }

    /// All arguments of a variadic operand or a repeatable option.
    package func all(_ parameter: Parameter) -> [Argument] {
        (operands + options).filter { $0.isOf(parameter) }
    }
}

/// An argument of a built-in command.
package struct Argument: Sendable {
    package enum Kind: Sendable {
        /// A VALUE.
        case value(Template)
        /// Text; the parameter's kind converts the result of evaluating it (`Parameter.Kind.convert`).
        case text(Word)
        /// `@file`, if the parameter also takes a file for a VALUE: the name without `@`.
        case file(Word)
        /// `@-`.
        case standardInput
        case flag
    }

    package let parameter: Parameter
    package let kind: Kind
    package let range: SourceRange

    /// The interpolations in it, in source order.
    package var interpolations: [Interpolation] {
        switch kind {
        case .value(let template): template.interpolations
        case .text(let word), .file(let word): word.interpolations
        case .standardInput, .flag: []
        }
    }

    /// Compares parameters by name, since the options of an operation are created again each time.
    package func isOf(_ parameter: Parameter) -> Bool { self.parameter.name == parameter.name }
}

/// A call of a `def`, checked against its parameters.
package struct BoundDefinition: Sendable {
    /// The signature that the arguments were checked against; the `def` may have been redefined since.
    package let signature: DefinitionSignature
    /// By parameter name; a parameter without an argument takes its default.
    package let arguments: [(name: String, value: Template)]

    package var name: String { signature.name }

    package subscript(name: String) -> Template? { arguments.first { $0.name == name }?.value }
}
