// SPDX-License-Identifier: GPL-3.0-or-later

/// All that the parser, help, completion and the manual know of a built-in command.
package struct CommandSignature: Sendable {
    package struct Example: Sendable {
        package var line: String
        package var explanation: String

        package init(_ line: String, _ explanation: String) {
            self.line = line
            self.explanation = explanation
        }
    }

    /// A word that may follow the command's name and has operands of its own, as in `list versions FN`.
    package struct Subcommand: Sendable {
        package var name: String
        /// Other spellings of the name.
        package var aliases: [String]
        package var summary: String
        package var operands: [Parameter]
        /// In addition to the command's.
        package var options: [Parameter]

        package init(
            _ name: String, aliases: [String] = [], summary: String, operands: [Parameter] = [],
            options: [Parameter] = []
        ) {
            self.name = name
            self.aliases = aliases
            self.summary = summary
            self.operands = operands
            self.options = options
        }
    }

    package var name: String
    package var aliases: [String]
    /// The heading it stands under in `help`.
    package var group: String
    package var summary: String
    /// Operands where no subcommand is written.
    package var operands: [Parameter]
    package var options: [Parameter]
    package var subcommands: Subcommands
    /// Whether it may stand on the right of `=`.
    package var givesValue: Bool
    package var examples: [Example]

    package init(
        _ name: String, aliases: [String] = [], group: String, summary: String, operands: [Parameter] = [],
        options: [Parameter] = [], subcommands: Subcommands = .none, givesValue: Bool = false,
        examples: [Example] = []
    ) {
        self.name = name
        self.aliases = aliases
        self.group = group
        self.summary = summary
        self.operands = operands
        self.options = options
        self.subcommands = subcommands
        self.givesValue = givesValue
        self.examples = examples
    }
}
