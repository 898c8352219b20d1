// SPDX-License-Identifier: GPL-3.0-or-later

/// The variable for the row in the arguments of a command that runs once for each row.
struct RowVariable {
    /// nil if it's computed, so it may be any name.
    let name: String?
    /// The arguments that are evaluated for each row.
    let ranges: [SourceRange]

    func binds(_ use: VariableUse) -> Bool {
        (name == nil || name == use.name) && ranges.contains { $0.contains(use.range.lowerBound) }
    }
}

extension Call {
    /// nil if the call has no argument for the rows.
    func rowVariable(_ commands: [String: CommandSignature]) -> RowVariable? {
        guard case .repeats(let rows)? = effect(commands), case .command(let command) = binding,
            command.has(rows.source)
        else { return nil }
        let ranges = rows.perRow.flatMap { command.all($0).map(\.range) }
        guard let name = command[rows.variable] else {
            return RowVariable(name: rows.variable.defaultText, ranges: ranges)
        }
        guard case .text(let word) = name.kind else { return RowVariable(name: nil, ranges: ranges) }
        return RowVariable(name: word.constant, ranges: ranges)
    }
}
