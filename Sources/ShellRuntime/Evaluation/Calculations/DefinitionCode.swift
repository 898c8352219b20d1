// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import ShellLanguage

/// A `def` as it runs.
@SessionActor
final class DefinitionCode {
    nonisolated let definition: Definition
    nonisolated let signature: DefinitionSignature
    /// The names that are local to a call: the parameters, then the variables that the body assigns.
    nonisolated let locals: [String]
    private let definitions: Definitions
    private var onlyCalculates: Bool?
    /// The body, and the definitions it calls; nil if it may wait.
    private lazy var own: (Calculation, callees: [DefinitionCode])? = {
        var compiler = CalculationCompiler(definitions)
        return compiler.calculation(definition.body.statements).map { ($0, callees: compiler.callees) }
    }()

    init(_ definition: Definition, among definitions: Definitions) {
        self.definition = definition
        signature = definition.signature
        self.definitions = definitions
        let parameters = definition.parameters.map(\.name.text)
        locals = parameters + definition.locals.subtracting(parameters).sorted()
    }

    nonisolated var parameters: [Definition.Parameter] { definition.parameters }

    /// The body; nil if it, or a `def` that it calls, may wait.
    var calculation: Calculation? {
        if onlyCalculates == nil { onlyCalculates = reachable.allSatisfy { $0.own != nil } }
        return onlyCalculates == true ? own?.0 : nil
    }

    /// This and all definitions that it calls, directly or through others.
    private var reachable: [DefinitionCode] {
        var found: [DefinitionCode] = [self]
        var next = 0
        while next < found.count {
            for callee in found[next].own?.callees ?? [] where !found.contains(where: { $0 === callee }) {
                found.append(callee)
            }
            next += 1
        }
        return found
    }
}
