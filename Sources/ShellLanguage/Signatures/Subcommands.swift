// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that may follow a command's name and have operands of their own.
package enum Subcommands: Sendable {
    case few([CommandSignature.Subcommand])
    /// Too many to make them all: each is made when it's asked for.
    case many(any SubcommandCatalogue)

    package static let none = Subcommands.few([])

    package var isEmpty: Bool {
        switch self {
        case .few(let all): all.isEmpty
        case .many: false
        }
    }

    /// Those that are few enough to look at each of them.
    package var few: [CommandSignature.Subcommand] {
        switch self {
        case .few(let all): all
        case .many: []
        }
    }

    /// The subcommand of this name, in one of its spellings.
    package func named(_ name: String) -> CommandSignature.Subcommand? {
        switch self {
        case .few(let all): all.first { $0.name == name || $0.aliases.contains(name) }
        case .many(let catalogue): catalogue.subcommand(named: name)
        }
    }

    /// What a word that begins with `text` may be.
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

/// Subcommands in groups: a word is `NAME` or `GROUP:NAME`.
package protocol SubcommandCatalogue: Sendable {
    /// The operands that most of them take, as usage shows them.
    var operands: [Parameter] { get }

    /// The subcommand of this name, in one of its spellings.
    func subcommand(named name: String) -> CommandSignature.Subcommand?

    /// What a word that begins with `text` may be: names, and groups that aren't spelled out yet.
    func entries(for text: String) -> [SubcommandEntry]

    /// The names of a group; nil where there's no such group. Those of the group without a name are `group(nil)`.
    func group(_ name: String?) -> [SubcommandEntry]?

    /// The groups that have a name.
    var groups: [SubcommandEntry] { get }
}

/// A subcommand as lists show it, or the beginning of some.
package struct SubcommandEntry: Sendable, Equatable {
    package var text: String
    package var summary: String
    /// More has to follow, as after `sqs:`.
    package var isPrefix: Bool

    package init(_ text: String, summary: String, isPrefix: Bool = false) {
        self.text = text
        self.summary = summary
        self.isPrefix = isPrefix
    }
}
