// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that can follow a command's name and have their own operands.
package enum Subcommands: Sendable {
    case few([CommandSignature.Subcommand])
    /// Too many to create all of them: each is created on demand.
    case many(any SubcommandCatalogue)

    package static let none = Subcommands.few([])

    package var isEmpty: Bool {
        switch self {
        case .few(let all): all.isEmpty
        case .many: false
        }
    }

    /// All subcommands if there are only a few; otherwise empty.
    package var few: [CommandSignature.Subcommand] {
        switch self {
        case .few(let all): all
        case .many: []
        }
    }

    /// The subcommand with this name or alias.
    package func named(_ name: String) -> CommandSignature.Subcommand? {
        switch self {
        case .few(let all): all.first { $0.name == name || $0.aliases.contains(name) }
        case .many(let catalogue): catalogue.subcommand(named: name)
        }
    }

    /// The possible completions of a word that begins with `text`.
    package func entries(for text: String) -> [SubcommandEntry] {
        switch self {
        case .few(let all):
            all.map { subcommand in
                let spellings = [subcommand.name] + subcommand.aliases
                let spelling = spellings.first { $0.hasPrefix(text) } ?? subcommand.name
                return SubcommandEntry(spelling, summary: subcommand.summary)
            }
        case .many(let catalogue): catalogue.entries(for: text)
        }
    }
}

extension Subcommands: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: CommandSignature.Subcommand...) { self = .few(elements) }
}

/// Subcommands in groups: the word is `NAME` or `GROUP:NAME`.
package protocol SubcommandCatalogue: Sendable {
    /// The operands that most of the subcommands take, as usage shows them.
    var operands: [Parameter] { get }

    /// The subcommand with this name or alias.
    func subcommand(named name: String) -> CommandSignature.Subcommand?

    /// The possible completions of a word that begins with `text`: names, and groups that aren't complete in `text`.
    func entries(for text: String) -> [SubcommandEntry]

    /// The names of a group; nil if there's no such group. `group(nil)` is the group without a name.
    func group(_ name: String?) -> [SubcommandEntry]?

    /// The possible keys of an object in the argument `parameter` of a subcommand, at the end of `path`, which has nil for
    /// elements of arrays.
    func members(of name: String, in parameter: Parameter, at path: [String?]) -> [SubcommandEntry]

    /// The groups that have a name.
    var groups: [SubcommandEntry] { get }
}

/// A subcommand as lists show it, or the common prefix of several.
package struct SubcommandEntry: Sendable, Equatable {
    package var text: String
    package var summary: String
    /// Whether more must follow, as after `sqs:`.
    package var isPrefix: Bool

    package init(_ text: String, summary: String, isPrefix: Bool = false) {
        self.text = text
        self.summary = summary
        self.isPrefix = isPrefix
    }
}
