// SPDX-License-Identifier: GPL-3.0-or-later

/// `def name(parameters) { … }`.
package struct Definition: Sendable {
    package struct Parameter: Sendable {
        package let name: Name
        /// Evaluated at the call.
        package let defaultValue: Template?
    }

    package let name: Name
    package let parameters: [Parameter]
    package internal(set) var body: Block
    /// The names that belong to each call: parameters and whatever the body assigns.
    package internal(set) var locals: Set<String>
    package let range: SourceRange
    /// The text it was written in: a call may come from another.
    package let source: Source

    /// What a caller has to know.
    package var signature: DefinitionSignature {
        DefinitionSignature(
            name: name.text,
            parameters: parameters.map { .init(name: $0.name.text, isRequired: $0.defaultValue == nil) })
    }
}

/// `test "name" { … }`.
package struct Test: Sendable {
    package let name: String
    package let nameRange: SourceRange
    package internal(set) var body: Block
    package let range: SourceRange
}

/// `before { … }` or `after { … }`.
package struct Hook: Sendable {
    package enum Kind: Sendable { case before, after }

    package let kind: Kind
    package internal(set) var body: Block
    package let range: SourceRange
}
