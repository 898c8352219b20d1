// SPDX-License-Identifier: GPL-3.0-or-later

/// An operand or an option of a command: one declaration, which its signature and what reads its arguments share.
package final class Parameter: Sendable {
    package enum Kind: Sendable, Equatable {
        /// A VALUE: quoted text, number, `true`, `false`, `null`, template or `<<expr>>`.
        case value
        /// A request body: a VALUE, `@file` or `@-`; quoted text that is a JSON object or array is taken as that JSON.
        case body
        /// Bytes: a VALUE, or `@file` or `@-` whose bytes may be anything.
        case blob
        /// What `print` takes: text, and values with their type where the word is one `<<expr>>` or a template.
        case words
        case text
        /// Text, or `@file` or `@-` whose bytes are the text.
        case textOrFile
        /// Text that is never shown.
        case secret
        case choice([Choice])
        case integer(ClosedRange<Int>)
        case duration
        /// An option without a value.
        case flag
        case file
        case glob
        case functionName
        case qualifier
        case region
        case profile
        case connection
        case variable
        /// A JMESPath expression; a literal one is compiled by the parser as a check.
        case expression
        /// Text that names something that completion can list; what it may be is checked by the command.
        case name(Namespace)
    }

    /// What a `name` names.
    package enum Namespace: Sendable, Equatable {
        case setting
        /// A value of the setting that the operand before names.
        case settingValue
        case topic
        /// A word that follows the command that the operand before names.
        case subtopic
        case runtime
        /// One of these as far as is known; there may be others.
        case known([String])
    }

    /// One of the values of a `choice`.
    package struct Choice: Sendable, Equatable {
        /// What the runtime sees.
        package var name: String
        /// Other spellings, as AWS's `RequestResponse`. All are matched in any case.
        package var spellings: [String]

        package init(_ name: String, _ spellings: String...) {
            self.name = name
            self.spellings = spellings
        }
    }

    package enum Presence: Sendable, Equatable {
        case required
        case optional
        /// An operand that takes all that is left, or an option that may be repeated; at least `minimum`.
        case variadic(minimum: Int)
    }

    /// Canonical: an option's long name without dashes, an operand's name as usage shows it.
    package let name: String
    /// One letter, without the dash.
    package let short: String?
    /// Other long names of an option, without dashes.
    package let aliases: [String]
    package let kind: Kind
    package let presence: Presence
    /// As help shows it; the runtime applies it.
    package let defaultText: String?
    package let help: String
    /// What other tools call it: not accepted, but answered with this name.
    package let foreignNames: [ForeignName]

    /// An option of another tool. `value` is the one that means the same as a flag here, as `Tail` of `--log-type`.
    package struct ForeignName: Sendable, ExpressibleByStringLiteral {
        package let name: String
        package let value: String?

        package init(_ name: String, value: String? = nil) {
            self.name = name
            self.value = value
        }

        package init(stringLiteral name: String) { self.init(name) }
    }

    package init(
        _ name: String, short: String? = nil, aliases: [String] = [], _ kind: Kind, _ presence: Presence = .optional,
        default defaultText: String? = nil, help: String, elsewhere foreignNames: [ForeignName] = []
    ) {
        self.name = name
        self.short = short
        self.aliases = aliases
        self.kind = kind
        self.presence = presence
        self.defaultText = defaultText
        self.help = help
        self.foreignNames = foreignNames
    }

    package var isVariadic: Bool {
        if case .variadic = presence { true } else { false }
    }

    /// Whether the option is written so, dashes included.
    func isSpelled(_ text: String) -> Bool {
        guard text.utf8.starts(with: "--".utf8) else { return short.map { text == "-" + $0 } ?? false }
        let name = text.dropFirst(2)
        return name == self.name || aliases.contains { name == $0 }
    }
}

extension [Parameter] {
    /// What the operand at `index` of a call is for; nil where there are too many.
    func operand(at index: Int) -> Parameter? {
        if index < count { return self[index] }
        return last.flatMap { $0.isVariadic ? $0 : nil }
    }
}
