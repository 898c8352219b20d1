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

    package init(name: String, parameters: [Parameter]) {
        self.name = name
        self.parameters = parameters
    }
}
