// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
package import ShellLanguage

/// A text to run, and the values of `script` and `args` while it runs.
package struct Run: Sendable {
    package var source: Source
    package var file: RunningFile

    package init(source: Source, file: RunningFile = RunningFile()) {
        self.source = source
        self.file = file
    }
}

extension Session {
    /// Parses `source` and reports errors and warnings; nil if it has errors, so nothing may run.
    ///
    /// - Parameters:
    ///   - variables: set by texts that run before this one, in addition to those of the session.
    ///   - offer: called with the text that was meant, if the errors say what that is. Without it, nothing is
    ///     corrected: that takes more parses.
    package func parse(
        _ source: Source, layout: Layout, variables: Set<String> = [], offer: ((String) -> Void)? = nil
    ) -> Script? {
        var vocabulary = vocabulary
        vocabulary.variables.formUnion(variables)
        switch Parser.parse(source, vocabulary: vocabulary, layout: layout) {
        case .script(let script, let notes):
            for secret in script.secrets { console.hide(secret) }
            let notes = notes.filter { $0.severity != .tip || tips.isNew($0.kind.type) }
            if !notes.isEmpty { console.report(notes, in: source) }
            return script
        case .failure(let diagnostics):
            if offer != nil, let script = scriptWithoutPrompts(source, vocabulary, layout, diagnostics) {
                return script
            }
            // A tip would be repeated for the corrected line.
            console.report(diagnostics.filter { $0.severity != .tip }, in: source)
            if let offer, let text = Correction.text(of: source, vocabulary: vocabulary, layout: layout) { offer(text) }
            return nil
        }
    }

    /// The script of a text that was copied from a terminal, without its prompts; nil if it has other errors.
    private func scriptWithoutPrompts(
        _ source: Source, _ vocabulary: Vocabulary, _ layout: Layout, _ diagnostics: [Diagnostic]
    ) -> Script? {
        let errors = diagnostics.filter { $0.severity == .error }
        let edits = errors.flatMap(\.edits)
        guard errors.allSatisfy(\.isPastedPrompt), !edits.isEmpty else { return nil }
        let text = Source(text: source.text(after: edits))
        guard case .script(let script, _) = Parser.parse(text, vocabulary: vocabulary, layout: layout) else {
            return nil
        }
        for secret in script.secrets { console.hide(secret) }
        console.notice("left out \(edits.count == 1 ? "the prompt" : "the prompts") of the pasted text")
        return script
    }

    /// Makes the `def`s of a script known to the session.
    func define(_ script: Script) {
        definitions.define(script.definitions)
    }

    /// Runs texts one after another. All are parsed before the first one runs.
    ///
    /// - Returns: The exit status: 0, 1 for a failed command, 2 for syntax (nothing ran), 3 for a failed assertion,
    ///   130 after Ctrl-C, or what `exit` says.
    package func run(_ runs: [Run], keepGoing: Bool = false) async -> Int32 {
        earlierStatus = 0
        var scripts: [(Script, RunningFile)] = []
        var hasErrors = false
        var names: Set<String> = []
        for run in runs {
            if let script = parse(run.source, layout: .text, variables: names) {
                define(script)
                names.formUnion(script.topNames)
                scripts.append((script, run.file))
            } else {
                hasErrors = true
            }
        }
        if hasErrors { return 2 }
        for (script, file) in scripts {
            self.file = file
            if let status = await run(script, keepGoing: keepGoing) { return status }
        }
        // Ctrl-C may have cut off only the output of the last statement.
        return Task.isCancelled ? 130 : earlierStatus
    }

    /// Runs one parsed script in the session's scope. Returns the exit status if the run ends here.
    private func run(_ script: Script, keepGoing: Bool) async -> Int32? {
        let interpreter = Interpreter(session: self, scope: scope, source: script.source)
        remarkOnTests(of: script)
        for statement in script.statements {
            do {
                if case .return = try await interpreter.run(statement) { return nil }
            } catch {
                switch error {
                case .exit(let status): return status
                case .interrupted: return 130
                case .failed(let failure):
                    console.report(failure)
                    if Task.isCancelled { return 130 }
                    guard keepGoing else { return failure.status }
                    if earlierStatus == 0 { earlierStatus = failure.status }
                }
            }
        }
        return nil
    }

    /// Reports that the tests of a script weren't run.
    func remarkOnTests(of script: Script) {
        switch script.tests.count {
        case 0: return
        case 1: console.notice("1 test wasn't run; `lamsh test` runs it")
        case let count: console.notice("\(count) tests weren't run; `lamsh test` runs them")
        }
    }

    /// Runs one parsed line of the prompt. A failure only ends the line. Its tests run after its statements.
    ///
    /// - Parameter runsTests: false for the rc file, whose statements weren't typed in this session.
    /// - Returns: The status of `exit`, or nil to continue.
    package func runLine(_ script: Script, runsTests: Bool = true) async -> Int32? {
        define(script)
        hasLastLineFailed = false
        misspeltMembers = MisspeltMembers()
        do {
            try await runSteps(of: script, areTyped: runsTests)
            if runsTests { await runTests(of: script) } else { remarkOnTests(of: script) }
            // The line ran, so what's typed next is probably something else: nothing is offered.
            if let name = misspeltMembers.first, let nearest = name.nearest {
                console.notice("there's no member `\(name.name)`; did you mean `\(nearest)`?")
            }
        } catch {
            hasLastLineFailed = true
            switch error {
            case .exit(let status): return status
            case .interrupted: console.notice("interrupted")
            case .failed(let failure):
                scope["error"] = Value(failure.json)
                console.report(failure)
                if runsTests, let name = failure.unknownName, let place = failure.place {
                    offer = correction(of: name, at: place, in: script)
                }
            }
        }
        if runsTests { await recording?.update(self) }
        return nil
    }

    /// The rest of the line from the statement with a misspelt name on, with the name corrected.
    private func correction(of unknown: UnknownName, at place: SourcePlace, in script: Script) -> String? {
        guard let nearest = unknown.nearest, place.source.name == script.source.name,
            place.source.bytes == script.source.bytes,
            let statement = script.statements.first(where: { $0.range.overlaps(place.range) })
        else { return nil }
        return Correction.text(
            of: script.source, from: statement.range.lowerBound, replacing: unknown.name, at: place.range,
            with: nearest)
    }

    /// Runs the statements of a line, and notes those that succeed.
    private func runSteps(of script: Script, areTyped: Bool) async throws(Stop) {
        let interpreter = Interpreter(session: self, scope: scope, source: script.source)
        for definition in script.definitions {
            journal.add(step(script.source.text(in: definition.range), areTyped, in: WorkingFolder.path))
        }
        for statement in script.statements {
            let folder = WorkingFolder.path
            let earlierResults = scope.resultCount
            let flow = try await interpreter.run([statement])
            let text = script.source.text(in: statement.range)
            var step = step(text, areTyped, in: folder)
            if scope.resultCount > earlierResults, let value = scope.result {
                step.result = results.add(value, of: console.concealed(text), at: step.time)
                if statement.invokes, !value.isSecret, !value.json.isNull { step.returned = value.json }
            }
            journal.add(step)
            guard case .next = flow else { return }
        }
    }

    private func step(_ text: String, _ isTyped: Bool, in folder: String) -> SessionJournal.Step {
        var surroundings = surroundings
        surroundings.folder = folder
        return SessionJournal.Step(text: text, time: host.now(), isTyped: isTyped, surroundings: surroundings)
    }

    /// Where the next statement runs.
    var surroundings: SessionJournal.Surroundings {
        let folder = WorkingFolder.path
        let statements = connections.all.map { connection in
            let statement = ConnectStatement(connection, folder: folder, start: journal.startFolder)
            return (connection.name, statement.text)
        }
        return .init(
            folder: folder, connections: Dictionary(statements) { $1 }, connection: connections.currentName)
    }
}

extension Statement {
    /// Whether its result is what a function returned.
    fileprivate var invokes: Bool {
        guard case .command(let bound)? = call?.binding, bound.command == "invoke" else { return false }
        return !bound.options.contains { ["each", "stream"].contains($0.parameter.name) }
    }
}

extension Diagnostic {
    fileprivate var isPastedPrompt: Bool {
        if case .syntax(.pastedPrompt) = kind { true } else { false }
    }
}
