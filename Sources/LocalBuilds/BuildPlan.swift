// SPDX-License-Identifier: GPL-3.0-or-later

package import SystemPackage

/// How the code of a function is built: data, which `BuildRunner` carries out.
package struct BuildPlan: Sendable, Hashable {
    package var function: String
    /// The program that builds it, for messages.
    package var tool: String
    /// All that the result depends on, besides mirrored sources. A build with the same inputs is current.
    package var inputs: [UInt8]
    /// The result has the function's own files too, and they're copied again when they change.
    package var mirrorsSources: Bool
    package var steps: [BuildStep]
}

package enum BuildStep: Sendable, Hashable {
    case makeFolder(FilePath)
    /// Copies a folder, except for what no build needs.
    case copySources(from: FilePath, to: FilePath)
    /// Copies a file, if it exists.
    case copyFile(from: FilePath, to: FilePath)
    case write([UInt8], to: FilePath)
    case run(BuildCommand)
    /// Moves a folder, if it exists.
    case move(from: FilePath, to: FilePath)
}

/// A program that builds something.
package struct BuildCommand: Sendable, Hashable {
    package enum Program: Sendable, Hashable {
        case path(String)
        /// The first of these files that exists, or a program in the user's PATH.
        case found([FilePath], orNamed: String)
    }

    package var program: Program
    package var arguments: [String]
    /// Where it runs.
    package var folder: FilePath
    /// In addition to the user's own environment.
    package var variables: [String: String] = [:]
}

/// The folders of one build.
package struct BuildFolders: Sendable, Hashable {
    /// The function's own, which isn't changed.
    package var source: FilePath
    /// Becomes the function's task root.
    package var code: FilePath
    /// For files that only the build needs.
    package var work: FilePath

    package init(source: FilePath, code: FilePath, work: FilePath) {
        self.source = source
        self.code = code
        self.work = work
    }
}
