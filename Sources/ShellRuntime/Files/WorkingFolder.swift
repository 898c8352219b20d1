// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// The current folder of the process.
enum WorkingFolder {
    static var path: String { FileManager.default.currentDirectoryPath }

    /// A path that doesn't depend on the current folder.
    static func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(self.path)/\(path)" }

    /// The folder that an absolute path leads to.
    static func folder(of path: String) -> String {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        return end == path.startIndex ? "/" : String(path[..<end])
    }
}
