// SPDX-License-Identifier: GPL-3.0-or-later

/// A command or a `def` with its arguments.
package struct Call: Sendable {
    package let name: Name
    /// As written; what runs is in `binding`.
    package let arguments: [RawArgument]
    package let range: SourceRange
    /// What the name stands for, with the arguments sorted to its signature.
    package internal(set) var binding: Binding

    package enum Binding: Sendable {
        case command(BoundCommand)
        case definition(BoundDefinition)
        /// A name that a sourced file may define: bound with `Resolver.bind` when it is reached.
        case unresolved
    }
}

/// A name and where it is written.
package struct Name: Sendable {
    package let text: String
    package let range: SourceRange
}

/// An argument as written, before a signature says what it means.
package enum RawArgument: Sendable {
    case word(Word)
    case template(Template)
    /// `--name`, `-n` or `--name=value`.
    case option(name: Name, value: Value?)
    /// `name=value`; `word` is the same as plain text, nil when the value is a template.
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
    /// The canonical name, also where an alias was written.
    package let command: String
    /// The subcommand, as `versions` in `list versions FN`.
    package let subcommand: String?
    /// In the order of the signature; a variadic operand's arguments one after another.
    package let operands: [Argument]
    /// In the order written.
    package let options: [Argument]
    /// `--help` was given; operands may then be missing.
    package let asksForHelp: Bool

    /// The argument of an operand or an option.
    package subscript(parameter: Parameter) -> Argument? {
        // By index, since `last(where:)` copies each argument that it looks at.
        if let index = options.lastIndex(where: { $0.isOf(parameter) }) { return options[index] }
        return operands.firstIndex { $0.isOf(parameter) }.map { operands[$0] }
    }

    /// The argument of an operand that the signature requires. To ask for another parameter is a programming error.
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
        /// Text; the parameter's kind converts what it evaluates to (`Parameter.Kind.convert`).
        case text(Word)
        /// `@file` where a VALUE may also be a file: the name without `@`.
        case file(Word)
        /// `@-`.
        case standardInput
        case flag
    }

    package let parameter: Parameter
    package let kind: Kind
    package let range: SourceRange

    /// Within a call, a parameter is known by its name: the options of an operation are made anew each time.
    package func isOf(_ parameter: Parameter) -> Bool { self.parameter.name == parameter.name }
}

/// A call of a `def`, checked against its parameters.
package struct BoundDefinition: Sendable {
    /// What the arguments were checked against; a `def` of that name may have been made anew since.
    package let signature: DefinitionSignature
    /// By parameter name; a parameter without an argument takes its default.
    package let arguments: [(name: String, value: Template)]

    package var name: String { signature.name }

    package subscript(name: String) -> Template? { arguments.first { $0.name == name }?.value }
}
