// SPDX-License-Identifier: GPL-3.0-or-later

/// Why no functions can be read from a path: facts only.
package enum ProjectError: Error, Sendable, Hashable {
    case folderUnreadable(path: String, reason: String)
    case templateUnreadable(path: String, reason: String)
    /// The file with values for dynamic references.
    case answersUnreadable(path: String, reason: String)
    /// Files of this type can't contain functions.
    case unknownKind(path: String)
}

extension ProjectError: CustomStringConvertible {
    /// One sentence, with what to do about it.
    package var description: String {
        switch self {
        case .folderUnreadable(let path, let reason):
            "can't read the folder of functions \(path): \(reason)"
        case .templateUnreadable(let path, let reason):
            "can't read the template \(path): \(reason)"
        case .answersUnreadable(let path, let reason):
            "can't read the file of `--resolve`, \(path): \(reason)"
        case .unknownKind(let path):
            "\(path) isn't a folder of functions, a template (.yaml, .yml, .json) or a handler (.py, .js, "
                + ".mjs, .cjs)"
        }
    }
}
