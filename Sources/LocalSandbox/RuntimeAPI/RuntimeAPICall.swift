// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions

/// The calls of Lambda's Runtime API, version 2018-06-01.
package enum RuntimeAPICall: Sendable, Hashable {
    case next
    case response(invocation: String)
    case error(invocation: String)
    case initialisationError
    case ping
}

extension RuntimeAPICall {
    /// nil if it isn't one of these calls below `prefix`, the path that the runtime was started with.
    package init?(method: String, path: String, prefix: String) {
        guard path.hasPrefix(prefix + "/2018-06-01/") else { return nil }
        let segments = path.utf8.dropFirst(prefix.utf8.count).split(separator: UInt8(ascii: "/")).dropFirst()
        switch (method, segments.map(Substring.init)) {
        case ("GET", ["runtime", "invocation", "next"]): self = .next
        case ("GET", ["ping"]): self = .ping
        case ("POST", ["runtime", "init", "error"]): self = .initialisationError
        case ("POST", let parts) where parts.count == 4 && parts[0] == "runtime" && parts[1] == "invocation":
            switch parts[3] {
            case "response": self = .response(invocation: String(parts[2]))
            case "error": self = .error(invocation: String(parts[2]))
            default: return nil
            }
        default: return nil
        }
    }
}

extension RuntimeAPIRefusal {
    package var status: Int {
        switch self {
        case .invalidState: 403
        case .unknownInvocation, .malformedResponseMode: 400
        case .staleProcess: 410
        case .resultTooLarge: 413
        }
    }

    package var errorType: String {
        switch self {
        case .invalidState: "InvalidStateTransition"
        case .unknownInvocation: "InvalidRequestID"
        case .staleProcess: "Gone"
        case .resultTooLarge: "RequestEntityTooLarge"
        case .malformedResponseMode: "InvalidFunctionResponseMode"
        }
    }

    package var message: String {
        switch self {
        case .invalidState: "State transition is not allowed"
        case .unknownInvocation: "Invalid request ID"
        case .staleProcess: "The invocation has ended"
        case .resultTooLarge:
            "Exceeded maximum allowed payload size (\(PayloadLimit.response) bytes)."
        case .malformedResponseMode(let mode): "Invalid function response mode: \(mode)"
        }
    }
}
