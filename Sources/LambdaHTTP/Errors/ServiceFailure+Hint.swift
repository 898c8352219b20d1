// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSAccess
import AWSServices
import Base

extension ServiceFailure {
    /// What to do about the error; nil when the service's own message says enough.
    func hint(for call: CallContext) -> String? {
        switch code {
        case _ where refusesExpiredKeys: Self.hint(expired: call.keys)
        case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId":
            "check the access key ID and its session token\(Self.origin(call.keys)); "
                + "regions that aren't enabled for the account return the same error (the region is \(call.region))"
        case "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure": signatureHint(call)
        case "AccessDeniedException", "AccessDenied": deniedHint
        case "ResourceNotFoundException" where call.isOfLambda:
            otherRegionHint(call) ?? "`list` shows the functions in \(call.region)"
        case "TooManyRequestsException" where call.isOfLambda: throttleHint(call)
        case "RequestTooLargeException" where call.isOfLambda,
            "RequestEntityTooLargeException" where call.isOfLambda:
            "put the data in S3 and send the object's key"
        case "InvalidRequestContentException" where call.isOfLambda: "the body must be JSON"
        case "PermanentRedirect" where call.service.name == "s3",
            "AuthorizationHeaderMalformed" where call.service.name == "s3":
            bucketRegion.flatMap(Self.knownRegion).map { "the bucket is in \($0): use `connect --region \($0)`" }
                ?? "the bucket isn't in \(call.region): use `connect --region` with the bucket's region"
        case nil: foreignHint(call)
        default: mayHaveRun && call.isInvocation ? call.repetition.afterSending : nil
        }
    }

    // MARK: Keys

    private static func hint(expired keys: (source: String, renewal: KeyRenewal)?) -> String {
        switch keys?.renewal {
        case .restarting:
            "lamsh got these keys from its environment: restart it with new ones, or use `connect` "
                + "with `--profile` or `--access-key`"
        case .connecting, nil: "get new keys, then `connect` with them"
        case .asking: "get new keys\(origin(keys)), then run this again; lamsh rereads them"
        }
    }

    private static func origin(_ keys: (source: String, renewal: KeyRenewal)?) -> String {
        keys.map { " (\($0.source))" } ?? ""
    }

    private func signatureHint(_ call: CallContext) -> String {
        let message = message ?? ""
        if message.contains("Signature expired") || message.contains("not yet current") {
            return "this machine's clock is \(clockError ?? "wrong"); correct it"
        }
        if message.contains("scoped to a valid region") {
            return
                "the request was signed for \(call.region), but \(call.endpoint.origin) isn't in it: use "
                + "`connect --region` with the endpoint's region"
        }
        return "the secret access key doesn't match the access key ID\(Self.origin(call.keys)): check both"
    }

    /// `Signature expired: 20260102T030405Z is now earlier than 20260102T040000Z (20260102T040500Z - 5 min.)`: the
    /// signed time, and in parentheses the service's.
    private var clockError: String? {
        let moments = (message ?? "").split { !$0.isLetter && !$0.isNumber }.compactMap { word in
            word.contains("T") ? Timestamp(iso8601: word) : nil
        }
        guard moments.count == 3 else { return nil }
        let seconds = moments[2] - moments[0]
        return "\(Duration.seconds(abs(seconds)).readable) \(seconds > 0 ? "slow" : "fast")"
    }

    // MARK: Permissions

    /// AWS says `User: ARN is not authorized to perform: ACTION on resource: ARN because …`, or `with an explicit deny
    /// in …` instead of the reason.
    private var deniedHint: String {
        let message = message ?? ""
        guard let action = Self.word(after: "to perform: ", in: message) else {
            return "the keys are valid, but their policies don't allow this"
        }
        if message.contains("explicit deny") {
            let policy = Self.rest(after: "explicit deny in ", in: message).map { " in \($0)" } ?? ""
            return "the keys are valid, but an explicit deny\(policy) forbids `\(action)`, whatever other policies "
                + "allow"
        }
        let who = Self.word(after: "User: ", in: message).map { String($0) } ?? "their owner"
        return "the keys are valid, but \(who) needs a policy that allows `\(action)`"
    }

    // MARK: Regions and limits

    /// `Functions from 'eu-west-1' are not reachable in this region ('us-east-1')`.
    private func otherRegionHint(_ call: CallContext) -> String? {
        guard let message, message.contains("not reachable in this region") else { return nil }
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return "this connection uses \(call.region)" }
        return "this connection uses \(call.region): run `connect --region \(parts[1])` to reach the function"
    }

    private func throttleHint(_ call: CallContext) -> String? {
        switch reason {
        case "ReservedFunctionConcurrentInvocationLimitExceeded":
            "the function's reserved concurrency is used up or 0 (see `describe`): try again later or increase it"
        case "ConcurrentInvocationLimitExceeded":
            "the account's concurrency in \(call.region) is used up: try again later or request an increase; "
                + "`call GetAccountSettings` shows it"
        case "FunctionInvocationRateLimitExceeded", "ReservedFunctionInvocationRateLimitExceeded":
            "too many invocations per second for the function's concurrency: send fewer or increase it"
        case "ConcurrentSnapshotCreateLimitExceeded": "too many snapshots are being created at once: try again later"
        case "CallerRateLimitExceeded": "too many API calls per second: send fewer, or try again later"
        default: nil
        }
    }

    /// For a response that isn't the service's.
    private func foreignHint(_ call: CallContext) -> String? {
        let service = call.service.title
        return switch status {
        case 300..<400: redirectHint(call)
        case 404: "is this the endpoint of \(service)?"
        case 400..<500 where isForeignPage: ForeignPage.hint
        case 500...: mayHaveRun ? "the response may come from a proxy, not from \(service)" : nil
        default: nil
        }
    }

    /// Redirects aren't followed: a signed request is for one host, and its answer must come from there.
    private func redirectHint(_ call: CallContext) -> String {
        let host = location?.firstRange(of: "://").map { mark in
            location?[mark.upperBound...].prefix { !"/?#".contains($0) } ?? ""
        }
        guard let host, !host.isEmpty else {
            return "the endpoint sent a redirect; use \(call.service.title)'s own endpoint"
        }
        let region = host.split(separator: ".").lazy.compactMap { Self.knownRegion(String($0)) }.first
        if let region, region != call.region {
            return "the endpoint sent a redirect to \(region): use `connect --region \(region)`"
        }
        return
            "the endpoint sent a redirect to \(URLUser.hidden(in: String(host))); use \(call.service.title)'s own endpoint"
    }

    private static func knownRegion(_ name: String) -> String? {
        Region.known.contains { $0.name == name } ? name : nil
    }

    private static func word(after mark: String, in text: String) -> Substring? {
        rest(after: mark, in: text)?.prefix { $0 != " " }
    }

    private static func rest(after mark: String, in text: String) -> Substring? {
        text.firstRange(of: mark).map { text[$0.upperBound...] }
    }
}
