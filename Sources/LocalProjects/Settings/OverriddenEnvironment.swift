// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions

/// Functions whose environment variables have other values than their project says.
struct OverriddenEnvironment: FunctionSource {
    let source: any FunctionSource
    let overrides: EnvironmentOverrides
    /// Only variables that the project declares are set, as by SAM.
    let declaredOnly: Bool
    /// The name of the file, for notices.
    let file: String
    let notices: ProjectNotices

    func checkReadable() throws(ProjectError) { try source.checkReadable() }

    func functions() throws(ProjectError) -> [FunctionDefinition] { try source.functions().map(applied) }

    func function(named name: String) -> FunctionDefinition? { source.function(named: name).map(applied) }

    private func applied(_ function: FunctionDefinition) -> FunctionDefinition {
        var function = function
        let unknown = overrides.apply(to: &function, declaredOnly: declaredOnly)
        if !unknown.isEmpty {
            notices.add(
                "\(file) sets \(unknown.joined(separator: ", ")) of \(function.name), which its settings don't declare; "
                    + "as with sam local, the function doesn't get them")
        }
        return function
    }
}
