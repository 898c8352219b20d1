// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The file whose statements run: the values of `script` and `args`.
package struct RunningFile: Sendable {
    /// As written on the command line or after `source`; nil at the prompt, for `-c` and for standard input.
    package var path: String?
    package var arguments: [String]

    package init(path: String? = nil, arguments: [String] = []) {
        self.path = path
        self.arguments = arguments
    }

    /// The folder of the file, without a final slash; `.` without a file.
    var folder: String {
        guard let path, let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// `path` resolved against this file's folder, as `source` does.
    package func sibling(_ other: String) -> String {
        other.hasPrefix("/") || other.hasPrefix("~/") || folder == "." ? other : "\(folder)/\(other)"
    }

    var json: JSONValue {
        guard let path else { return .null }
        return ["path": .string(path), "dir": .string(folder)]
    }
}
