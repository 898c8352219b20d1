// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

/// `print [WORD…]`
struct PrintCommand: BuiltinCommand {
    private static let word = Parameter(
        "WORD", .words, .variadic(minimum: 0), help: "text as it is, other values as JSON")

    let signature = CommandSignature(
        "print", aliases: ["echo"], group: CommandGroup.values, summary: "write words to standard output",
        operands: [word],
        examples: [
            .init("print order <<args[0] || 'none'>> is done", "words with a space between them"),
            .init("print \"<<length(args)>> arguments\"", "text with a value in it"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let words = try arguments.values(Self.word).map { $0.shown.json.asText ?? "null" }
        var result = CommandResult.text(words.joined(separator: " "))
        result.isAlwaysPrinted = true
        return result
    }
}
