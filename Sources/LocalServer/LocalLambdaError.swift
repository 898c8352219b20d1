// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalProjects

/// Why the embedded Lambda could not start, or cannot do what was asked of it.
package enum LocalLambdaError: Error, Hashable {
    /// The functions cannot be read.
    case project(ProjectError)
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
        case .project(let error): error.description
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
