// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions
import LocalHTTP

/// The operations of Lambda's API that change functions, or tell what was changed.
package enum ControlOperation: Sendable, Hashable {
    case createFunction
    case updateFunctionCode(FunctionReference)
    case updateFunctionConfiguration(FunctionReference)
    case deleteFunction(FunctionReference)
    case publishVersion(FunctionReference)
    case createAlias(FunctionReference)
    case getAlias(FunctionReference, name: String)
    case updateAlias(FunctionReference, name: String)
    case deleteAlias(FunctionReference, name: String)
    case getConcurrency(FunctionReference)
    case putConcurrency(FunctionReference)
    case deleteConcurrency(FunctionReference)
    case listTags(FunctionReference)
    case tag(FunctionReference)
    case untag(FunctionReference, keys: [String])
    case getEventInvoke(FunctionReference)
    /// Put replaces what was set, update adds to it.
    case putEventInvoke(FunctionReference, replacing: Bool)
    case deleteEventInvoke(FunctionReference)
    case listEventInvoke(FunctionReference)
    case getCodeSigning(FunctionReference)
    case getPolicy(FunctionReference)
}

extension ControlOperation {
    /// nil when method and path are none of these.
    ///
    /// - Parameter segments: the request's.
    init?(_ request: LocalRequest, _ segments: [String]) throws(APIFailure) {
        switch (segments.first, segments.dropFirst().first) {
        case ("2015-03-31", "functions") where segments.count == 2:
            guard request.method == "POST" else { return nil }
            self = .createFunction
        case ("2015-03-31", "functions"), ("2017-10-31", "functions"), ("2019-09-30", "functions"),
            ("2019-09-25", "functions"), ("2020-06-30", "functions"):
            guard segments.count > 2 else { return nil }
            guard let operation = try Self.onFunction(request, Array(segments.dropFirst(3)), of: segments) else {
                return nil
            }
            self = operation
        case ("2017-03-31", "tags") where segments.count == 3:
            // The resource is the function's ARN.
            let function = try FunctionReference(segments[2], request)
            switch request.method {
            case "GET": self = .listTags(function)
            case "POST": self = .tag(function)
            case "DELETE": self = .untag(function, keys: request.parameters("tagKeys"))
            default: return nil
            }
        default: return nil
        }
    }

    private static func onFunction(
        _ request: LocalRequest, _ rest: [String], of segments: [String]
    ) throws(APIFailure) -> ControlOperation? {
        let (date, name) = (segments[0], segments[2])
        // The function is looked at only once the path is known, as its faults would hide that it is not.
        switch (date, request.method, rest.count, rest.first) {
        case ("2015-03-31", "DELETE", 0, nil): return .deleteFunction(try FunctionReference(name, request))
        case ("2015-03-31", "PUT", 1, "code"): return .updateFunctionCode(try FunctionReference(name, request))
        case ("2015-03-31", "PUT", 1, "configuration"):
            return .updateFunctionConfiguration(try FunctionReference(name, request))
        case ("2015-03-31", "POST", 1, "versions"): return .publishVersion(try FunctionReference(name, request))
        case ("2015-03-31", "POST", 1, "aliases"): return .createAlias(try FunctionReference(name, request))
        case ("2015-03-31", "GET", 2, "aliases"): return .getAlias(try FunctionReference(name, request), name: rest[1])
        case ("2015-03-31", "PUT", 2, "aliases"):
            return .updateAlias(try FunctionReference(name, request), name: rest[1])
        case ("2015-03-31", "DELETE", 2, "aliases"):
            return .deleteAlias(try FunctionReference(name, request), name: rest[1])
        case ("2015-03-31", "GET", 1, "policy"): return .getPolicy(try FunctionReference(name, request))
        case ("2019-09-30", "GET", 1, "concurrency"): return .getConcurrency(try FunctionReference(name, request))
        case ("2017-10-31", "PUT", 1, "concurrency"): return .putConcurrency(try FunctionReference(name, request))
        case ("2017-10-31", "DELETE", 1, "concurrency"):
            return .deleteConcurrency(try FunctionReference(name, request))
        case ("2020-06-30", "GET", 1, "code-signing-config"):
            return .getCodeSigning(try FunctionReference(name, request))
        case ("2019-09-25", "GET", 2, "event-invoke-config") where rest[1] == "list":
            return .listEventInvoke(try FunctionReference(name, request))
        case ("2019-09-25", let method, 1, "event-invoke-config"):
            switch method {
            case "GET": return .getEventInvoke(try FunctionReference(name, request))
            case "PUT": return .putEventInvoke(try FunctionReference(name, request), replacing: true)
            case "POST": return .putEventInvoke(try FunctionReference(name, request), replacing: false)
            case "DELETE": return .deleteEventInvoke(try FunctionReference(name, request))
            default: return nil
            }
        default: return nil
        }
    }
}
