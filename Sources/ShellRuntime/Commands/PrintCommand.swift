// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

/// `print [WORD…]`
struct PrintCommand: BuiltinCommand {
    private static let word = Parameter(
        "WORD", .words, .variadic(minimum: 0), help: "text is printed as is, other values as JSON")

    let signature = CommandSignature(
        "print", aliases: ["echo"], group: CommandGroup.values, summary: "write text and values to standard output",
        operands: [word],
        examples: [
            .init("print order <<args[0] || 'none'>> is done", "prints words with spaces between them"),
            .init("print \"<<length(args)>> arguments\"", "text that includes a value"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let words = try arguments.values(Self.word).map { $0.shown.json.asText ?? "null" }
        var result = CommandResult.text(words.joined(separator: " "))
        result.isAlwaysPrinted = true
        return result
    }
}
