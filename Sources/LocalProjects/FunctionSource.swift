// SPDX-License-Identifier: GPL-3.0-or-later

/// Where functions are found. Asking blocks; each question looks anew, so that changes are seen at once.
protocol FunctionSource: Sendable {
    /// In the order of their names, those that cannot run included.
    func functions() throws(LocalLambdaError) -> [FunctionDefinition]
    func function(named name: String) -> FunctionDefinition?
    /// Throws when there is nothing to find functions in.
    func checkReadable() throws(LocalLambdaError)
}

extension FunctionFolder: FunctionSource {}
