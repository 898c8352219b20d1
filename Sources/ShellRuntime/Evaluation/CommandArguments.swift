// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import Isolation
import JMESPath
package import JSON
package import ShellLanguage

/// The arguments of a built-in command, evaluated one by one when the command reads them.
@SessionActor
package struct CommandArguments {
    package let interpreter: Interpreter
    package let bound: BoundCommand
    /// Where the call is written.
    package let callRange: SourceRange
    /// Whether the result goes to standard output, so that the command may write it as it arrives.
    package var streams = false

    package var session: Session { interpreter.session }
    package var console: any Console { interpreter.console }
    package var subcommand: String? { bound.subcommand }

    /// Whether an operand or an option was given.
    package func has(_ parameter: Parameter) -> Bool { bound.has(parameter) }

    /// Text as it is, of an operand or an option; nil if it wasn't given.
    package func text(_ parameter: Parameter) throws(Stop) -> String? {
        try bound[parameter].map { argument throws(Stop) in try text(of: argument) }
    }

    package func text(required operand: Parameter) throws(Stop) -> String { try text(of: bound[required: operand]) }

    /// All texts of a variadic operand or of an option that may be repeated.
    package func texts(_ parameter: Parameter) throws(Stop) -> [String] {
        try bound.all(parameter).map { argument throws(Stop) in try text(of: argument) }
    }

    /// The case of an enum that was chosen (`Parameter.Kind.choice(of:)`).
    package func choice<Choice: RawRepresentable<String>>(_ parameter: Parameter) throws(Stop) -> Choice? {
        guard let text = try text(parameter) else { return nil }
        return Choice(rawValue: text)
    }

    package func integer(_ parameter: Parameter) throws(Stop) -> Int? {
        guard let argument = bound[parameter], case .integer(let number) = try converted(argument) else { return nil }
        return number
    }

    package func duration(_ parameter: Parameter) throws(Stop) -> Duration? {
        guard let argument = bound[parameter], case .duration(let duration) = try converted(argument) else {
            return nil
        }
        return duration
    }

    /// The parts of the result that `--query` reads; all if they depend on how its text is evaluated.
    package var partsOfQuery: JSONSelection {
        guard case .text(let word)? = bound[CommonParameters.query]?.kind, let query = word.constant,
            let expression = try? Expression(query, functions: session.functions)
        else { return .whole }
        return expression.selection
    }

    /// A VALUE; nil if it wasn't given.
    package func value(_ parameter: Parameter) throws(Stop) -> Value? {
        try bound[parameter].map { argument throws(Stop) in try value(of: argument) }
    }

    package func value(required operand: Parameter) throws(Stop) -> Value { try value(of: bound[required: operand]) }

    /// The words of `print`: typed values, texts as strings.
    package func values(_ parameter: Parameter) throws(Stop) -> [Value] {
        try bound.all(parameter).map { argument throws(Stop) in try value(of: argument) }
    }

    /// What `--body` and similar options send: the JSON of a VALUE, or the bytes of a file or of standard input, checked
    /// to be JSON; nil if it wasn't given.
    package func body(_ parameter: Parameter) async throws(Stop) -> Value? {
        guard let argument = bound[parameter] else { return nil }
        return try await body(of: argument)
    }

    package func body(required operand: Parameter) async throws(Stop) -> Value {
        try await body(of: bound[required: operand])
    }

    /// The bytes of the file or of the standard input that it was given; nil for a VALUE or nothing.
    package func bytes(_ parameter: Parameter) async throws(Stop) -> [UInt8]? {
        guard let argument = bound[parameter] else { return nil }
        return try await bytes(of: argument)?.bytes
    }

    // MARK: Arguments

    private func text(of argument: Argument) throws(Stop) -> String {
        switch try converted(argument) {
        case .text(let text), .choice(let text): text
        case .integer(let number): String(number)
        case .duration(let duration): duration.lamshText
        }
    }

    private func body(of argument: Argument) async throws(Stop) -> Value {
        guard let (bytes, source) = try await bytes(of: argument) else { return try value(of: argument) }
        do {
            return try Value(json: bytes, from: source)
        } catch {
            throw .failed(interpreter.placed(error, at: argument.range))
        }
    }

    /// The content of `@file` or `@-`, and its name in errors.
    private func bytes(of argument: Argument) async throws(Stop) -> (bytes: [UInt8], source: String)? {
        switch argument.kind {
        case .value, .text, .flag: return nil
        case .standardInput:
            do {
                return (try await session.host.standardInput.readToEnd(), "standard input")
            } catch {
                throw interpreter.placed(error, at: argument.range)
            }
        case .file(let word):
            let path = try interpreter.text(of: word)
            do {
                return (try await files.read(path), path)
            } catch {
                throw interpreter.placed(error, at: argument.range)
            }
        }
    }

    func value(of argument: Argument) throws(Stop) -> Value {
        switch argument.kind {
        case .value(let template): return try interpreter.value(of: template)
        case .text(let word), .file(let word): return try interpreter.value(of: word)
        case .standardInput, .flag: return .null
        }
    }

    private func converted(_ argument: Argument) throws(Stop) -> ConvertedArgument {
        let kind = argument.parameter.kind
        let text: String
        switch argument.kind {
        case .text(let word), .file(let word):
            if word.interpolations.isEmpty == false, case .functionName = kind {
                text = try interpreter.text(of: word, for: .name(of: "a function name"))
            } else if let sole = word.soleInterpolation {
                text = try scalarText(of: sole, for: argument)
            } else {
                text = try interpreter.text(of: word)
            }
        case .value(let template): text = try interpreter.value(of: template).json.asText ?? ""
        case .standardInput, .flag: text = ""
        }
        do {
            return try kind.convert(text)
        } catch {
            let isOption = bound.options.contains { $0.isOf(argument.parameter) }
            let shown = isOption ? "--\(argument.parameter.name)" : argument.parameter.name
            throw .failed(interpreter.placed(Failure(error, parameter: shown), at: argument.range))
        }
    }

    /// A string, number or boolean is converted by its spelling; an array, object or null is an error.
    private func scalarText(of interpolation: Interpolation, for argument: Argument) throws(Stop) -> String {
        let json = try interpreter.value(of: interpolation).json
        switch json {
        case .array, .object:
            throw .failed(
                interpreter.placed(
                    Failure(.value, "`\(argument.parameter.name)` must be text, but this is \(json.kindWithArticle)"),
                    at: interpolation.range))
        case .null, .bool, .number, .string: return try interpreter.text(of: interpolation, for: .embedded)
        }
    }
}

extension Parameter.Kind {
    /// A choice of the cases of an enum, by their raw values.
    static func choice<Choice: CaseIterable & RawRepresentable<String>>(of type: Choice.Type) -> Self {
        .choice(type.allCases.map { Parameter.Choice($0.rawValue) })
    }
}

extension Failure {
    /// A text that's invalid for its parameter, found at run time.
    init(_ error: UnsuitableArgument, parameter: String) {
        self.init(.usage, error.message(for: parameter), hint: error.hint)
    }
}
