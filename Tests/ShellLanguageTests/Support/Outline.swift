// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import ShellLanguage

/// A syntax tree as one line of text, to compare in tests.
///
/// `⟨e⟩` is an interpolation, `t"…"` text that holds some, plain JSON a constant, `'…'` a quoted piece of a word.
enum Outline {
    static func of(_ script: Script) -> String {
        let definitions = script.definitions.map { definition in
            let parameters = definition.parameters.map { parameter in
                parameter.name.text + (parameter.defaultValue.map { "=" + of($0) } ?? "")
            }
            return "def \(definition.name.text)(\(parameters.joined(separator: ", "))) \(of(definition.body))"
        }
        let tests = script.tests.map { "test \"\($0.name)\" \(of($0.body))" }
        let hooks = script.hooks.map { "\($0.kind) \(of($0.body))" }
        return (definitions + tests + hooks + script.statements.map(of)).joined(separator: "; ")
    }

    static func of(_ block: Block) -> String {
        "{" + block.statements.map(of).joined(separator: "; ") + "}"
    }

    static func of(_ statement: Statement) -> String {
        switch statement.kind {
        case .assignment(let assignment): "\(of(assignment.target)) = \(of(assignment.value))"
        case .shell(let shell): "!(\(shell.command))"
        case .value(let value): of(value.value) + of(value.tail)
        case .command(let command): of(command.call) + of(command.tail)
        case .if(let choice):
            choice.branches.map { "if \(of($0.condition)) \(of($0.body))" }.joined(separator: " else ")
                + (choice.otherwise.map { " else " + of($0) } ?? "")
        case .for(let loop):
            "for \(loop.names.map(\.text).joined(separator: ", ")) in \(of(loop.sequence))"
                + (loop.parallel.map { " parallel " + of($0.limit) } ?? "") + " " + of(loop.body)
        case .while(let loop): "while \(of(loop.condition)) \(of(loop.body))"
        case .retry(let retry):
            "retry \(of(retry.times)) every \(of(retry.pause))"
                + (retry.backoff.map { " backoff " + of($0) } ?? "")
                + (retry.longestPause.map { " up to " + of($0) } ?? "") + " " + of(retry.body)
        case .watch(let watch):
            "watch \(of(watch.pause))" + (watch.until.map { " until " + of($0) } ?? "")
                + (watch.count.map { " count " + of($0) } ?? "")
                + (watch.limit.map { " limit " + of($0) } ?? "") + " " + of(watch.body)
        case .alias(let alias):
            "alias" + (alias.meaning.map { " \($0.name.text) = (\($0.text))" } ?? "")
        case .try(let attempt):
            "try \(of(attempt.body))"
                + (attempt.handler.map { " catch \($0.name?.text ?? "-") \(of($0.body))" } ?? "")
                + (attempt.cleanup.map { " finally " + of($0) } ?? "")
        case .break: "break"
        case .continue: "continue"
        case .return(let value): "return" + (value.map { " " + of($0) } ?? "")
        case .secret(let secret): "secret \(secret.name.text)" + (secret.value.map { " = " + of($0) } ?? "")
        case .assert(let assertion):
            "assert \(of(assertion.condition))" + (assertion.message.map { " " + of($0) } ?? "")
        }
    }

    static func of(_ template: Template) -> String {
        switch template.kind {
        case .constant(let value): value.description
        case .interpolation(let interpolation): of(interpolation)
        case .text(let text): "t\"\(of(text))\""
        case .array(let elements): "[" + elements.map(of).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(of($0.key)):\(of($0.value))" }.joined(separator: ",") + "}"
        }
    }

    static func of(_ text: TextTemplate) -> String {
        text.segments.map { segment in
            switch segment {
            case .literal(let literal): literal
            case .interpolation(let interpolation): of(interpolation)
            }
        }.joined()
    }

    static func of(_ word: Word) -> String {
        word.pieces.map { piece in
            switch piece {
            case .bare(let text, _): text
            case .quoted(let text): "'\(of(text))'"
            case .interpolation(let interpolation): of(interpolation)
            }
        }.joined()
    }

    private static func of(_ interpolation: Interpolation) -> String { "⟨\(interpolation.expression.source)⟩" }

    private static func of<T>(_ amount: Amount<T>) -> String {
        switch amount {
        case .literal(let number as JSONNumber): number.text
        case .literal(let literal): "\(literal)"
        case .computed(let interpolation): of(interpolation)
        }
    }

    private static func of(_ target: Assignment.Target) -> String {
        target.name.text
            + target.path.map { step in
                switch step.kind {
                case .member(let name): ".\(name)"
                case .key(let key): ".\"\(of(key))\""
                case .index(let index): "[\(index)]"
                case .computed(let interpolation): "[\(of(interpolation))]"
                }
            }.joined()
    }

    private static func of(_ right: RightSide) -> String {
        let value =
            switch right.kind {
            case .value(let template): of(template)
            case .call(let call): of(call)
            case .shell(let shell): "!(\(shell.command))"
            }
        return value + right.programs.map(of).joined()
    }

    private static func of(_ program: Program) -> String { " | " + program.words.map(of).joined(separator: " ") }

    private static func of(_ tail: Tail) -> String {
        tail.programs.map(of).joined()
            + (tail.redirect.map { ($0.appends ? " >> " : " > ") + of($0.file) } ?? "")
    }

    private static func of(_ call: Call) -> String {
        switch call.binding {
        case .command(let bound):
            let name = [bound.command, bound.subcommand].compactMap(\.self).joined(separator: "/")
            let parts =
                bound.operands.map { "\($0.parameter.name):\(of($0))" }
                + bound.options.map { "--\($0.parameter.name):\(of($0))" }
                + (bound.asksForHelp ? ["help"] : [])
            return "(" + ([name] + parts).joined(separator: " ") + ")"
        case .definition(let bound):
            return "("
                + (["def", bound.name] + bound.arguments.map { "\($0.name):\(of($0.value))" }).joined(separator: " ")
                + ")"
        case .unresolved: return "(?\(call.name.text) \(call.arguments.count))"
        }
    }

    private static func of(_ argument: Argument) -> String {
        switch argument.kind {
        case .value(let template): "=" + of(template)
        case .text(let word): of(word)
        case .file(let word): "@" + of(word)
        case .standardInput: "@-"
        case .flag: "on"
        }
    }
}
