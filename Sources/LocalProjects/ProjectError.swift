// SPDX-License-Identifier: GPL-3.0-or-later

/// Why no functions can be read from a path: facts only.
package enum ProjectError: Error, Sendable, Hashable {
    case folderUnreadable(path: String, reason: String)
    case templateUnreadable(path: String, reason: String)
    /// No functions can be found in a file of this kind.
    case unknownKind(path: String)
}

extension ProjectError: CustomStringConvertible {
    /// One sentence, with what to do about it.
    package var description: String {
        switch self {
        case .folderUnreadable(let path, let reason):
            "cannot read the folder of functions \(path): \(reason)"
        case .templateUnreadable(let path, let reason):
            "cannot read the template \(path): \(reason)"
        case .unknownKind(let path):
            "\(path) is neither a folder of functions, nor a template (.yaml, .yml, .json), nor a handler (.py, .js, "
                + ".mjs, .cjs)"
        }
    }
}
