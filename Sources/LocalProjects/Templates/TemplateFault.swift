// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a template can't be read: facts only.
package enum TemplateFault: Error, Sendable, Hashable {
    case unreadable(reason: String)
    case syntax(line: Int, String)
    case tooLarge(limit: Int)
    case unknownAnchor(line: Int, String)
    case noResources
}

extension TemplateFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let reason): reason
        case .syntax(let line, let problem): "line \(line): \(problem)"
        case .tooLarge(let limit): "it has more than \(limit) values or is nested too deeply"
        case .unknownAnchor(let line, let name): "line \(line): unknown anchor \(name)"
        case .noResources: "it has no Resources; it must be a SAM or CloudFormation template"
        }
    }
}
