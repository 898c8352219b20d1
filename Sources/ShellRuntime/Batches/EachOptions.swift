// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import ShellLanguage

/// The options of `invoke` that belong to `--each`.
enum EachOptions {
    static let each = Parameter(
        "each", .body,
        help: "invoke once for each row: an array, @rows.jsonl, @rows.json, @rows.csv or @- (standard input)")
    static let rowName = Parameter(
        "as", .variable, default: defaultRowName, help: "name of the row in --body and the like")
    static let format = Parameter(
        "format", .choice(of: RowFormat.self),
        help: "how the rows are written; default: by the file's extension, else by the first byte")
    static let concurrency = Parameter(
        "concurrency", short: "c", .integer(1...10_000), default: "64",
        help: "at most this many at a time; throttling brings it down")
    static let rate = Parameter("rate", .text, help: "at most so many in a time: 200/s, 90/m, 5000/h")
    static let results = Parameter(
        "results", .file, help: "one line of JSON a row, written before the row counts as done")
    static let resume = Parameter(
        "resume", .flag, help: "go on with the rows that have no line in --results yet")
    static let skipUncertain = Parameter(
        "skip-uncertain", .flag,
        help: "with --resume: rows that were in flight when the process died are not run again")
    static let key = Parameter(
        "key", .value, help: "what tells rows apart when the run is resumed; default: their position")
    static let stopAfter = Parameter(
        "stop-after", .integer(1...1_000_000_000), help: "stop after this many failed rows")

    static let all = [
        each, rowName, format, concurrency, rate, results, resume, skipUncertain, key, stopAfter,
    ]

    static let defaultRowName = "row"

    /// The rows of a command that evaluates `parameters` for each of them.
    static func rows(evaluating parameters: [Parameter]) -> CommandSignature.Rows {
        CommandSignature.Rows(source: each, variable: rowName, perRow: parameters + [key])
    }

    /// Throws kind `usage` when one of them stands without `--each`.
    @SessionActor static func refuseWithoutEach(_ arguments: CommandArguments) throws(Stop) {
        for option in arguments.bound.options where !option.isOf(each) && all.contains(where: option.isOf) {
            throw .failed(
                .usage, "--\(option.parameter.name) needs --each", hint: "`help invoke` shows how many rows are invoked"
            )
        }
    }
}
