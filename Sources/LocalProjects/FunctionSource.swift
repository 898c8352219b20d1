// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions

/// Where functions are found. Asking blocks; each question looks anew, so that changes are seen at once.
package protocol FunctionSource: Sendable {
    /// In the order of their names, those that cannot run included.
    func functions() throws(ProjectError) -> [FunctionDefinition]
    func function(named name: String) -> FunctionDefinition?
    /// Throws when there is nothing to find functions in.
    func checkReadable() throws(ProjectError)
}

extension FunctionFolder: FunctionSource {}
