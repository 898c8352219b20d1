// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import ShellLanguage

/// Makes calculations of statements; there's none if a statement may wait.
@SessionActor
struct CalculationCompiler {
    let definitions: Definitions
    /// The definitions that the statements call.
    private(set) var callees: [DefinitionCode] = []

    init(_ definitions: Definitions) { self.definitions = definitions }

    mutating func calculation(_ statements: [Statement]) -> Calculation? {
        var result: [Calculation.Statement] = []
        result.reserveCapacity(statements.count)
        for statement in statements {
            guard let step = step(statement) else { return nil }
            result.append(.init(step: step, range: statement.range))
        }
        return Calculation(statements: result)
    }

    private mutating func step(_ statement: Statement) -> Calculation.Step? {
        switch statement.kind {
        case .assignment(let assignment): return step(assignment)
        case .if(let condition): return step(condition)
        case .while(let loop):
            return calculation(loop.body.statements).map { .while(loop.condition, $0) }
        case .for(let loop):
            guard loop.parallel == nil else { return nil }
            return calculation(loop.body.statements).map { .for(loop, $0) }
        case .assert(let assertion): return .assert(assertion)
        case .break: return .leave(.break)
        case .continue: return .leave(.continue)
        case .return(let side):
            guard let side else { return .leave(.return(nil)) }
            guard side.programs.isEmpty else { return nil }
            switch side.kind {
            case .value(let template): return .return(template)
            case .call(let call): return self.call(call).map { .returnCall($0) }
            case .shell: return nil
            }
        case .shell, .value, .command, .retry, .watch, .alias, .try, .secret: return nil
        }
    }

    private mutating func step(_ assignment: Assignment) -> Calculation.Step? {
        guard assignment.target.path.isEmpty, assignment.value.programs.isEmpty else { return nil }
        let target = assignment.target.name.text
        let name = target == "_" ? nil : target
        switch assignment.value.kind {
        case .value(let template): return .assign(name, template)
        case .call(let call): return self.call(call).map { .call($0, into: name) }
        case .shell: return nil
        }
    }

    private mutating func step(_ condition: If) -> Calculation.Step? {
        var branches: [Calculation.Branch] = []
        for branch in condition.branches {
            guard let body = calculation(branch.body.statements) else { return nil }
            branches.append(.init(condition: branch.condition, body: body))
        }
        guard let otherwise = condition.otherwise else { return .if(branches, otherwise: nil) }
        return calculation(otherwise.statements).map { .if(branches, otherwise: $0) }
    }

    private mutating func call(_ call: Call) -> Calculation.Call? {
        guard case .definition(let bound) = call.binding, let code = definitions.code(for: bound) else { return nil }
        callees.append(code)
        return Calculation.Call(definition: code, arguments: code.parameters.map { bound[$0.name.text] })
    }
}
