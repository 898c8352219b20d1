// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

/// `diff A B`
struct DiffCommand: BuiltinCommand {
    private static let left = Parameter("A", .value, .required, help: "the old value; write <<name>> for a variable")
    private static let right = Parameter("B", .value, .required, help: "the new value")

    /// More than anyone reads; a failure's payload has to stay small.
    private static let limit = 1000

    let signature = CommandSignature(
        "diff", group: CommandGroup.values, summary: "compare two values by path, and fail if they differ",
        operands: [left, right], options: CommonParameters.result, givesValue: true,
        examples: [
            .init("diff <<order>> {\"id\": \"o-1\"}", "- is the value in A, + the one in B"),
            .init("diff <<order.lines>> [] --query '[].path'", "where they differ"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let left = try arguments.value(required: Self.left)
        let right = try arguments.value(required: Self.right)
        let differences = JSONDifferences(left.json, right.json, limit: Self.limit)
        let rows = differences.shown.map { difference -> JSONValue in
            var row: JSONObject = ["path": .string(difference.path)]
            if let old = difference.left { row["old"] = old }
            if let new = difference.right { row["new"] = new }
            return .object(row)
        }
        let value = Value(.array(rows), isSecret: left.isSecret || right.isSecret)
        guard differences.count > 0 else { return CommandResult(value: value, view: .lines([])) }
        var failure = Failure(.value, "the values differ: \(differences.countText)", type: "different")
        failure.payload = value.isSecret ? nil : value.json
        // Excerpts of a secret can't be recognised as parts of it.
        failure.result = CommandResult(value: value, view: value.isSecret ? .json : .lines(differences.lines))
        throw .failed(failure)
    }
}
