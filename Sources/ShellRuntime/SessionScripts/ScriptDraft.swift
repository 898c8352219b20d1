// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

/// The statements of a saved script: those that were selected, and the earlier ones that they need. What can't be in
/// the script is a comment there.
struct ScriptDraft {
    /// A part of the script: one statement, or lines that belong to it.
    struct Piece {
        let text: String
        /// The index of the step in `steps` that it comes from.
        let step: Int?
    }

    private let steps: [StepText]
    private let startFolder: String
    /// Why a step isn't in the script, although it was selected.
    private var faults: [Int: String] = [:]
    /// The steps in the script, in ascending order.
    let included: [Int]
    /// The variables that no step in the script sets.
    let missing: Set<String>
    /// The results that a later step reads by their number.
    private let numbers: Set<Int>

    init(_ steps: [StepText], startFolder: String, selection: StepSelection) {
        self.steps = steps
        self.startFolder = startFolder
        let selected = selection.numbers(of: steps)
        var needs = Needs()
        var included: [Int] = []
        for (index, text) in steps.enumerated().reversed() {
            let isSelected = selected.contains(text.step.number)
            switch text.content {
            case .omitted(.hasSecret), .omitted(.unreadable): if isSelected { included.append(index) }
            case .omitted: break
            case .statement, .definition:
                guard needs.includes(text) || isSelected, !needs.hasDefinition(text) else { continue }
                needs.add(text)
                included.append(index)
            }
        }
        self.included = included.reversed()
        missing = needs.variables
        numbers = needs.allNumbers
    }

    /// Leaves a step out of the script, and says why in a comment.
    mutating func leaveOut(_ step: Int, because reason: String) { faults[step] = reason }

    /// The script, in order.
    ///
    /// - Parameter after: what follows a statement, such as assertions about its result.
    func pieces(after: (Int) -> [String] = { _ in [] }) -> [Piece] {
        var pieces: [Piece] = []
        var place = Place(folder: startFolder)
        for index in included {
            let text = steps[index]
            switch text.content {
            case .omitted(let omission): pieces.append(Piece(text: Self.comment(omission, text.step.text), step: nil))
            case .definition(let definition, _):
                pieces.append(Piece(text: faults[index].map(Self.comment) ?? definition, step: index))
            case .statement(let statement):
                if let fault = faults[index] {
                    pieces.append(Piece(text: Self.comment(fault), step: nil))
                    continue
                }
                let needed = text.names?.connections ?? []
                pieces += place.move(to: text.step.surroundings, using: needed).map { Piece(text: $0, step: nil) }
                pieces.append(Piece(text: statement, step: index))
                if let number = text.step.result, numbers.contains(number) {
                    pieces.append(Piece(text: "\(KeptResults.name(of: number)) = <<_>>", step: index))
                }
                pieces += after(index).map { Piece(text: $0, step: index) }
            }
        }
        return pieces
    }

    private static func comment(_ omission: StepText.Omission, _ text: String) -> String {
        switch omission {
        case .hasSecret: comment("a statement that contains a secret")
        case .unreadable, .forPrompt, .replaced: comment("a statement that can't be parsed any more")
        }
    }

    private static func comment(_ fault: String) -> String { "# left out: \(fault)" }
}

/// What the statements that are already in the script need from earlier ones.
private struct Needs {
    private(set) var variables: Set<String> = []
    private var definitions: Set<String> = []
    private var defined: Set<String> = []
    private var numbers: Set<Int> = []
    private(set) var allNumbers: Set<Int> = []
    private var needsResult = false

    func includes(_ text: StepText) -> Bool {
        if case .definition(_, let name) = text.content { return definitions.contains(name) }
        if let result = text.step.result, needsResult || numbers.contains(result) { return true }
        return text.names.map { !$0.sets.isDisjoint(with: variables) } ?? false
    }

    /// Whether a later `def` has the same name: a script can have only one.
    func hasDefinition(_ text: StepText) -> Bool {
        if case .definition(_, let name) = text.content { defined.contains(name) } else { false }
    }

    mutating func add(_ text: StepText) {
        guard let names = text.names else { return }
        if case .definition(_, let name) = text.content {
            definitions.remove(name)
            defined.insert(name)
        }
        if let result = text.step.result {
            needsResult = false
            numbers.remove(result)
        }
        if names.readsResult { needsResult = true }
        variables.subtract(names.sets)
        for use in names.reads {
            if let number = KeptResults.number(of: use.name) {
                numbers.insert(number)
                allNumbers.insert(number)
            } else {
                variables.insert(use.name)
            }
        }
        definitions.formUnion(names.calls)
    }
}

/// Where the script is while it runs.
private struct Place {
    var folder: String
    /// The statements of the open connections, by name.
    private var opened: [String: String] = [:]
    private var current: String?

    init(folder: String) { self.folder = folder }

    /// The statements that go to the place where a step ran.
    mutating func move(to there: SessionJournal.Surroundings, using others: Set<String>) -> [String] {
        var statements: [String] = []
        if there.folder != folder {
            folder = there.folder
            statements.append("cd \(LiteralText.word(folder))")
        }
        for name in others.sorted() + [there.connection].compactMap(\.self) {
            guard let statement = there.connections[name], opened[name] != statement else { continue }
            opened[name] = statement
            current = name
            statements.append(statement)
        }
        if let connection = there.connection, connection != current {
            current = connection
            statements.append("use \(LiteralText.word(connection))")
        }
        return statements
    }
}
