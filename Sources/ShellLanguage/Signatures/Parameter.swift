// SPDX-License-Identifier: GPL-3.0-or-later

/// An operand or an option of a command: one declaration for both its signature and the code that reads its arguments.
package final class Parameter: Sendable {
    package enum Kind: Sendable, Equatable {
        /// A VALUE: quoted text, number, `true`, `false`, `null`, template or `<<expr>>`.
        case value
        /// A request body: a VALUE, `@file` or `@-`; quoted text that's a JSON object or array is read as that JSON.
        case body
        /// Bytes: a VALUE, or `@file` or `@-` with any bytes.
        case blob
        /// What `print` takes: text, or a value with its type if the word is one `<<expr>>` or a template.
        case words
        case text
        /// Text, or `@file` or `@-`, whose contents are the text.
        case textOrFile
        /// Text that's never shown.
        case secret
        case choice([Choice])
        case integer(ClosedRange<Int>)
        /// A duration of more than zero.
        case duration
        /// A duration, or zero.
        case pause
        /// An option without a value.
        case flag
        case file
        case folder
        case glob
        case functionName
        case qualifier
        case region
        case profile
        case connection
        case variable
        /// A JMESPath expression; the parser compiles a literal one to check it.
        case expression
        /// The name of something that completion can list; the command checks it.
        case name(Namespace)
    }

    /// What a `name` refers to.
    package enum Namespace: Sendable, Equatable {
        case setting
        /// A value of the setting that the previous operand names.
        case settingValue
        case topic
        /// A word that follows the command that the previous operand names.
        case subtopic
        case runtime
        /// A member that a list can be sorted by.
        case sortKey
        /// Members of a list's elements, separated by commas.
        case columns
        /// A section [sso-session NAME] of the AWS config file.
        case ssoSession
        /// The ID of a run in the cloud.
        case run
        /// A bucket, or a folder in one: `s3://BUCKET/PREFIX`.
        case objectFolder
        /// One of these known names; there may be others.
        case known([String])
    }

    /// One of the values of a `choice`.
    package struct Choice: Sendable, Equatable {
        /// The name that the runtime sees.
        package var name: String
        /// Other spellings, such as AWS's `RequestResponse`. Spellings aren't case-sensitive.
        package var spellings: [String]
        /// Other tools' names for it, which aren't accepted.
        package var foreignNames: [String]

        package init(_ name: String, _ spellings: String..., elsewhere foreignNames: [String] = []) {
            self.name = name
            self.spellings = spellings
            self.foreignNames = foreignNames
        }
    }

    package enum Presence: Sendable, Equatable {
        case required
        case optional
        /// An operand that takes all remaining arguments, or an option that can be repeated; at least `minimum` times.
        case variadic(minimum: Int)
    }

    /// The canonical name: an option's long name without dashes, or an operand's name as usage shows it.
    package let name: String
    /// One letter, without the dash.
    package let short: String?
    /// Other long names of an option, without dashes.
    package let aliases: [String]
    package let kind: Kind
    package let presence: Presence
    /// The default as help shows it; the runtime applies it.
    package let defaultText: String?
    package let help: String
    /// Other tools' names for it. They aren't accepted, but the error shows the name here.
    package let foreignNames: [ForeignName]

    /// An option of another tool. `value` is what it's set to for the same effect as a flag here: `Tail` of
    /// `--log-type`.
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

    /// Whether `text` is a spelling of the option, including the dashes.
    func isSpelled(_ text: String) -> Bool {
        guard text.utf8.starts(with: "--".utf8) else { return short.map { text == "-" + $0 } ?? false }
        let name = text.dropFirst(2)
        return name == self.name || aliases.contains { name == $0 }
    }
}

extension [Parameter] {
    /// The parameter of the operand at `index` of a call; nil if there are too many operands.
    func operand(at index: Int) -> Parameter? {
        if index < count { return self[index] }
        return last.flatMap { $0.isVariadic ? $0 : nil }
    }
}
