// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalFunctions
import SystemPackage

/// Looks at a function's folder for what `BuildPlanner` needs. Blocks.
enum BuildSurvey {
    private static let manifests = [
        "requirements.txt", "package.json", "package-lock.json", "npm-shrinkwrap.json", "Makefile",
    ]

    /// How deep requirements files may refer to others.
    private static let depth = 4

    static func files(in folder: FilePath) -> BuildFiles {
        var files = BuildFiles()
        files.names = Set((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? [])
        for name in manifests where files.names.contains(name) {
            files.content[name] = content(folder.appending(name))
        }
        if let requirements = files.content["requirements.txt"] {
            files.references += references(of: requirements, in: folder, depth: depth)
        }
        if let package = try? PackageFile(files, in: folder) {
            files.references += package.localPackages.map(state)
        }
        files.sourcesState = Array("\(FolderFingerprint(of: folder).hash)".utf8)
        files.exists = { FileManager.default.fileExists(atPath: folder.pushing(FilePath($0)).string) }
        return files
    }

    private static func content(_ path: FilePath) -> [UInt8]? {
        FileManager.default.contents(atPath: path.string).map(Array.init)
    }

    private static func references(of content: [UInt8], in folder: FilePath, depth: Int) -> [[UInt8]] {
        let requirements = Requirements(content)
        var found = requirements.localPackages.map { state(folder.pushing(FilePath($0))) }
        for file in requirements.files where depth > 0 {
            let path = folder.pushing(FilePath(file))
            guard let content = Self.content(path) else { continue }
            found.append(content)
            found += references(of: content, in: path.removingLastComponent(), depth: depth - 1)
        }
        return found
    }

    private static func state(_ path: FilePath) -> [UInt8] {
        let isFolder = (try? path.stat())?.type == .directory
        let state = isFolder ? FolderFingerprint(of: path) : FolderFingerprint(ofFile: path)
        return Array("\(path.string) \(state.hash)".utf8)
    }
}
