// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON

/// Does the checks between parsing and running: binds each call to the command or `def` it calls, and checks that
/// statements that are only allowed in a loop, a `def` or a file are there.
package struct Resolver {
    /// What surrounds a statement.
    struct Place {
        var isInLoop = false
        var isInParallel = false
        var canReturn: Bool
    }

    private let layout: Layout
    private let names: KnownNames
    private let source: Source
    private var diagnostics: [Diagnostic] = []
    private var secrets: [String] = []

    init(script: Script, vocabulary: Vocabulary, layout: Layout, isOpen: Bool? = nil) {
        self.layout = layout
        source = script.source
        names = KnownNames(vocabulary, script: script, isOpen: isOpen)
    }

    /// The diagnostics, including the parser's `faults`, in source order. Each tip is reported once per text, and an
    /// error about a look-alike once for all the look-alikes that its edits replace.
    func findings(with faults: [Diagnostic]) -> [Diagnostic] {
        let habits = HabitReader(source, names: names)
        var tips: [DiagnosticKind] = []
        var replaced: Set<Int> = []
        return (faults + diagnostics).map(habits.explained).sorted { $0.range.lowerBound < $1.range.lowerBound }
            .filter { diagnostic in
                if case .syntax(.lookAlike) = diagnostic.kind {
                    defer { replaced.formUnion(diagnostic.edits.map(\.range.lowerBound)) }
                    return !replaced.contains(diagnostic.range.lowerBound)
                }
                guard diagnostic.severity == .tip else { return true }
                defer { tips.append(diagnostic.kind) }
                return !tips.contains(diagnostic.kind)
            }
    }

    mutating func resolve(_ script: inout Script) {
        checkDefinitionNames(script.definitions)
        let top = Place(canReturn: layout == .text)
        resolve(&script.statements, in: top)
        for index in script.definitions.indices {
            let parameters = Set(script.definitions[index].parameters.map(\.name.text))
            resolve(&script.definitions[index].body.statements, in: Place(canReturn: true))
            script.definitions[index].locals = script.definitions[index].body.localNames.union(parameters)
        }
        for index in script.tests.indices {
            resolve(&script.tests[index].body.statements, in: Place(canReturn: false))
        }
        for index in script.hooks.indices {
            resolve(&script.hooks[index].body.statements, in: Place(canReturn: false))
        }
        script.secrets = secrets
    }

    private mutating func checkDefinitionNames(_ definitions: [Definition]) {
        var seen: Set<String> = []
        for definition in definitions {
            let name = definition.name
            if Keyword.opensStatement(name.text) {
                report(.syntax(.keywordAsName(name.text)), at: name.range)
            } else if names.commands[name.text] != nil {
                report(.usage(.definitionNamedAsCommand(name.text)), at: name.range)
            } else if !seen.insert(name.text).inserted {
                report(.syntax(.repeatedDefinition(name.text)), at: name.range)
            }
        }
    }

    private mutating func resolve(_ statements: inout [Statement], in place: Place) {
        for index in statements.indices { resolve(&statements[index], in: place) }
    }

    private mutating func resolve(_ statement: inout Statement, in place: Place) {
        if hasWrongDeclaration(&statement) { return }
        switch statement.kind {
        case .shell, .value, .assert, .alias: break
        case .assignment(var assignment):
            resolve(&assignment.value, in: place)
            statement.kind = .assignment(assignment)
        case .command(var command):
            if isVariable(command.call) {
                guard let value = readVariable(command, in: &statement) else { return }
                command.call = value
            }
            bind(&command.call, before: command.tail, in: place)
            statement.kind = .command(command)
        case .secret(var secret):
            if var value = secret.value {
                resolve(&value, in: place)
                checkSecret(value)
                secret.value = value
            }
            statement.kind = .secret(secret)
        case .return(let value):
            checkReturn(at: statement.range, in: place)
            guard var value else { break }
            resolve(&value, in: place)
            statement.kind = .return(value)
        case .break:
            if !place.isInLoop { report(.syntax(.outsideLoop(.break)), at: statement.range) }
        case .continue:
            if !place.isInLoop { report(.syntax(.outsideLoop(.continue)), at: statement.range) }
        case .if, .for, .while, .retry, .watch, .try:
            resolveBlocks(of: &statement, in: place)
        }
    }

    /// Reads `let x = 5` as `x = 5`, unless a command or `def` is called `let`. True after an error, which is reported.
    private mutating func hasWrongDeclaration(_ statement: inout Statement) -> Bool {
        guard case .command(let command) = statement.kind, ForeignWords.declarations.contains(command.call.name.text),
            !names.isOpen, !names.isKnown(command.call.name.text), let first = command.call.arguments.first,
            let (understood, found) = Parser.assignment(
                in: source, at: first.range.lowerBound, functions: names.functions)
        else { return false }
        let name = command.call.name
        diagnostics += found
        guard let assignment = understood else { return true }
        statement = Statement(
            kind: assignment.kind, range: statement.range.lowerBound..<assignment.range.upperBound,
            variables: assignment.variables)
        diagnostics.append(Diagnostic(.usage(.declarationWord(name.text)), at: name.range, severity: .tip))
        return false
    }

    /// Whether the call is the name of a variable, and not of a command or `def`, perhaps with options.
    private func isVariable(_ call: Call) -> Bool {
        let name = call.name.text
        guard !names.isKnown(name), Identifier.isVariable(name.utf8) else { return false }
        if let first = call.arguments.first, case .option = first {} else if !call.arguments.isEmpty { return false }
        return names.isVariable(name)
    }

    /// Makes the name of a variable a statement that prints its value. Returns the call if there are options.
    private func readVariable(_ command: Command, in statement: inout Statement) -> Call? {
        let call = command.call
        let name = call.name
        guard let expression = try? Expression(name.text, functions: names.functions) else { return call }
        let interpolation = Interpolation(
            expression: expression, range: name.range, expressionOffset: name.range.lowerBound)
        let value = Template(kind: .interpolation(interpolation), range: name.range)
        statement = Statement(
            kind: .value(ValueStatement(value: value, tail: command.tail)),
            range: statement.range, variables: statement.variables + interpolation.variables)
        guard !call.arguments.isEmpty else { return nil }
        return Call(
            name: Name(text: CommandSignature.nameOfValues, range: name.range),
            arguments: [.template(value)] + call.arguments, range: call.range, binding: .unresolved)
    }

    private mutating func resolveBlocks(of statement: inout Statement, in place: Place) {
        var loop = place
        loop.isInLoop = true
        switch statement.kind {
        case .if(var choice):
            for index in choice.branches.indices { resolve(&choice.branches[index].body.statements, in: place) }
            resolve(&choice.otherwise, in: place)
            statement.kind = .if(choice)
        case .for(var iteration):
            loop.isInParallel = place.isInParallel || iteration.parallel != nil
            resolve(&iteration.body.statements, in: loop)
            iteration.parallel?.locals = iteration.body.localNames.union(iteration.names.map(\.text))
            statement.kind = .for(iteration)
        case .while(var iteration):
            resolve(&iteration.body.statements, in: loop)
            statement.kind = .while(iteration)
        case .retry(var retry):
            resolve(&retry.body.statements, in: place)
            statement.kind = .retry(retry)
        case .watch(var watch):
            resolve(&watch.body.statements, in: place)
            statement.kind = .watch(watch)
        case .try(var attempt):
            resolve(&attempt.body.statements, in: place)
            if var handler = attempt.handler {
                resolve(&handler.body.statements, in: place)
                attempt.handler = handler
            }
            resolve(&attempt.cleanup, in: place)
            statement.kind = .try(attempt)
        case .assignment, .shell, .value, .command, .alias, .break, .continue, .return, .secret, .assert: break
        }
    }

    private mutating func resolve(_ block: inout Block?, in place: Place) {
        guard var inner = block else { return }
        resolve(&inner.statements, in: place)
        block = inner
    }

    private mutating func checkReturn(at range: SourceRange, in place: Place) {
        if place.isInParallel {
            report(.syntax(.inParallel("return")), at: range)
        } else if !place.canReturn {
            report(.syntax(.returnOutside(layout)), at: range)
        }
    }

    /// Refuses a literal value that can't be a secret before anything runs.
    private mutating func checkSecret(_ right: RightSide) {
        guard right.programs.isEmpty, case .value(let template) = right.kind, let value = template.constant else {
            return
        }
        switch value {
        case .null, .array, .object: report(.usage(.secretNotText(value.kindWithArticle)), at: template.range)
        case .string, .number, .bool:
            let text = value.string ?? value.description
            if SecretStatement.accepts(text) {
                secrets.append(text)
            } else {
                report(.usage(.shortSecret(minimum: SecretStatement.minimumLength)), at: template.range)
            }
        }
    }

    private mutating func resolve(_ right: inout RightSide, in place: Place) {
        var call: Call
        switch right.kind {
        case .call(let found): call = found
        case .value(let template):
            let expansion = ShellExpansion(source, isVariable: names.isVariable)
            if let notice = expansion.notice(in: template.range) { diagnostics.append(notice) }
            return
        case .shell: return
        }
        bind(&call, before: nil, in: place)
        right.kind = .call(call)
        // The output of a program is a value, whatever its input is.
        guard right.programs.isEmpty, case .command(let bound) = call.binding,
            names.commands[bound.command]?.givesValue == false
        else { return }
        report(.usage(.givesNoValue(call.name.text)), at: call.name.range)
    }

    private mutating func bind(_ call: inout Call, before tail: Tail?, in place: Place) {
        var binder = Binder(names: names, source: source)
        if let binding = binder.bind(call, before: tail) { call.binding = binding }
        if case .command(let bound) = call.binding { secrets += spelledSecrets(of: bound) }
        diagnostics += binder.diagnostics
        if place.isInParallel, let signature = names.commands[call.name.text], !signature.mayRunInParallel {
            report(.syntax(.inParallel(signature.name)), at: call.name.range)
        }
    }

    private func spelledSecrets(of call: BoundCommand) -> [String] {
        call.options.compactMap { option in
            guard option.parameter.kind == .secret, case .text(let word) = option.kind else { return nil }
            return word.constant.flatMap { SecretStatement.accepts($0) ? $0 : nil }
        }
    }

    private mutating func report(_ kind: DiagnosticKind, at range: SourceRange) {
        diagnostics.append(Diagnostic(kind, at: range))
    }
}
