// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions

/// A place where functions are found. Its methods block; each call looks again, so that changes are seen at once.
package protocol FunctionSource: Sendable {
    /// Sorted by name, including those that can't run.
    func functions() throws(ProjectError) -> [FunctionDefinition]
    func function(named name: String) -> FunctionDefinition?
    /// Throws if there's no place to find functions in.
    func checkReadable() throws(ProjectError)
}

extension FunctionFolder: FunctionSource {}
