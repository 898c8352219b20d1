// SPDX-License-Identifier: GPL-3.0-or-later

package import JMESPath

/// What a text can refer to: commands, functions, and the `def`s and variables of the session.
package struct Vocabulary: Sendable {
    /// Every command, by its name and by its aliases.
    package private(set) var commands: [String: CommandSignature]
    package var functions: FunctionTable
    /// The session's `def`s, by name.
    package var definitions: [String: DefinitionSignature]
    /// The session's variables; only used for suggestions, since a script can set others.
    package var variables: Set<String>
    /// What people who come from other tools type.
    package let foreign: ForeignWords
    /// The options that can follow a value that's a statement; nil if none can.
    package let values: CommandSignature?

    package init(
        commands: [CommandSignature], functions: FunctionTable = .standard,
        definitions: [DefinitionSignature] = [], variables: Set<String> = [], foreign: ForeignWords = .none,
        values: CommandSignature? = nil
    ) {
        self.commands = [:]
        for command in commands {
            for name in [command.name] + command.aliases { self.commands[name] = command }
        }
        self.functions = functions
        self.definitions = Dictionary(definitions.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        self.variables = variables
        self.foreign = foreign
        self.values = values
    }

    /// The signature of a built-in command, or of the options after a value.
    func signature(named name: String) -> CommandSignature? {
        commands[name] ?? (name == CommandSignature.nameOfValues ? values : nil)
    }
}
