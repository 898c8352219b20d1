// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import ShellLanguage

/// The `def`s of a session. What was compiled is thrown away when one is added, because a body refers to the others.
@SessionActor
final class Definitions {
    private var table: [String: DefinitionCode] = [:]

    init() {}

    var all: [Definition] { table.values.map(\.definition) }

    func define(_ definitions: [Definition]) {
        let changed = Dictionary(definitions.map { ($0.name.text, $0) }) { _, last in last }
        let whole = Dictionary(uniqueKeysWithValues: table.map { ($0.key, $0.value.definition) })
            .merging(changed) { _, new in new }
        table = whole.mapValues { DefinitionCode($0, among: self) }
    }

    func code(_ name: String) -> DefinitionCode? { table[name] }

    /// The definition that `call` was checked against; nil if it was replaced by one with other parameters.
    func code(for call: BoundDefinition) -> DefinitionCode? {
        guard let code = table[call.name], code.signature == call.signature else { return nil }
        return code
    }

    /// The calculation for the body of a loop; nil if it may wait.
    func calculation(_ body: Block) -> Calculation? {
        var compiler = CalculationCompiler(self)
        guard let calculation = compiler.calculation(body.statements),
            compiler.callees.allSatisfy({ $0.calculation != nil })
        else { return nil }
        return calculation
    }
}
