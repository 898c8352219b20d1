// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything that the parser, help, completion and the manual know about a built-in command.
package struct CommandSignature: Sendable {
    package struct Example: Sendable {
        package var line: String
        package var explanation: String

        package init(_ line: String, _ explanation: String) {
            self.line = line
            self.explanation = explanation
        }
    }

    /// A word that can follow the command's name and has its own operands, as in `list versions FN`.
    package struct Subcommand: Sendable {
        package var name: String
        /// Other spellings of the name.
        package var aliases: [String]
        package var summary: String
        package var operands: [Parameter]
        /// The subcommand's own options, in addition to the command's.
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

    /// How the command affects the statements around it.
    package enum Effect: Sendable {
        /// Changes what all statements share, such as the current connection.
        case changesSession
        /// Runs the script that the operand names, and keeps its variables and `def`s.
        case runsScript(Parameter)
        /// Sets the variable that the operand names.
        case sets(Parameter)
        /// Removes the variables that the operand names.
        case unsets(Parameter)
        /// Runs once for each row if the call has rows.
        case repeats(Rows)
    }

    /// How a command that runs once for each row evaluates its arguments.
    package struct Rows: Sendable {
        /// The parameter that takes the rows.
        package var source: Parameter
        /// The parameter that takes the name of the row's variable; its default is used if the call doesn't set it.
        package var variable: Parameter
        /// The parameters that are evaluated for each row.
        package var perRow: [Parameter]

        package init(source: Parameter, variable: Parameter, perRow: [Parameter]) {
            self.source = source
            self.variable = variable
            self.perRow = perRow
        }
    }

    /// The command name for the value in `<<order>> --output yaml`. Users can't type it.
    package static let nameOfValues = "<<…>>"

    package var name: String
    package var aliases: [String]
    /// The command's heading in `help`.
    package var group: String
    package var summary: String
    /// The operands if there's no subcommand.
    package var operands: [Parameter]
    package var options: [Parameter]
    package var subcommands: Subcommands
    /// Whether the command is allowed on the right of `=`.
    package var givesValue: Bool
    /// nil if it doesn't affect the statements around it.
    package var effect: Effect?
    package var examples: [Example]
    /// Options of other tools that don't have a counterpart here.
    package var foreignOptions: [ForeignOption]

    package init(
        _ name: String, aliases: [String] = [], group: String, summary: String, operands: [Parameter] = [],
        options: [Parameter] = [], subcommands: Subcommands = .none, givesValue: Bool = false,
        effect: Effect? = nil, examples: [Example] = [], foreignOptions: [ForeignOption] = []
    ) {
        self.name = name
        self.aliases = aliases
        self.group = group
        self.summary = summary
        self.operands = operands
        self.options = options
        self.subcommands = subcommands
        self.givesValue = givesValue
        self.effect = effect
        self.examples = examples
        self.foreignOptions = foreignOptions
    }

    /// Whether it changes state that the bodies of a parallel loop share.
    package var changesSession: Bool {
        switch effect {
        case .changesSession, .runsScript: true
        case .sets, .unsets, .repeats, nil: false
        }
    }

    /// Whether the body of a parallel loop can contain it.
    ///
    /// Unsetting is useless there: the body's own variables end with the body, and it can't change the others.
    var mayRunInParallel: Bool {
        if case .unsets = effect { return false }
        return !changesSession
    }
}
