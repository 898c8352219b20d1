// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import ShellLanguage

/// The options of `invoke` that belong to `--each`.
enum EachOptions {
    static let each = Parameter(
        "each", .body,
        help: "invoke once per row: an array, @rows.jsonl, @rows.json, @rows.csv, @rows.tsv, s3://BUCKET/KEY or @- "
            + "(standard input)")
    static let rowName = Parameter(
        "as", .variable, default: defaultRowName, help: "variable that holds the row in --body and other options")
    static let format = Parameter(
        "format", .choice(of: RowFormat.self),
        help: "format of the rows; default: from the file extension, otherwise from the first byte")
    static let concurrency = Parameter(
        "concurrency", short: "c", .integer(1...10_000), default: "64",
        help: "maximum number of concurrent invocations; reduced while AWS throttles")
    static let rate = Parameter("rate", .text, help: "maximum rate of invocations: 200/s, 90/m, 5000/h")
    static let results = Parameter(
        "results", .file,
        help: "file or s3://BUCKET/KEY for results: one JSON line per row, written before the row counts as done")
    static let resume = Parameter(
        "resume", .flag, help: "run only the rows that have no line in --results yet")
    static let skipUncertain = Parameter(
        "skip-uncertain", .flag,
        help: "with --resume: don't rerun rows that were in flight when the process died")
    static let key = Parameter(
        "key", .value, help: "expression that identifies a row for --resume; default: its position")
    static let stopAfter = Parameter(
        "stop-after", .integer(1...1_000_000_000), help: "stop after this many failed rows")

    static let all =
        [
            each, rowName, format, DelimiterOption.parameter, concurrency, rate, results, resume, skipUncertain, key,
            stopAfter,
        ] + CloudOptions.all

    static let defaultRowName = "row"

    /// The rows of a command that evaluates `parameters` for each of them.
    static func rows(evaluating parameters: [Parameter]) -> CommandSignature.Rows {
        CommandSignature.Rows(source: each, variable: rowName, perRow: parameters + [key])
    }

    /// Throws kind `usage` if one of them is used without `--each`.
    @SessionActor static func refuseWithoutEach(_ arguments: CommandArguments) throws(Stop) {
        for option in arguments.bound.options where !option.isOf(each) && all.contains(where: option.isOf) {
            throw .failed(
                .usage, "`--\(option.parameter.name)` needs `--each`", hint: "`help invoke` shows how to use --each"
            )
        }
    }
}
