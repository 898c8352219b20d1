// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import LocalFunctions

/// What reading a project needs from its surroundings.
package struct ProjectSurroundings: Sendable {
    package var account: LocalAccount
    package var interpreters: InterpreterSearch
    /// The user's own variables, which a project's file may refer to.
    package var variables: EnvironmentVariables
    /// For code and templates that have to be written down.
    package var inlineFolder: String
    package var notice: @Sendable (String) -> Void

    package init(
        account: LocalAccount, interpreters: InterpreterSearch, variables: EnvironmentVariables, inlineFolder: String,
        notice: @escaping @Sendable (String) -> Void
    ) {
        self.account = account
        self.interpreters = interpreters
        self.variables = variables
        self.inlineFolder = inlineFolder
        self.notice = notice
    }
}
