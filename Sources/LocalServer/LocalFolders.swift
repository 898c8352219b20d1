// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

/// What the embedded Lambda keeps on disk while it runs. Making and removing it blocks.
struct LocalFolders: Sendable {
    /// Holds all the others but the user's own functions.
    let own: PrivateFolder
    let functions: String
    let runtimes: String
    let nodeRuntime: String
    let pythonCache: String
    /// Holds the folders that sandboxes have for their temporary files.
    let temporary: String
    /// What is to outlive the process, where that was asked for.
    let state: String

    init(_ options: LocalLambdaOptions) throws(LocalLambdaError) {
        PrivateFolder.removeStale(in: options.temporaryFolder)
        own = try PrivateFolder(in: options.temporaryFolder)
        do throws(LocalLambdaError) {
            runtimes = try own.makeFolder("runtimes")
            pythonCache = try own.makeFolder("pycache")
            // A name that no module of a function has.
            try own.write(PackageResources.python_runtime_py, to: "runtimes/lamsh_python_runtime.py")
            nodeRuntime = try own.write(PackageResources.node_runtime_mjs, to: "runtimes/node_runtime.mjs")
            temporary = try own.makeFolder("tmp")
            if let folder = options.stateFolder {
                state = Self.absolute(folder)
            } else {
                state = try own.makeFolder("state")
            }
            switch options.functions {
            case .samples: functions = try SampleFunctions.unpack(into: own)
            case .folder(let path): functions = Self.absolute(path)
            }
        } catch {
            own.remove()
            throw error
        }
    }

    /// The current folder may be another one later.
    static func absolute(_ path: String) -> String {
        FilePath(FileManager.default.currentDirectoryPath).pushing(FilePath(path)).string
    }

    func remove() { own.remove() }
}
