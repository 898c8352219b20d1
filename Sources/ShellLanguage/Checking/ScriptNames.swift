// SPDX-License-Identifier: GPL-3.0-or-later

/// What a text needs from the texts that run before it, and what it leaves for those after it.
package struct ScriptNames: Sendable {
    /// The variables that it reads before it sets them, with the places where it does.
    package let reads: [VariableUse]
    /// The variables that it sets for the statements after it.
    package let sets: Set<String>
    /// The `def`s that it calls.
    package let calls: Set<String>
    /// The connections that it names literally in `--on` and similar options.
    package let connections: Set<String>
    /// Whether it reads the result of the command before it, as `_` or in `last`.
    package let readsResult: Bool

    /// - Parameter variables: have a value when the text starts.
    package init(_ script: Script, vocabulary: Vocabulary, variables: Set<String> = []) {
        let path = script.source.name ?? ""
        let program = CheckedProgram(script, path: path, vocabulary: vocabulary)
        let undefined = VariableAnalysis.diagnostics(of: program, variables: variables)[path] ?? []
        reads = undefined.compactMap { diagnostic in
            guard case .usage(.undefinedVariable(let name, _, _, _)) = diagnostic.kind else { return nil }
            return VariableUse(name: name, range: diagnostic.range)
        }.sorted { $0.range.lowerBound < $1.range.lowerBound }
        let bound = script.calls.compactMap { call -> BoundCommand? in
            if case .command(let bound) = call.binding { bound } else { nil }
        }
        let named = bound.flatMap { call -> [String] in
            guard case .sets(let parameter)? = vocabulary.commands[call.command]?.effect else { return [] }
            return call.all(parameter).compactMap(\.literalText)
        }
        sets = script.topNames.union(named)
        calls = Set(
            script.calls.compactMap { call in
                if case .definition(let definition) = call.binding { definition.name } else { nil }
            })
        connections = Set(
            bound.flatMap { $0.options + $0.operands }.filter { $0.parameter.kind == .connection }
                .compactMap(\.literalText))
        readsResult = script.variableUses.contains { $0.name == "_" || $0.name == "last" }
    }
}

extension Argument {
    /// The text of a word without interpolations.
    package var literalText: String? {
        if case .text(let word) = kind { word.constant } else { nil }
    }
}
