// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Finds the variables that no path through a program defines.
///
/// It follows every path forwards with the set of names that may have a value; where paths meet, the sets are joined. A
/// read is an error if its name is in none of the sets that reach it.
struct VariableAnalysis {
    /// The names that may have a value at some point of the program.
    struct Reach: Hashable {
        var names: Set<String>
        /// Whether any other name may have a value, too, since a file ran that the check can't see.
        var isOpen = false

        func joined(with other: Reach) -> Reach {
            Reach(names: names.union(other.names), isOpen: isOpen || other.isOpen)
        }
    }

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
        let reach: Reach
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
    private var exits: [Entry: Reach] = [:]

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
            reach.isOpen || reach.names.contains(use.name) || use.name == "_" || ReadOnlyNames.contains(use.name)
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

    /// Follows the top level of a file, then its tests; returns the reach at its end.
    private mutating func follow(_ file: CheckedProgram.File, _ reach: Reach) -> Reach {
        guard file.isWhole else { return Reach(names: reach.names, isOpen: true) }
        let names = file.script.topNames
        guard !active.contains(file.path) else { return reach.joined(with: Reach(names: names)) }
        let entry = Entry(path: file.path, reach: reach)
        if let exit = exits[entry] { return exit }
        let outer = (path, bound)
        active.insert(file.path)
        (path, bound) = (file.path, names)
        let exit = follow(file.script.statements, reach)
        followTests(of: file.script, exit)
        (path, bound) = outer
        active.remove(file.path)
        exits[entry] = exit
        return exit
    }

    /// Each test starts with the variables at the end of the top level, and runs between `before` and `after`.
    private mutating func followTests(of script: Script, _ reach: Reach) {
        var start = reach
        for hook in script.hooks where hook.kind == .before {
            bound = hook.body.localNames
            start = follow(hook.body.statements, start)
        }
        var end = start
        for test in script.tests {
            bound = test.body.localNames
            end = end.joined(with: follow(test.body.statements, start))
        }
        for hook in script.hooks where hook.kind == .after {
            bound = hook.body.localNames
            _ = follow(hook.body.statements, end)
        }
    }

    /// A `def` can be called anytime: it sees all names that the session's statements bind, except its own.
    private mutating func follow(_ definition: Definition, in file: CheckedProgram.File, _ session: Reach) {
        path = file.path
        bound = definition.locals
        var reach = session
        reach.names.subtract(definition.locals)
        for parameter in definition.parameters {
            for use in parameter.defaultValue?.interpolations.flatMap(\.variables) ?? [] { read(use, reach) }
            reach.names.insert(parameter.name.text)
        }
        _ = follow(definition.body.statements, reach)
    }

    // MARK: Statements

    private mutating func follow(_ statements: [Statement], _ reach: Reach) -> Reach {
        var reach = reach
        for statement in statements { follow(statement, &reach) }
        return reach
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
            reach.names.insert(target.name.text)
        case .secret(let secret):
            afterCall(of: statement, &reach)
            reach.names.insert(secret.name.text)
        case .if(let choice): reach = follow(choice, reach)
        case .for(let loop): reach = follow(loop, reach)
        case .while(let loop):
            let end = followRepeated(loop.body, reach)
            if loop.body.bindsNames(commands) { reach = reach.joined(with: end) }
        case .retry(let retry): reach = followRepeated(retry.body, reach)
        case .watch(let watch):
            reach = followRepeated(watch.body, reach)
            // The condition is evaluated after each run.
            for use in watch.until?.variables ?? [] { read(use, reach) }
        case .try(let attempt): reach = follow(attempt, reach)
        }
    }

    /// Commands can change which variables have a value.
    private mutating func afterCall(of statement: Statement, _ reach: inout Reach) {
        guard let call = statement.call else { return }
        switch call.effect(commands) {
        case .runsScript:
            guard let sourced = call.sourcedFile(commands) else { return }
            if let file = program.file(sourced, in: path) {
                reach = follow(file, reach)
            } else {
                reach.isOpen = true
            }
        case .sets(let parameter):
            for argument in call.arguments(of: parameter) {
                guard let name = argument.literalText else {
                    reach.isOpen = true
                    continue
                }
                reach.names.insert(name)
            }
        case .unsets(let parameter):
            let before = reach
            for argument in call.arguments(of: parameter) {
                guard let name = argument.literalText else { continue }
                read(VariableUse(name: name, range: argument.range), before)
                reach.names.remove(name)
            }
        case .changesSession, .repeats, nil: return
        }
    }

    // MARK: Blocks

    private mutating func follow(_ choice: If, _ reach: Reach) -> Reach {
        var end = choice.otherwise.map { follow($0.statements, reach) } ?? reach
        // A branch that binds nothing ends with at most the names it began with, which `end` may already contain.
        let hasStart = choice.otherwise.map { !$0.bindsNames(commands) && !$0.unsetsNames(commands) } ?? true
        for branch in choice.branches {
            let after = follow(branch.body.statements, reach)
            if branch.body.bindsNames(commands) || !hasStart { end = end.joined(with: after) }
        }
        return end
    }

    private mutating func follow(_ loop: For, _ reach: Reach) -> Reach {
        let names = Set(loop.names.map(\.text))
        var start = reach
        if let parallel = loop.parallel {
            // Each body has its own scope, so none of its names remain.
            start.names.subtract(parallel.locals)
            start.names.formUnion(names)
            let outer = bound
            bound = parallel.locals
            _ = follow(loop.body.statements, start)
            bound = outer
            return reach
        }
        start.names.formUnion(names)
        var end = followRepeated(loop.body, start)
        end.names.subtract(names.subtracting(reach.names))
        return reach.joined(with: end)
    }

    /// A later iteration sees the names that an earlier one bound.
    private mutating func followRepeated(_ body: Block, _ reach: Reach) -> Reach {
        var start = reach
        start.names.formUnion(body.localNames)
        if body.runsScripts(commands) {
            start = start.joined(with: Reach(names: program.names, isOpen: program.isOpen))
        }
        return follow(body.statements, start)
    }

    private mutating func follow(_ attempt: Try, _ reach: Reach) -> Reach {
        var end = follow(attempt.body.statements, reach)
        // The body may have failed at any statement.
        let failed = reach.joined(with: end)
        if let handler = attempt.handler {
            let name = handler.name?.text ?? "error"
            var start = failed
            start.names.insert(name)
            var handled = follow(handler.body.statements, start)
            if !failed.names.contains(name) { handled.names.remove(name) }
            end = end.joined(with: handled)
        }
        guard let cleanup = attempt.cleanup else { return end }
        let always = follow(cleanup.statements, failed.joined(with: end))
        return Reach(
            names: end.names.union(always.names.intersection(cleanup.localNames)), isOpen: end.isOpen || always.isOpen)
    }
}

extension Call {
    /// The arguments for a parameter of a built-in command.
    fileprivate func arguments(of parameter: Parameter) -> [Argument] {
        if case .command(let bound) = binding { bound.all(parameter) } else { [] }
    }
}
