// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JMESPath

/// Every name that a call can refer to: those of the vocabulary and those that the text defines.
struct KnownNames {
    let commands: [String: CommandSignature]
    let definitions: [String: DefinitionSignature]
    /// The options after a value.
    let values: CommandSignature?
    let functions: FunctionTable
    let variables: Set<String>
    let foreign: ForeignWords
    /// Whether an unknown command may become known before it's reached.
    let isOpen: Bool
    /// Whether the text runs other scripts, which may define anything.
    let runsScripts: Bool

    /// - Parameter isOpen: for callers that know the files that the script sources.
    init(_ vocabulary: Vocabulary, script: Script? = nil, isOpen: Bool? = nil) {
        commands = vocabulary.commands
        values = vocabulary.values
        functions = vocabulary.functions
        let own = Dictionary(
            (script?.definitions ?? []).map { ($0.name.text, $0.signature) }, uniquingKeysWith: { first, _ in first })
        definitions = vocabulary.definitions.merging(own) { _, own in own }
        variables = vocabulary.variables.union(script?.allNames ?? [])
        foreign = vocabulary.foreign
        runsScripts = script?.runsScripts(vocabulary.commands) ?? false
        self.isOpen = isOpen ?? runsScripts
    }

    /// Whether `name` is a command or a `def`.
    func isKnown(_ name: String) -> Bool { commands[name] != nil || definitions[name] != nil }

    /// The command, `def` or keyword that was probably meant by `name`.
    func nearestCommand(to name: String, onRight: Bool) -> String? {
        let keywords = onRight ? [] : Keyword.statementOpeners.sorted()
        return Suggestion.nearest(to: name, among: Array(commands.keys) + definitions.keys + keywords)
    }

    /// Whether `text` begins with a variable or a result: `order`, `order.id`, `rows[0]`, `_2`.
    func beginsWithVariable(_ text: String) -> Bool {
        isVariable(String(text.prefix { $0 != "." && $0 != "[" }))
    }

    /// Whether `name` is a variable, or one that lamsh sets: `last`, `_`, `_1`.
    func isVariable(_ name: String) -> Bool {
        variables.contains(name) || ReadOnlyNames.contains(name)
            || name.hasPrefix("_") && name.utf8.dropFirst().allSatisfy(\.isDigit)
    }
}

extension Keyword {
    /// The words that aren't commands at the start of a statement.
    static let statementOpeners = Set(allCases.filter(\.opensStatement).map(\.rawValue))

    static func opensStatement(_ name: String) -> Bool { statementOpeners.contains(name) }
}
