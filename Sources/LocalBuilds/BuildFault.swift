// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a function can't be built: facts only.
package enum BuildFault: Error, Sendable, Hashable {
    case unsupportedMethod(function: String, String)
    case missingFile(function: String, path: String)
    case malformed(file: String, reason: String)
    case programNotFound(function: String, program: String)
    /// The program failed; with the last lines that it wrote.
    case failed(function: String, tool: String, status: String, lines: [String])
    case fileAccess(path: String, reason: String)
    case cancelled
}

extension BuildFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unsupportedMethod(let function, let method):
            "can't build \(function): lamsh doesn't support the build method \(method); run `sam build`, and connect to "
                + ".aws-sam/build/template.yaml"
        case .missingFile(let function, let path):
            "can't build \(function): \(path) doesn't exist"
        case .malformed(let file, let reason):
            "\(file): \(reason)"
        case .programNotFound(let function, "esbuild"):
            "can't build \(function): esbuild isn't installed; add it to devDependencies in package.json"
        case .programNotFound(let function, let program):
            "can't build \(function): \(program) isn't installed, or isn't in PATH"
        case .failed(let function, let tool, let status, let lines):
            (["can't build \(function): \(tool) failed with \(status)"] + lines.map { "  " + $0 })
                .joined(separator: "\n")
        case .fileAccess(let path, let reason):
            "can't build: \(path): \(reason)"
        case .cancelled:
            "building was cancelled"
        }
    }
}

extension BuildFault {
    /// - Parameter error: from a file operation.
    init(_ error: any Error, at path: FilePath) {
        let system =
            error as? Errno
            ?? ((error as? CocoaError)?.underlying as? POSIXError).map { Errno(rawValue: $0.code.rawValue) }
        self = .fileAccess(path: path.string, reason: system?.description ?? "\(error)")
    }
}
