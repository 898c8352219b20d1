// SPDX-License-Identifier: GPL-3.0-or-later

/// `def name(parameters) { … }`.
package struct Definition: Sendable {
    package struct Parameter: Sendable {
        package let name: Name
        /// Evaluated at each call.
        package let defaultValue: Template?
    }

    package let name: Name
    package let parameters: [Parameter]
    package internal(set) var body: Block
    /// The names that are local to each call: parameters and the variables that the body assigns.
    package internal(set) var locals: Set<String>
    package let range: SourceRange
    /// The source of the definition; calls can be in other sources.
    package let source: Source

    /// What a caller needs to know.
    package var signature: DefinitionSignature {
        DefinitionSignature(
            name: name.text,
            parameters: parameters.map { .init(name: $0.name.text, isRequired: $0.defaultValue == nil) },
            summary: source.comment(above: range.lowerBound))
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
