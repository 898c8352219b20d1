// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import ShellLanguage

/// `--delimiter` of the commands that read CSV.
@SessionActor
enum DelimiterOption {
    nonisolated static let parameter = Parameter(
        "delimiter", .name(.known(CSVDelimiter.names.map(\.name))),
        help: "delimiter of CSV: a character, comma, semicolon, tab or pipe; default: from the header",
        elsewhere: ["sep", "separator"])

    /// Throws kind `usage` for text that isn't a delimiter.
    static func value(_ arguments: CommandArguments) throws(Stop) -> CSVDelimiter? {
        guard let text = try arguments.text(parameter) else { return nil }
        guard let delimiter = CSVDelimiter(text) else {
            throw .failed(
                .usage, "`\(text)` isn't a valid delimiter",
                hint: "write one ASCII character in quotes (`\";\"`), or `comma`, `semicolon`, `tab` or `pipe`")
        }
        return delimiter
    }

    /// The format of rows: `explicit`, or what the extension of `path` says, or CSV if there's a delimiter. Throws kind
    /// `usage` for a delimiter of another format.
    static func rowFormat(
        _ explicit: RowFormat?, path: String?, delimiter: CSVDelimiter?
    ) throws(Stop) -> RowFormat? {
        let format = explicit ?? path.flatMap(RowFormat.init(path:))
        guard delimiter != nil else { return format }
        switch format {
        case nil, .csv: return .csv
        case .tsv: return .tsv
        case .json?, .jsonl?: throw notCSV
        }
    }

    static var notCSV: Stop {
        .failed(.usage, "`--delimiter` needs rows in CSV", hint: "leave it out, or use `--format csv`")
    }
}

extension CSVDelimiter {
    /// A notice for a delimiter that was guessed.
    func notice(path: String) -> String {
        "\(path): the cells are separated by \(self), as the header suggests; `--delimiter` sets another delimiter"
    }
}
