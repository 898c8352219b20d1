// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSAccess

extension ServiceFailure {
    /// Errors of Invoke with status 502: Lambda could not start the function. What is true here says that the state
    /// may pass by itself; the others last until somebody changes the configuration.
    private static let startFailures: [String: Bool] = [
        "EC2AccessDeniedException": false, "EC2ThrottledException": true, "EC2UnexpectedException": true,
        "ENILimitReachedException": false, "ENINotReadyException": true, "InvalidRuntimeException": false,
        "InvalidSecurityGroupIDException": false, "InvalidSubnetIDException": false, "InvalidZipFileException": false,
        "KMSAccessDeniedException": false, "KMSDisabledException": false, "KMSInvalidStateException": false,
        "KMSNotFoundException": false, "ResourceNotReadyException": true, "SubnetIPAddressLimitReachedException": false,
    ]

    /// Whether the function of an invocation that was answered like this may have run.
    package var mayHaveRun: Bool {
        if status == 429 || code.map(RetryRules.throttlingCodes.contains) ?? false { return false }
        if let code, Self.startFailures[code] != nil { return false }
        return status >= 500 || status == 408 && code == nil
    }

    /// Whether the call may be sent again, and may then succeed.
    package func allowsRepetition(_ repetition: CallContext.Repetition) -> Bool {
        switch repetition {
        case .harmless: isThrottle || isTransient
        case .changesTwice, .runsTwice: !mayHaveRun && (isThrottle || code.flatMap { Self.startFailures[$0] } ?? false)
        }
    }

    /// The keys were not accepted.
    package var refusesKeys: Bool { code.map(Self.keyRefusals.contains) ?? false }

    /// The keys are no longer good: others of the same source may be.
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
