// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import ShellLanguage

/// `results`
struct ResultsCommand: BuiltinCommand {
    let signature = CommandSignature(
        "results", group: CommandGroup.values, summary: "list the last 20 results, which are _1, _2, … in expressions",
        options: CommonParameters.result, givesValue: true,
        examples: [
            .init("results", "name, type, size, time and statement of each"),
            .init("results --query '[-1].name'", "the name of the newest one"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let rows = session.results.all.map { result -> JSONValue in
            let summary = ValueSummary(result.value, console: arguments.console)
            let time = CivilTime(milliseconds: result.time, offset: session.host.zone.offset(result.time))
            return [
                "name": .string(result.name), "type": summary.type, "size": summary.size,
                "time": time.map { .string($0.iso8601) } ?? .null, "statement": .string(result.statement),
            ]
        }
        return .value(.array(rows), view: .table(columns: ["name", "type", "size", "time", "statement"]))
    }
}
