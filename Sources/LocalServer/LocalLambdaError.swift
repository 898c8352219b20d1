// SPDX-License-Identifier: GPL-3.0-or-later

/// Why the embedded Lambda could not start, or cannot do what was asked of it.
package enum LocalLambdaError: Error, Hashable {
    case folderUnreadable(path: String, reason: String)
    case templateUnreadable(path: String, reason: String)
    /// The file is nothing that functions can be found in.
    case unknownKind(path: String)
    case cannotListen(host: String, port: Int, reason: String)
    case temporaryFolder(path: String, reason: String)
    /// What an earlier process kept cannot be read.
    case stateUnreadable(path: String, reason: String)
    case noSuchFunction(String)
    case cannotDebug(String, reason: String)
}

extension LocalLambdaError: CustomStringConvertible {
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
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host):\(port): \(reason)" + (port == 0 ? "" : "; choose another port with --port")
        case .temporaryFolder(let path, let reason):
            "cannot write to the temporary folder \(path): \(reason)"
        case .stateUnreadable(let path, let reason):
            "cannot read what is kept in \(path): \(reason)"
        case .noSuchFunction(let name):
            "there is no function \(name)"
        case .cannotDebug(let name, let reason):
            "\(name) cannot be debugged: \(reason)"
        }
    }
}
