// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalFunctions
import LocalProjects
import SystemPackage

/// The embedded Lambda's files on disk while it runs. Creating and removing them blocks.
struct LocalFolders: Sendable {
    /// Contains all the others except the user's own functions.
    let own: PrivateFolder
    let functions: String
    /// Contains the clients of the Runtime API.
    let runtimes: String
    let pythonCache: String
    /// Contains the sandboxes' temporary folders.
    let temporary: String
    /// State that survives the process, if requested.
    let state: String

    init(_ options: LocalLambdaOptions) throws(LocalLambdaError) {
        PrivateFolder.removeStale(in: options.temporaryFolder)
        own = try PrivateFolder(in: options.temporaryFolder)
        do throws(LocalLambdaError) {
            runtimes = try own.makeFolder("runtimes")
            pythonCache = try own.makeFolder("pycache")
            for (name, content) in EmbeddedClients.files { try own.write(content, to: "runtimes/\(name)") }
            temporary = try own.makeFolder("tmp")
            if let folder = options.stateFolder {
                state = Self.absolute(folder)
            } else {
                state = try own.makeFolder("state")
            }
            switch options.functions {
            case .samples:
                functions = try own.makeFolder("functions")
                for (path, content) in SampleFunctions.files { try own.write(content, to: "functions/\(path)") }
            case .folder(let path): functions = Self.absolute(path)
            }
        } catch {
            own.remove()
            throw error
        }
    }

    /// The current folder may change later.
    static func absolute(_ path: String) -> String {
        FilePath(FileManager.default.currentDirectoryPath).pushing(FilePath(path)).string
    }

    func remove() { own.remove() }
}
