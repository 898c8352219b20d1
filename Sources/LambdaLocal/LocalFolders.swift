// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

/// What the embedded Lambda keeps on disk while it runs. Making and removing it blocks.
struct LocalFolders: Sendable {
    /// Holds all the others but the user's own functions.
    let own: PrivateFolder
    let functions: String
    let runtimes: String
    let pythonRuntime: String
    let pythonCache: String

    init(_ options: LocalLambdaOptions) throws(LocalLambdaError) {
        PrivateFolder.removeStale(in: options.temporaryFolder)
        own = try PrivateFolder(in: options.temporaryFolder)
        do throws(LocalLambdaError) {
            runtimes = try own.makeFolder("runtimes")
            pythonCache = try own.makeFolder("pycache")
            pythonRuntime = try own.write(PackageResources.python_runtime_py, to: "runtimes/python_runtime.py")
            switch options.functions {
            case .samples: functions = try SampleFunctions.unpack(into: own)
            case .folder(let path):
                // The current folder may be another one later.
                functions = FilePath(FileManager.default.currentDirectoryPath).pushing(FilePath(path)).string
            }
            // A folder that cannot be read is found out now, not by the first listing.
            let folder = FunctionFolder(path: functions, interpreters: Interpreters(folders: []))
            try folder.checkReadable()
        } catch {
            own.remove()
            throw error
        }
    }

    func remove() { own.remove() }
}
