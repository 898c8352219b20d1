// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSAccess
import AWSServices
import Base

extension ServiceFailure {
    /// What to do about the refusal; nil where there is nothing to add to the service's own words.
    func hint(for call: CallContext) -> String? {
        switch code {
        case _ where refusesExpiredKeys: Self.hint(expired: call.keys)
        case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId":
            "check the access key id and its session token\(Self.origin(call.keys)); "
                + "a region that the account has not enabled (\(call.region)) answers like this, too"
        case "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure": signatureHint(call)
        case "AccessDeniedException", "AccessDenied": deniedHint
        case "ResourceNotFoundException" where call.isOfLambda:
            otherRegionHint(call) ?? "`list` shows the functions in \(call.region)"
        case "TooManyRequestsException" where call.isOfLambda: throttleHint(call)
        case "RequestTooLargeException" where call.isOfLambda,
            "RequestEntityTooLargeException" where call.isOfLambda:
            "put the data into S3 and send its key"
        case "InvalidRequestContentException" where call.isOfLambda: "the body must be JSON"
        case "PermanentRedirect" where call.service.name == "s3",
            "AuthorizationHeaderMalformed" where call.service.name == "s3":
            "the bucket is in another region than \(call.region): `connect --region` with its region"
        case nil: foreignHint(call)
        default: mayHaveRun && call.isInvocation ? call.repetition.afterSending : nil
        }
    }

    // MARK: Keys

    private static func hint(expired keys: (source: String, renewal: KeyRenewal)?) -> String {
        switch keys?.renewal {
        case .restarting:
            "the environment that lamsh was started in keeps these keys: start it again with new ones, or `connect` "
                + "with --profile or --access-key"
        case .connecting, nil: "get new keys, and `connect` with them"
        case .asking: "get new keys\(origin(keys)), and run this again: they are read anew"
        }
    }

    private static func origin(_ keys: (source: String, renewal: KeyRenewal)?) -> String {
        keys.map { " (\($0.source))" } ?? ""
    }

    private func signatureHint(_ call: CallContext) -> String {
        let message = message ?? ""
        if message.contains("Signature expired") || message.contains("not yet current") {
            return
                "the clock of this machine is \(clockError.map { "\($0), and has" } ?? "off: it has") to be set right"
        }
        if message.contains("scoped to a valid region") {
            return
                "\(call.endpoint.origin) is not in \(call.region), for which the request was signed: `connect --region` "
                + "with the region of the endpoint"
        }
        return "the secret access key does not belong to the access key id\(Self.origin(call.keys)): copy both anew"
    }

    /// `Signature expired: 20260102T030405Z is now earlier than 20260102T040000Z (20260102T040500Z - 5 min.)`: the time
    /// that was signed, and in parentheses the service's.
    private var clockError: String? {
        let moments = (message ?? "").split { !$0.isLetter && !$0.isNumber }.compactMap { word in
            word.contains("T") ? Timestamp(iso8601: word) : nil
        }
        guard moments.count == 3 else { return nil }
        let seconds = moments[2] - moments[0]
        return "\(Duration.seconds(abs(seconds)).readable) \(seconds > 0 ? "slow" : "fast")"
    }

    // MARK: Permissions

    /// AWS says `User: ARN is not authorized to perform: ACTION on resource: ARN because …`, or instead of the reason
    /// `with an explicit deny in …`.
    private var deniedHint: String {
        let message = message ?? ""
        guard let action = Self.word(after: "to perform: ", in: message) else {
            return "the keys are valid, but their policies do not allow this"
        }
        if message.contains("explicit deny") {
            let policy = Self.rest(after: "explicit deny in ", in: message).map { " in \($0)" } ?? ""
            return "the keys are valid; an explicit deny\(policy) forbids `\(action)`, whatever other policies allow"
        }
        let who = Self.word(after: "User: ", in: message).map { "of \($0)" } ?? "of theirs"
        return "the keys are valid; a policy \(who) has to allow `\(action)`"
    }

    // MARK: Regions and limits

    /// `Functions from 'eu-west-1' are not reachable in this region ('us-east-1')`.
    private func otherRegionHint(_ call: CallContext) -> String? {
        guard let message, message.contains("not reachable in this region") else { return nil }
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return "this connection is to \(call.region)" }
        return "this connection is to \(call.region): `connect --region \(parts[1])` opens one to where the function is"
    }

    private func throttleHint(_ call: CallContext) -> String? {
        switch reason {
        case "ReservedFunctionConcurrentInvocationLimitExceeded":
            "all of the function's reserved concurrency is in use, or it is 0: try later, or raise it; `describe` shows it"
        case "ConcurrentInvocationLimitExceeded":
            "all of the account's concurrency in \(call.region) is in use: try later, or have it raised; "
                + "`call GetAccountSettings` shows it"
        case "FunctionInvocationRateLimitExceeded", "ReservedFunctionInvocationRateLimitExceeded":
            "too many invocations in a second for the function's concurrency: send fewer, or raise it"
        case "ConcurrentSnapshotCreateLimitExceeded": "too many snapshots are being made at once: try later"
        case "CallerRateLimitExceeded": "too many calls of the API in a second: try later, or fewer at once"
        default: nil
        }
    }

    /// Of an answer that is not the service's.
    private func foreignHint(_ call: CallContext) -> String? {
        let service = call.service.title
        return switch status {
        case 300..<400: "the endpoint sends elsewhere; name the endpoint of \(service) itself"
        case 404: "is this the endpoint of \(service)?"
        case 500...: mayHaveRun ? "a proxy may have answered instead of \(service)" : nil
        default: nil
        }
    }

    private static func word(after mark: String, in text: String) -> Substring? {
        rest(after: mark, in: text)?.prefix { $0 != " " }
    }

    private static func rest(after mark: String, in text: String) -> Substring? {
        text.firstRange(of: mark).map { text[$0.upperBound...] }
    }
}
