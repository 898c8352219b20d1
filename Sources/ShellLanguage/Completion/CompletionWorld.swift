// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// What completion knows of the session and the machine around it.
package struct CompletionWorld: Sendable {
    /// A file of a folder.
    package struct File: Sendable, Equatable {
        package var name: String
        package var isFolder: Bool

        package init(_ name: String, isFolder: Bool) {
            self.name = name
            self.isFolder = isFolder
        }
    }

    /// A name, with a few words about it.
    package struct Named: Sendable, Equatable {
        package var name: String
        package var summary: String?
        /// The words that may follow it, as the values of a setting.
        package var values: [String]

        package init(_ name: String, _ summary: String? = nil, values: [String] = []) {
            self.name = name
            self.summary = summary
            self.values = values
        }
    }

    package var vocabulary: Vocabulary
    /// The variables in scope, as the root of expressions.
    package var variables: JSONValue
    package var settings: [Named] = []
    package var topics: [Named] = []
    package var connections: [Named] = []
    package var profiles: [Named] = []
    package var regions: [Named] = []
    package var runtimes: [Named] = []
    /// Functions of the connection that the call is for.
    package var functions: [Named] = []
    /// Versions and aliases of the function that the call names.
    package var qualifiers: [Named] = []
    /// What a folder holds, `""` for the current one; empty when it cannot be read.
    package var files: @Sendable (String) -> [File] = { _ in [] }
    /// What an option that takes a body was last given for a function, as it was typed.
    package var lastBody: @Sendable (_ function: String, _ option: Parameter) -> String? = { _, _ in nil }

    package init(vocabulary: Vocabulary, variables: JSONValue) {
        self.vocabulary = vocabulary
        self.variables = variables
    }
}
