// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// A VALUE compiled at parse time: `{…}`, `[…]`, quoted text, a number, `true`, `false`, `null` or `<<expr>>`.
///
/// Anything without an interpolation is one `.constant`, including whole subtrees.
package struct Template: Sendable {
    package indirect enum Kind: Sendable {
        case constant(JSONValue)
        /// An interpolation as a value: the result keeps its type.
        case interpolation(Interpolation)
        /// Text with an interpolation inside: always a string.
        case text(TextTemplate)
        case array([Template])
        /// In source order; a repeated key keeps its first position and its last value.
        case object([Member])
    }

    package struct Member: Sendable {
        package let key: TextTemplate
        /// The key if it's certain that no member before has it.
        package fileprivate(set) var newKey: String?
        package let value: Template

        init(key: TextTemplate, value: Template) {
            self.key = key
            self.value = value
        }
    }

    package let kind: Kind
    package let range: SourceRange

    init(kind: Kind, range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// An object with an interpolation.
    init(members: [Member], range: SourceRange) {
        var members = members
        var keys: Set<String> = []
        for place in members.indices {
            // A computed key may be that of any later member.
            guard let key = members[place].key.constant else { break }
            if keys.insert(key).inserted { members[place].newKey = key }
        }
        self.init(kind: .object(members), range: range)
    }

    /// The value if it doesn't contain an interpolation.
    package var constant: JSONValue? {
        guard case .constant(let value) = kind else { return nil }
        return value
    }

    /// Every interpolation in the template, in source order.
    package var interpolations: [Interpolation] {
        switch kind {
        case .constant: []
        case .interpolation(let interpolation): [interpolation]
        case .text(let text): text.interpolations
        case .array(let elements): elements.flatMap(\.interpolations)
        case .object(let members): members.flatMap { $0.key.interpolations + $0.value.interpolations }
        }
    }
}
