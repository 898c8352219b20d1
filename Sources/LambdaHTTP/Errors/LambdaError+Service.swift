// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
package import Lambda

extension LambdaError {
    /// The refusal of a service, with what to do about it.
    package init(_ failure: ServiceFailure, call: CallContext) {
        self.init(
            failure.refusesKeys ? .credentials : .service,
            code: failure.code ?? "HTTP\(failure.status)",
            message: Self.message(failure, call: call),
            hint: Self.hint(failure, call: call),
            status: failure.status,
            requestId: failure.requestId,
            reason: failure.reason,
            mayHaveRun: call.isInvocation && failure.mayHaveRun,
            isThrottle: failure.isThrottle && !failure.mayHaveRun)
    }

    /// An answer with a status of success that is not what the API gives.
    package init(unreadable response: HTTPResponse, call: CallContext) {
        self.init(
            .service, code: "UnreadableAnswer",
            message: "\(call.endpoint.origin) answered with status \(response.status), but not as Lambda does",
            hint: "is this the endpoint of Lambda?", status: response.status,
            requestId: response.fields.first(named: "x-amzn-requestid"))
    }

    private static func message(_ failure: ServiceFailure, call: CallContext) -> String {
        guard failure.code == nil else { return failure.message ?? "the service gave no reason" }
        let answer = "\(call.endpoint.origin) answered with status \(failure.status), and not as Lambda does"
        return failure.message.map { "\(answer): \($0)" } ?? answer
    }

    private static func hint(_ failure: ServiceFailure, call: CallContext) -> String? {
        switch failure.code {
        case "ExpiredToken", "ExpiredTokenException", "RequestExpired":
            "the session token has expired: get new keys, then connect again"
        case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId":
            "the access key id is not known to \(call.endpoint.hostField), or its session token is missing or wrong"
        case "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure": signatureHint(failure)
        case "AccessDeniedException", "AccessDenied":
            deniedHint(failure)
        case "ResourceNotFoundException" where failure.message?.contains("not reachable in this region") ?? false:
            "this connection is to \(call.region)"
        case "ResourceNotFoundException": "`list` shows the functions in \(call.region)"
        case "TooManyRequestsException": throttleHint(failure.reason)
        case "RequestTooLargeException", "RequestEntityTooLargeException":
            "put the data into S3 and send its key"
        case "InvalidRequestContentException": "the body must be JSON"
        case nil: nilCodeHint(failure)
        default: failure.mayHaveRun && call.isInvocation ? call.repetition.afterSending : nil
        }
    }

    /// AWS says `User: … is not authorized to perform: ACTION on resource: …`.
    private static func deniedHint(_ failure: ServiceFailure) -> String {
        guard let start = failure.message?.firstRange(of: "to perform: ")?.upperBound,
            let action = failure.message?[start...].prefix(while: { $0 != " " }), !action.isEmpty
        else { return "the keys are valid, but their policies do not allow this" }
        return "the keys are valid, but their policies do not allow \(action)"
    }

    private static func signatureHint(_ failure: ServiceFailure) -> String {
        let message = failure.message ?? ""
        if message.contains("expired") || message.contains("not yet current") {
            return "the clock of this machine is off: set it right"
        }
        return "the secret access key does not belong to the access key id, or the region is not the one signed for"
    }

    private static func throttleHint(_ reason: String?) -> String? {
        switch reason {
        case "ReservedFunctionConcurrentInvocationLimitExceeded":
            "the function's reserved concurrency is in use"
        case "ConcurrentInvocationLimitExceeded": "the account's concurrency in this region is in use"
        case "FunctionInvocationRateLimitExceeded", "ReservedFunctionInvocationRateLimitExceeded":
            "too many invocations in a second for its concurrency"
        case "ConcurrentSnapshotCreateLimitExceeded": "too many snapshots are being made at once"
        case "CallerRateLimitExceeded": "too many calls of the API in a second"
        default: nil
        }
    }

    private static func nilCodeHint(_ failure: ServiceFailure) -> String? {
        switch failure.status {
        case 300..<400: "the endpoint sends elsewhere; name the endpoint of Lambda itself"
        case 404: "is this the endpoint of Lambda?"
        case 500...: failure.mayHaveRun ? "a proxy may have answered instead of Lambda" : nil
        default: nil
        }
    }
}
