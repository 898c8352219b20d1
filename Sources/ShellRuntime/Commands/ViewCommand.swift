// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import JMESPath
import ShellLanguage
import Terminal

/// `view VALUE`
struct ViewCommand: BuiltinCommand {
    private static let value = Parameter("VALUE", .value, .required, help: "a value; write <<name>> for a variable")

    let signature = CommandSignature(
        "view", group: CommandGroup.values, summary: "look around in a large value: open, search, copy paths",
        operands: [value], options: CommonParameters.result,
        examples: [
            .init("view <<order>>", "c puts the path under the cursor on the command line, as in <<order.lines[0]>>"),
            .init("view <<last>>", "without a terminal, the value is printed"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let value = try arguments.value(required: Self.value)
        let root = Self.expression(of: arguments.bound[required: Self.value])
        let answer = await arguments.console.browse(value.shown.json) { steps in
            let path = steps.reduce(root ?? "") { path, step in
                switch step {
                case .member(let key): ExpressionPath.member(key, of: path)
                case .element(let index): ExpressionPath.element(index, of: path)
                }
            }
            return root == nil ? path : "<<\(path)>>"
        }
        switch answer {
        case .given(let expression):
            arguments.session.offer = expression
            return .nothing
        case .declined: return .nothing
        case .interrupted: throw .interrupted
        case .noOne: return CommandResult(value: value)
        }
    }

    /// The expression of `<<…>>`, so that a path can follow it; nil for a literal.
    private static func expression(of argument: Argument) -> String? {
        guard case .value(let template) = argument.kind, case .interpolation(let interpolation) = template.kind else {
            return nil
        }
        let text = interpolation.expression.source
        let isPath = text.utf8.allSatisfy { byte in
            byte.isLetter || byte.isDigit || "_.[]".utf8.contains(byte)
        }
        return isPath ? text : "(\(text))"
    }
}
