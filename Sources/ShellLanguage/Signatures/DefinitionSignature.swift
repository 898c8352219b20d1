// SPDX-License-Identifier: GPL-3.0-or-later

/// What a caller of a `def` needs to know.
package struct DefinitionSignature: Sendable, Equatable {
    package struct Parameter: Sendable, Equatable {
        package var name: String
        package var isRequired: Bool

        package init(name: String, isRequired: Bool) {
            self.name = name
            self.isRequired = isRequired
        }
    }

    package var name: String
    package var parameters: [Parameter]
    /// The first line of the comment right above the `def`.
    package var summary: String?

    package init(name: String, parameters: [Parameter], summary: String? = nil) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
    }
}
