// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

extension Interpreter {
    func run(_ calculation: Calculation) throws(Stop) -> Flow {
        let traces = session.settings.trace
        for statement in calculation.statements {
            if traces { trace(statement.range) }
            do throws(Stop) {
                let flow = try run(statement.step)
                guard case .next = flow else { return flow }
            } catch {
                throw placed(error, at: statement.range)
            }
        }
        return .next
    }

    private func run(_ step: Calculation.Step) throws(Stop) -> Flow {
        switch step {
        case .assign(let name, let template):
            let value = try value(of: template)
            if let name { scope[name] = value }
        case .call(let call, let name):
            let value = try value(of: call) ?? .null
            if let name { scope[name] = value }
        case .if(let branches, let otherwise):
            for branch in branches where try isTrue(branch.condition) { return try run(branch.body) }
            if let otherwise { return try run(otherwise) }
        case .while(let condition, let body): return try run(while: condition, body)
        case .for(let loop, let body): return try run(loop, body)
        case .assert(let assertion): try run(assertion)
        case .leave(let flow): return flow
        case .return(let template): return .return(try value(of: template))
        case .returnCall(let call): return .return(try value(of: call))
        }
        return .next
    }

    func run(while condition: Interpolation, _ body: Calculation) throws(Stop) -> Flow {
        while try isTrue(condition) {
            if Task.isCancelled { throw .interrupted }
            switch try run(body) {
            case .next, .continue: continue
            case .break: return .next
            case .return(let value): return .return(value)
            }
        }
        return .next
    }

    func run(_ loop: For, _ body: Calculation) throws(Stop) -> Flow {
        let (items, isSecret) = try items(of: loop)
        let names = loop.names.map(\.text)
        let saved = names.map { scope[$0] }
        defer { for (name, value) in zip(names, saved) { scope[name] = value } }
        for item in items {
            if Task.isCancelled { throw .interrupted }
            bind(names, to: item, isSecret: isSecret, in: scope)
            switch try run(body) {
            case .next, .continue: continue
            case .break: return .next
            case .return(let value): return .return(value)
            }
        }
        return .next
    }

    /// Calls a `def` and sets `_`, unless nothing is returned.
    private func value(of call: Calculation.Call) throws(Stop) -> Value? {
        guard let body = call.definition.calculation else { preconditionFailure("the callee only calculates") }
        if Task.isCancelled { throw .interrupted }
        let inner = try entering(call.definition) { call.arguments[$0] }
        guard case .return(let value?) = try inner.run(body) else { return nil }
        scope.result = value
        return value
    }
}
