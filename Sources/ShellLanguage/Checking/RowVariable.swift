// SPDX-License-Identifier: GPL-3.0-or-later

/// The variable that holds the row in the arguments of a command with `--each`.
struct RowVariable {
    /// nil when it is computed: then it may be any name.
    let name: String?
    /// The arguments that are evaluated for each row.
    let ranges: [SourceRange]

    func binds(_ use: VariableUse) -> Bool {
        (name == nil || name == use.name) && ranges.contains { $0.contains(use.range.lowerBound) }
    }
}

extension Call {
    private static let evaluatedForEachRow: Set<String> = [
        "FN", "body", "qualifier", "client-context", "tenant-id", "key",
    ]

    /// nil without `--each`.
    var rowVariable: RowVariable? {
        guard case .command(let command) = binding, command["each"] != nil else { return nil }
        let arguments = (command.operands + command.options).filter { Self.evaluatedForEachRow.contains($0.name) }
        let ranges = arguments.map(\.range)
        guard let name = command["as"] else { return RowVariable(name: "row", ranges: ranges) }
        guard case .text(let word) = name.kind else { return RowVariable(name: nil, ranges: ranges) }
        return RowVariable(name: word.constant, ranges: ranges)
    }
}
