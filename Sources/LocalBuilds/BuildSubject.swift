// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions

/// What `BuildPlanner` knows about a function.
package struct BuildSubject: Sendable {
    package var name: String
    package var runtime: FunctionDefinition.Runtime
    package var handler: String
    package var instructions: BuildInstructions?
    /// The path of the interpreter that runs the function; nil if it needs none.
    package var interpreter: String?
    package var files: BuildFiles

    package init(_ function: FunctionDefinition, interpreter: String?, files: BuildFiles) {
        name = function.name
        runtime = function.runtime
        handler = function.handler
        instructions = function.build
        self.interpreter = interpreter
        self.files = files
    }

    func flag(_ property: String) -> Bool { instructions?.properties[property] == .flag(true) }
}

/// What matters for a build in a function's folder.
package struct BuildFiles: Sendable {
    /// What's at the top of the folder.
    package var names: Set<String> = []
    /// The content of files at the top, such as `requirements.txt` and `package.json`.
    package var content: [String: [UInt8]] = [:]
    /// The content or the state of files and folders that those refer to.
    package var references: [[UInt8]] = []
    /// Changes with every file.
    package var sourcesState: [UInt8] = []
    /// Whether a file exists, by its path in the folder.
    package var exists: @Sendable (String) -> Bool = { _ in false }

    package init() {}
}
