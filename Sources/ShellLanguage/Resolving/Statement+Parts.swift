// SPDX-License-Identifier: GPL-3.0-or-later

extension Statement {
    /// The blocks directly inside the statement.
    var blocks: [Block] {
        switch kind {
        case .assignment, .shell, .value, .command, .alias, .break, .continue, .return, .secret, .assert: []
        case .if(let statement): statement.branches.map(\.body) + [statement.otherwise].compactMap(\.self)
        case .for(let statement): [statement.body]
        case .while(let statement): [statement.body]
        case .retry(let statement): [statement.body]
        case .watch(let statement): [statement.body]
        case .try(let statement): [statement.body] + [statement.handler?.body, statement.cleanup].compactMap(\.self)
        }
    }

    /// The names that the statement itself binds, without those in its blocks.
    var boundNames: [String] {
        switch kind {
        case .assignment(let assignment): [assignment.target.name.text]
        case .secret(let secret): [secret.name.text]
        case .for(let statement): statement.names.map(\.text)
        case .try(let statement): statement.handler.map { [$0.name?.text ?? "error"] } ?? []
        case .shell, .value, .command, .if, .while, .retry, .watch, .alias, .break, .continue, .return, .assert: []
        }
    }

    /// The call in the statement itself, not in its blocks.
    package var call: Call? {
        let right: RightSide?
        switch kind {
        case .command(let command): return command.call
        case .assignment(let assignment): right = assignment.value
        case .secret(let secret): right = secret.value
        case .return(let value): right = value
        case .shell, .value, .if, .for, .while, .retry, .watch, .try, .alias, .break, .continue, .assert: right = nil
        }
        guard case .call(let call) = right?.kind else { return nil }
        return call
    }
}

extension Call {
    /// The effect of a built-in command; nil if it doesn't have one, and for a `def`.
    func effect(_ commands: [String: CommandSignature]) -> CommandSignature.Effect? { commands[name.text]?.effect }
}

extension Block {
    /// The names that the block's statements bind in the block's own scope.
    var localNames: Set<String> { statements.localNames }

    /// Whether a statement in the block runs another script.
    func runsScripts(_ commands: [String: CommandSignature]) -> Bool {
        statements.contains { statement in
            if case .runsScript? = statement.call?.effect(commands) { return true }
            return statement.blocks.contains { $0.runsScripts(commands) }
        }
    }
}

extension [Statement] {
    /// The names that the statements bind in their own scope; the bodies of parallel loops have separate scopes.
    var localNames: Set<String> {
        var names: Set<String> = []
        for statement in self {
            if case .for(let loop) = statement.kind, loop.parallel != nil { continue }
            names.formUnion(statement.boundNames)
            for block in statement.blocks { names.formUnion(block.localNames) }
        }
        return names
    }
}

extension Script {
    /// The names that are bound anywhere in the text, in any scope; for suggestions.
    var allNames: Set<String> {
        var names: Set<String> = []
        forEachStatement { names.formUnion($0.boundNames) }
        for definition in definitions { names.formUnion(definition.parameters.map(\.name.text)) }
        return names
    }

    /// Whether a statement runs another script, which may define unknown names.
    func runsScripts(_ commands: [String: CommandSignature]) -> Bool { !sourcedFiles(commands).isEmpty }

    func sourcedFiles(_ commands: [String: CommandSignature]) -> [SourcedFile] {
        calls.compactMap { $0.sourcedFile(commands) }
    }

    /// Every call; those in a block are in source order, the rest in no particular order.
    package var calls: [Call] {
        var calls: [Call] = []
        forEachStatement { calls += [$0.call].compactMap(\.self) }
        return calls
    }

    /// Every place where a statement reads a variable.
    package var variableUses: [VariableUse] {
        var uses: [VariableUse] = []
        forEachStatement { statement in
            uses += statement.variables
            if case .watch(let watch) = statement.kind { uses += watch.until?.variables ?? [] }
        }
        return uses
    }

    /// The names that the top level of the script binds.
    package var topNames: Set<String> { statements.localNames }

    private func forEachStatement(_ visit: (Statement) -> Void) {
        func go(_ statements: [Statement]) {
            for statement in statements {
                visit(statement)
                for block in statement.blocks { go(block.statements) }
            }
        }
        go(statements)
        for definition in definitions { go(definition.body.statements) }
        for test in tests { go(test.body.statements) }
        for hook in hooks { go(hook.body.statements) }
    }
}
