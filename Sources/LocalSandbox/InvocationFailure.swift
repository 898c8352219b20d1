// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// A failure of an invocation that the platform detects, not the function: facts only.
package enum InvocationFailure: Sendable, Hashable {
    case timedOut(seconds: Int)
    /// With lines that the process wrote before.
    case processEnded(ProcessEnd, wrote: [String] = [])
    /// Killed for exceeding the function's memory limit.
    case outOfMemory
    case resultTooLarge(limit: Int)
    case invalidResponseMode(String)
    case shutDown
    /// An extension reported that it couldn't start, or couldn't continue.
    case extensionInitError, extensionExitError
    /// An extension's process ended unexpectedly.
    case extensionCrash(ProcessEnd)
    case extensionLaunchError(name: String, reason: String)
}

extension InvocationFailure {
    package var errorType: String {
        switch self {
        case .timedOut: "Sandbox.Timedout"
        case .processEnded(.notStarted, _): "Runtime.InvalidEntrypoint"
        // AWS only names the signal; the report says that memory was the reason.
        case .processEnded, .outOfMemory: "Runtime.ExitError"
        case .resultTooLarge: "Function.ResponseSizeTooLarge"
        case .invalidResponseMode: "Runtime.InvalidResponseModeHeader"
        case .shutDown: "Sandbox.Shutdown"
        case .extensionInitError: "Extension.InitError"
        case .extensionExitError: "Extension.ExitError"
        case .extensionCrash: "Extension.Crash"
        case .extensionLaunchError: "Extension.LaunchError"
        }
    }

    /// In AWS's words.
    package var reason: String {
        switch self {
        case .timedOut(let seconds): "Task timed out after \(seconds).00 seconds"
        case .processEnded(.exited(0), _): "Runtime exited without providing a reason"
        case .processEnded(.exited(let status), _): "Runtime exited with error: exit status \(status)"
        case .processEnded(.signalled(let signal), _):
            "Runtime exited with error: signal: \(SignalName.of(signal))"
        case .outOfMemory: "Runtime exited with error: signal: killed"
        case .processEnded(.notStarted(let reason), _): "Runtime could not be started: \(reason)"
        case .resultTooLarge(let limit):
            "Response payload size exceeded maximum allowed payload size (\(limit) bytes)."
        case .invalidResponseMode(let mode): "Invalid response mode: \(mode)"
        case .shutDown: "The embedded Lambda was shut down"
        case .extensionInitError, .extensionExitError: "exit code 0"
        case .extensionCrash(.exited(let status)): "exit code \(status)"
        case .extensionCrash(.signalled(let signal)): "signal: \(SignalName.of(signal))"
        case .extensionCrash(.notStarted(let reason)): reason
        case .extensionLaunchError(let name, let reason): "the extension \(name) could not be started: \(reason)"
        }
    }

    /// The status in the REPORT line.
    package var status: String {
        switch self {
        case .timedOut: "timeout"
        case .outOfMemory: "error\tError Type: Runtime.OutOfMemory"
        case .extensionInitError, .extensionExitError, .extensionCrash, .extensionLaunchError:
            "error\tError Type: \(errorType)"
        case .processEnded, .resultTooLarge, .invalidResponseMode, .shutDown: "error"
        }
    }

    /// The payload of the response, with members in AWS's order.
    package func payload(requestId: String) -> [UInt8] {
        let value: JSONValue
        switch self {
        case .resultTooLarge:
            value = ["errorMessage": .string(reason), "errorType": .string(errorType)]
        case .timedOut, .processEnded, .outOfMemory, .invalidResponseMode, .shutDown, .extensionInitError,
            .extensionExitError, .extensionCrash, .extensionLaunchError:
            var members: JSONObject = [
                "errorType": .string(errorType),
                "errorMessage": .string("RequestId: \(requestId) Error: \(reason)"),
            ]
            // On AWS, only the log has them. This is the member that clients show.
            if case .processEnded(_, let lines) = self, !lines.isEmpty {
                members["stackTrace"] = .array(lines.map(JSONValue.string))
            }
            value = .object(members)
        }
        return value.serialized()
    }
}

/// The names of signals as printed by Go's runtime, which AWS's supervisor is written in.
package enum SignalName {
    package static func of(_ number: Int32) -> String {
        switch number {
        case 1: "hangup"
        case 2: "interrupt"
        case 3: "quit"
        case 4: "illegal instruction"
        case 5: "trace/breakpoint trap"
        case 6: "aborted"
        case 7: "bus error"
        case 8: "floating point exception"
        case 9: "killed"
        case 10: "user defined signal 1"
        case 11: "segmentation fault"
        case 12: "user defined signal 2"
        case 13: "broken pipe"
        case 14: "alarm clock"
        case 15: "terminated"
        default: "signal \(number)"
        }
    }
}
