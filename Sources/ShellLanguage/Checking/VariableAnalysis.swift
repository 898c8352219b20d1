// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Finds the variables that no path through a program defines.
///
/// It follows every path forwards with the set of names that may have a value; where paths meet, the sets are joined. A
/// read is an error if its name is in none of the sets that reach it.
struct VariableAnalysis {
    private struct Place: Hashable {
        let path: String
        let range: SourceRange
    }

    private enum Finding {
        case defined
        case undefined(UsageFault)
    }

    private struct Entry: Hashable {
        let path: String
        let names: Set<String>
        let isOpen: Bool
    }

    private let program: CheckedProgram
    private var commands: [String: CommandSignature] { program.commands }
    /// The finding for each read that a path reached.
    private var findings: [Place: Finding] = [:]
    /// The path of the file whose statements are being followed.
    private var path = ""
    /// The names that are bound anywhere in the current scope.
    private var bound: Set<String> = []
    /// The files that are being followed, each sourced by another of them.
    private var active: Set<String> = []
    private var exits: [Entry: Reach.Changes] = [:]

    private init(_ program: CheckedProgram) {
        self.program = program
    }

    /// The undefined variables of each file, by the file's path. `variables` have a value at the start.
    static func diagnostics(of program: CheckedProgram, variables: Set<String>) -> [String: [Diagnostic]] {
        var analysis = VariableAnalysis(program)
        guard let root = program.files.first else { return [:] }
        _ = analysis.follow(root, Reach(names: variables))
        let session = Reach(names: variables.union(program.names), isOpen: program.isOpen)
        for file in program.files where file.isWhole {
            for definition in file.script.definitions { analysis.follow(definition, in: file, session) }
        }
        var result: [String: [Diagnostic]] = [:]
        for case (let place, .undefined(let fault)) in analysis.findings {
            result[place.path, default: []].append(Diagnostic(.usage(fault), at: place.range))
        }
        return result
    }

    private mutating func read(_ use: VariableUse, _ reach: Reach) {
        let place = Place(path: path, range: use.range)
        let isKnown =
            reach.isOpen || reach.contains(use.name) || use.name == "_" || ReadOnlyNames.contains(use.name)
        if isKnown {
            findings[place] = .defined
        } else if findings[place] == nil {
            let nearest = Suggestion.nearest(to: use.name, among: reach.names)
            let fault = UsageFault.undefinedVariable(
                use.name, nearest: nearest, isBoundElsewhere: bound.contains(use.name),
                dashed: program.source(of: path).flatMap { DashedName.hint(in: $0, at: use.range) })
            findings[place] = .undefined(fault)
        }
    }

    // MARK: Files and definitions

    /// Follows the top level of a file, then its tests; returns what the top level changes.
    private mutating func follow(_ file: CheckedProgram.File, _ reach: Reach) -> Reach.Changes {
        var inner = reach.nested()
        guard file.isWhole else {
            inner.isOpen = true
            return inner.changes
        }
        let names = file.script.topNames
        guard !active.contains(file.path) else {
            inner.insert(names)
            return inner.changes
        }
        let entry = Entry(path: file.path, names: reach.names, isOpen: reach.isOpen)
        if let exit = exits[entry] { return exit }
        let outer = (path, bound)
        active.insert(file.path)
        (path, bound) = (file.path, names)
        follow(file.script.statements, &inner)
        followTests(of: file.script, inner)
        (path, bound) = outer
        active.remove(file.path)
        exits[entry] = inner.changes
        return inner.changes
    }

    /// Each test starts with the variables at the end of the top level, and runs between `before` and `after`.
    private mutating func followTests(of script: Script, _ reach: Reach) {
        var start = reach.nested()
        for hook in script.hooks where hook.kind == .before {
            bound = hook.body.localNames
            follow(hook.body.statements, &start)
        }
        var end = start.nested()
        for test in script.tests {
            bound = test.body.localNames
            end.join(changes(of: test.body.statements, start))
        }
        for hook in script.hooks where hook.kind == .after {
            bound = hook.body.localNames
            _ = changes(of: hook.body.statements, end)
        }
    }

    /// A `def` can be called anytime: it sees all names that the session's statements bind, except its own.
    private mutating func follow(_ definition: Definition, in file: CheckedProgram.File, _ session: Reach) {
        path = file.path
        bound = definition.locals
        var reach = session.nested()
        reach.remove(definition.locals)
        for parameter in definition.parameters {
            for use in parameter.defaultValue?.interpolations.flatMap(\.variables) ?? [] { read(use, reach) }
            reach.insert(parameter.name.text)
        }
        follow(definition.body.statements, &reach)
    }

    // MARK: Statements

    private mutating func follow(_ statements: [Statement], _ reach: inout Reach) {
        for statement in statements { follow(statement, &reach) }
    }

    /// What the statements of a block change.
    private mutating func changes(of statements: [Statement], _ reach: Reach) -> Reach.Changes {
        var inner = reach.nested()
        follow(statements, &inner)
        return inner.changes
    }

    /// Changes `reach` in place: copying all names for each statement would take quadratic time.
    private mutating func follow(_ statement: Statement, _ reach: inout Reach) {
        let row = statement.call?.rowVariable(commands)
        for use in statement.variables where row?.binds(use) != true { read(use, reach) }
        switch statement.kind {
        case .shell, .value, .alias, .assert, .break, .continue: break
        case .command, .return: afterCall(of: statement, &reach)
        case .assignment(let assignment):
            let target = assignment.target
            // Only a variable that has a value can have a part changed.
            if !target.path.isEmpty { read(VariableUse(name: target.name.text, range: target.name.range), reach) }
            afterCall(of: statement, &reach)
            reach.insert(target.name.text)
        case .secret(let secret):
            afterCall(of: statement, &reach)
            reach.insert(secret.name.text)
        case .if(let choice): reach.apply(changes(of: choice, reach))
        case .for(let loop): reach.join(changes(of: loop, reach))
        case .while(let loop): reach.join(changesRepeating(loop.body, reach))
        case .retry(let retry): reach.apply(changesRepeating(retry.body, reach))
        case .watch(let watch):
            reach.apply(changesRepeating(watch.body, reach))
            // The condition is evaluated after each run.
            for use in watch.until?.variables ?? [] { read(use, reach) }
        case .try(let attempt): reach.apply(changes(of: attempt, reach))
        }
    }

    /// Commands can change which variables have a value.
    private mutating func afterCall(of statement: Statement, _ reach: inout Reach) {
        guard let call = statement.call else { return }
        switch call.effect(commands) {
        case .runsScript:
            guard let sourced = call.sourcedFile(commands) else { return }
            if let file = program.file(sourced, in: path) {
                reach.apply(follow(file, reach))
            } else {
                reach.isOpen = true
            }
        case .sets(let parameter):
            for argument in call.arguments(of: parameter) {
                guard let name = argument.literalText else {
                    reach.isOpen = true
                    continue
                }
                reach.insert(name)
            }
        case .unsets(let parameter):
            let names = call.arguments(of: parameter).compactMap { argument in
                argument.literalText.map { VariableUse(name: $0, range: argument.range) }
            }
            for name in names { read(name, reach) }
            for name in names { reach.remove(name.name) }
        case .changesSession, .repeats, nil: return
        }
    }

    // MARK: Blocks

    private mutating func changes(of choice: If, _ reach: Reach) -> Reach.Changes {
        var end = choice.otherwise.map { changes(of: $0.statements, reach) } ?? reach.nested().changes
        for branch in choice.branches { end = end.joined(with: changes(of: branch.body.statements, reach)) }
        return end
    }

    private mutating func changes(of loop: For, _ reach: Reach) -> Reach.Changes {
        let names = Set(loop.names.map(\.text))
        var start = reach.nested()
        if let parallel = loop.parallel {
            // Each body has its own scope, so none of its names remain.
            start.remove(parallel.locals)
            start.insert(names)
            let outer = bound
            bound = parallel.locals
            follow(loop.body.statements, &start)
            bound = outer
            return reach.nested().changes
        }
        start.insert(names)
        followRepeated(loop.body, &start)
        start.remove(names.filter { !reach.contains($0) })
        return start.changes
    }

    private mutating func changesRepeating(_ body: Block, _ reach: Reach) -> Reach.Changes {
        var start = reach.nested()
        followRepeated(body, &start)
        return start.changes
    }

    /// A later iteration sees the names that an earlier one bound.
    private mutating func followRepeated(_ body: Block, _ reach: inout Reach) {
        reach.insert(body.localNames)
        if body.runsScripts(commands) {
            reach.insert(program.names)
            reach.isOpen = reach.isOpen || program.isOpen
        }
        follow(body.statements, &reach)
    }

    private mutating func changes(of attempt: Try, _ reach: Reach) -> Reach.Changes {
        let body = changes(of: attempt.body.statements, reach)
        // The body may have failed at any statement.
        var failed = reach.nested()
        failed.join(body)
        var end = body
        if let handler = attempt.handler {
            let name = handler.name?.text ?? "error"
            var handled = failed
            handled.insert(name)
            follow(handler.body.statements, &handled)
            if !failed.contains(name) { handled.remove(name) }
            end = end.joined(with: handled.changes)
        }
        guard let cleanup = attempt.cleanup else { return end }
        failed.join(end)
        follow(cleanup.statements, &failed)
        var after = reach.nested()
        after.apply(end)
        after.insert(cleanup.localNames.filter(failed.contains))
        after.isOpen = after.isOpen || failed.isOpen
        return after.changes
    }
}

extension Call {
    /// The arguments for a parameter of a built-in command.
    fileprivate func arguments(of parameter: Parameter) -> [Argument] {
        if case .command(let bound) = binding { bound.all(parameter) } else { [] }
    }
}
