// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSAccess

extension ServiceFailure {
    /// Errors of Invoke with status 502: Lambda couldn't start the function. `true` means that the state may resolve by
    /// itself; the other errors last until the configuration is changed.
    private static let startFailures: [String: Bool] = [
        "EC2AccessDeniedException": false, "EC2ThrottledException": true, "EC2UnexpectedException": true,
        "ENILimitReachedException": false, "ENINotReadyException": true, "InvalidRuntimeException": false,
        "InvalidSecurityGroupIDException": false, "InvalidSubnetIDException": false, "InvalidZipFileException": false,
        "KMSAccessDeniedException": false, "KMSDisabledException": false, "KMSInvalidStateException": false,
        "KMSNotFoundException": false, "ResourceNotReadyException": true, "SubnetIPAddressLimitReachedException": false,
    ]

    /// Whether the function may have run when an invocation got this response.
    package var mayHaveRun: Bool {
        if status == 429 || code.map(RetryRules.throttlingCodes.contains) ?? false { return false }
        if let code, Self.startFailures[code] != nil { return false }
        return status >= 500 || status == 408 && code == nil
    }

    /// Whether the call may be sent again and could then succeed.
    package func allowsRepetition(_ repetition: CallContext.Repetition) -> Bool {
        switch repetition {
        case .harmless: isThrottle || isTransient
        case .changesTwice, .runsTwice: !mayHaveRun && (isThrottle || code.flatMap { Self.startFailures[$0] } ?? false)
        }
    }

    /// The keys were rejected.
    package var refusesKeys: Bool { code.map(Self.keyRefusals.contains) ?? false }

    /// The keys have expired; the same source may have new ones.
    package var refusesExpiredKeys: Bool {
        switch code {
        case "ExpiredToken", "ExpiredTokenException", "RequestExpired": true
        default: refusesKeys && message?.contains("security token included in the request is expired") ?? false
        }
    }

    private static let keyRefusals: Set<String> = [
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "UnrecognizedClientException",
        "InvalidClientTokenId", "InvalidAccessKeyId", "InvalidSignatureException", "SignatureDoesNotMatch",
        "AuthFailure", "IncompleteSignature", "IncompleteSignatureException", "MissingAuthenticationToken",
        "MissingAuthenticationTokenException", "InvalidToken",
    ]
}
