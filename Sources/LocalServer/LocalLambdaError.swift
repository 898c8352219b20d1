// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalBuilds
package import LocalProjects

/// Why the embedded Lambda couldn't start, or can't do what was requested.
package enum LocalLambdaError: Error, Hashable {
    /// The functions can't be read.
    case project(ProjectError)
    /// A function can't be built.
    case build(BuildFault)
    case cannotListen(host: String, port: Int, reason: String)
    case temporaryFolder(path: String, reason: String)
    /// An earlier process's saved state can't be read.
    case stateUnreadable(path: String, reason: String)
    /// The interpreters of some functions aren't installed: the reasons, one for each runtime.
    case runtimesMissing([String])
    case noSuchFunction(String)
    case cannotDebug(String, reason: String)
}

extension LocalLambdaError: CustomStringConvertible {
    /// One sentence, with what to do about it.
    package var description: String {
        switch self {
        case .project(let error): error.description
        case .build(let fault): fault.description
        case .cannotListen(let host, let port, let reason):
            "can't listen on \(host):\(port): \(reason)" + (port == 0 ? "" : "; choose another port with --port")
        case .temporaryFolder(let path, let reason):
            "can't write to the temporary folder \(path): \(reason)"
        case .stateUnreadable(let path, let reason):
            "can't read the saved state in \(path): \(reason)"
        case .runtimesMissing(let reasons):
            reasons.joined(separator: "\n")
        case .noSuchFunction(let name):
            "there's no function \(name)"
        case .cannotDebug(let name, let reason):
            "can't debug \(name): \(reason)"
        }
    }
}
