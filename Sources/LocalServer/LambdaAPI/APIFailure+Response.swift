// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import Base
package import JSON
import LocalProjects
import LocalSandbox

extension APIFailure {
    /// The value of `x-amzn-errortype`.
    package var code: String {
        switch self {
        case .signature(let failure): failure.code
        case .unknownOperation, .unsupportedOperation: "UnknownOperationException"
        case .forbiddenHost: "AccessDeniedException"
        case .validation: "ValidationException"
        case .functionNotFound, .otherRegion, .aliasNotFound, .eventInvokeNotFound, .notFound:
            "ResourceNotFoundException"
        case .qualifierMismatch, .clientContextMalformed, .clientContextTooLarge, .invalidMarker, .invalidParameter,
            .unsupportedMember, .codeMissing, .zip, .codeMismatch, .concurrencyTooHigh, .nameTooLong, .unknownRuntime:
            "InvalidParameterValueException"
        case .malformedBody: "SerializationException"
        case .requestTimedOut: "RequestTimeoutException"
        case .functionExists, .notDeployed, .versionInUse, .aliasExists, .conflict: "ResourceConflictException"
        case .revisionMismatch: "PreconditionFailedException"
        case .payloadNotJSON: "InvalidRequestContentException"
        case .requestTooLarge, .eventTooLarge, .archiveTooLarge: "RequestEntityTooLargeException"
        case .unsupportedMediaType: "UnsupportedMediaTypeException"
        case .throttled: "TooManyRequestsException"
        case .cannotRun: "InvalidRuntimeException"
        case .shuttingDown, .cannotKeep: "ServiceException"
        }
    }

    package var status: Int {
        switch self {
        case .signature(let failure): failure.status
        case .forbiddenHost: 403
        case .unknownOperation, .unsupportedOperation, .functionNotFound, .otherRegion, .aliasNotFound,
            .eventInvokeNotFound,
            .notFound:
            404
        case .validation, .qualifierMismatch, .clientContextMalformed, .clientContextTooLarge, .invalidMarker,
            .payloadNotJSON, .malformedBody, .invalidParameter, .unsupportedMember, .codeMissing, .zip, .codeMismatch,
            .concurrencyTooHigh, .nameTooLong, .unknownRuntime:
            400
        case .functionExists, .notDeployed, .versionInUse, .aliasExists, .conflict: 409
        case .revisionMismatch: 412
        case .requestTimedOut: 408
        case .requestTooLarge, .eventTooLarge, .archiveTooLarge: 413
        case .unsupportedMediaType: 415
        case .throttled: 429
        case .shuttingDown, .cannotKeep: 500
        case .cannotRun: 502
        }
    }

    /// The message, in AWS's words if AWS has such a message.
    package var message: String {
        switch self {
        case .signature(let failure):
            failure.message
        case .unknownOperation(let method, let path):
            "The embedded Lambda has no operation \(method) \(path)."
        case .unsupportedOperation(let name):
            "The embedded Lambda doesn't support \(name)."
        case .forbiddenHost(let host):
            "The Host header '\(host)' does not name this server."
        case .validation(let failures):
            "\(failures.count) validation error\(failures.count == 1 ? "" : "s") detected: "
                + failures.map(\.message).joined(separator: "; ")
        case .functionNotFound(let arn):
            "Function not found: \(arn)"
        case .otherRegion(let region, let own):
            "Functions from '\(region)' are not reachable in this region ('\(own)')"
        case .qualifierMismatch:
            "The derived qualifier from the function name does not match the specified qualifier."
        case .payloadNotJSON(let syntax):
            "Could not parse request body into json: Could not parse payload into json: \(syntax.message)"
        case .requestTooLarge(let limit, let operation):
            "Request must be smaller than \(limit) bytes for the \(operation) operation"
        case .archiveTooLarge(let limit):
            "Zipped size must be smaller than \(limit) bytes"
        case .eventTooLarge(let size, let limit):
            "\(size) byte payload is too large for the Event invocation type (limit \(limit) bytes)"
        case .clientContextTooLarge(let limit):
            "Client context must be less than \(limit) bytes"
        case .clientContextMalformed:
            "Client context must be a valid Base64-encoded JSON object."
        case .unsupportedMediaType(let type):
            "The content type of the Invoke request body is not JSON: '\(type)'."
        case .invalidMarker:
            "Invalid value for Marker."
        case .throttled:
            "Rate Exceeded."
        case .cannotRun(let function, let reason):
            "The function \(function) cannot run here: \(reason)"
        case .shuttingDown:
            "The embedded Lambda is shutting down."
        case .requestTimedOut:
            "Timed out waiting for the rest of the request."
        case .malformedBody:
            "The request body is not a valid JSON object for this operation."
        case .invalidParameter(let reason):
            reason
        case .unsupportedMember(let member):
            "The embedded Lambda doesn't support \(member)."
        case .functionExists(let name):
            "Function already exist: \(name)"
        case .notDeployed(let name):
            "The function \(name) is served from a folder or template: change it there."
        case .codeMissing:
            "Please provide a source for function code."
        case .zip(let fault):
            fault.description
        case .codeMismatch(let received, let current):
            "CodeSHA256 (\(received)) is different from current CodeSHA256 in $LATEST (\(current)). Please try again "
                + "with the CodeSHA256 in $LATEST."
        case .revisionMismatch(let operation):
            "The Revision Id provided does not match the latest Revision Id. Call the \(operation) API to retrieve "
                + "the latest Revision Id"
        case .versionInUse(let version):
            "Version \(version) is used by an alias and cannot be deleted."
        case .aliasExists(let arn):
            "Alias already exists: \(arn)"
        case .aliasNotFound(let arn):
            "Cannot find alias arn: \(arn)"
        case .concurrencyTooHigh(let limit):
            "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution "
                + "below its minimum value of [0]. The embedded Lambda runs \(limit) invocations at a time."
        case .nameTooLong(let name):
            "1 validation error detected: "
                + ValidationFailure(value: name, member: "functionName", constraint: .lengthAtMost(64)).message
        case .unknownRuntime(let name):
            "Value \(name) at 'runtime' failed to satisfy constraint: "
                + ValidationFailure.Constraint.oneOf(KnownRuntimes.names).message + " or be a valid ARN"
        case .eventInvokeNotFound(let arn):
            "The function \(arn) doesn't have an EventInvokeConfig"
        case .notFound(let text), .conflict(let text):
            text
        case .cannotKeep(let reason):
            "The embedded Lambda cannot save this: \(reason)"
        }
    }

    /// The body of the response, with the members that AWS sends for this error.
    package var body: JSONValue {
        switch self {
        case .signature, .validation, .unknownOperation, .unsupportedOperation, .concurrencyTooHigh, .archiveTooLarge,
            .forbiddenHost, .malformedBody, .requestTimedOut:
            ["message": .string(message)]
        case .functionNotFound, .otherRegion, .cannotRun, .aliasNotFound, .eventInvokeNotFound, .notFound,
            .revisionMismatch:
            ["Type": "User", "Message": .string(message)]
        case .shuttingDown, .cannotKeep:
            ["Type": "Service", "Message": .string(message)]
        case .throttled(let reason):
            ["Reason": .string(reason.rawValue), "Type": "User", "message": .string(message)]
        case .qualifierMismatch, .payloadNotJSON, .requestTooLarge, .eventTooLarge, .clientContextTooLarge,
            .clientContextMalformed, .unsupportedMediaType, .invalidMarker, .invalidParameter, .unsupportedMember,
            .functionExists, .notDeployed, .codeMissing, .zip, .codeMismatch, .versionInUse, .aliasExists,
            .nameTooLong, .unknownRuntime, .conflict:
            ["Type": "User", "message": .string(message)]
        }
    }
}

extension ValidationFailure {
    package var message: String {
        "Value \(value.map { "'\($0)'" } ?? "null") at '\(member)' failed to satisfy constraint: \(constraint.message)"
    }
}

extension ValidationFailure.Constraint {
    package var message: String {
        switch self {
        case .pattern(let pattern): "Member must satisfy regular expression pattern: \(pattern)"
        case .lengthAtMost(let limit): "Member must have length less than or equal to \(limit)"
        case .lengthAtLeast(let limit): "Member must have length greater than or equal to \(limit)"
        case .valueAtLeast(let limit): "Member must have value greater than or equal to \(limit)"
        case .valueAtMost(let limit): "Member must have value less than or equal to \(limit)"
        case .decimalAtLeast(let limit): "Member must have value greater than or equal to \(limit)"
        case .decimalAtMost(let limit): "Member must have value less than or equal to \(limit)"
        case .notNull: "Member must not be null"
        case .elements(let constraints): "Member must satisfy constraint: \(Self.list(constraints))"
        case .mapValues(let constraints): "Map value must satisfy constraint: \(Self.list(constraints))"
        case .mapKeys(let constraints): "Map keys must satisfy constraint: \(Self.list(constraints))"
        case .oneOf(let values): "Member must satisfy enum value set: [\(values.joined(separator: ", "))]"
        }
    }
}

extension ValidationFailure.Constraint {
    private static func list(_ constraints: [Self]) -> String {
        "[\(constraints.map(\.message).joined(separator: ", "))]"
    }
}

extension PayloadSyntax {
    /// The words of AWS's JSON parser.
    package var message: String {
        let position =
            "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); "
            + "line: \(line), column: \(column)]"
        let expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')" + position
        return switch fault {
        case .end: "Unexpected end-of-input" + position
        case .character(let byte): "Unexpected character (\(Self.name(of: byte))): expected a valid value \(expected)"
        case .token(let token): "Unrecognized token '\(token)': was expecting \(expected)"
        case .strayByte(let byte): "Invalid UTF-8 start byte 0x\(String(byte, radix: 16))" + position
        }
    }

    private static func name(of byte: UInt8) -> String {
        (0x20..<0x7F).contains(byte)
            ? "'\(Character(Unicode.Scalar(byte)))' (code \(byte))" : "(CTRL-CHAR, code \(byte))"
    }
}
