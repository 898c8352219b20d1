// SPDX-License-Identifier: GPL-3.0-or-later

import Base

extension SignatureFailure {
    /// AWS's error code for a rest-json service, such as Lambda.
    package var code: String {
        switch self {
        case .missingAuthorization: "MissingAuthenticationTokenException"
        case .unknownAlgorithm, .incompleteAuthorization, .malformedCredential, .missingDate:
            "IncompleteSignatureException"
        case .unknownAccessKey, .wrongSessionToken: "UnrecognizedClientException"
        case .dateOutsideScope, .wrongRegion, .wrongService, .unsignedHeader, .expired, .notYetCurrent,
            .payloadHashMismatch, .signatureMismatch:
            "InvalidSignatureException"
        }
    }

    /// AWS's error code for a service with the query protocol, such as STS.
    package var queryCode: String {
        switch code {
        case "MissingAuthenticationTokenException": "MissingAuthenticationToken"
        case "IncompleteSignatureException": "IncompleteSignature"
        case "UnrecognizedClientException": "InvalidClientTokenId"
        default: "SignatureDoesNotMatch"
        }
    }

    /// AWS's HTTP status for this error.
    package var status: Int {
        code == "IncompleteSignatureException" ? 400 : 403
    }

    /// The message in AWS's words.
    package var message: String {
        switch self {
        case .missingAuthorization:
            "Missing Authentication Token"
        case .unknownAlgorithm(let name):
            "Unsupported AWS 'algorithm': '\(name)'."
        case .incompleteAuthorization(let missing):
            missing.map { "Authorization header requires '\($0)' parameter." }.joined(separator: " ")
        case .malformedCredential(let credential):
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                + "got '\(credential)'"
        case .missingDate:
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
        case .dateOutsideScope(let date, let scope):
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + "'\(scope)' != '\(date.prefix(8))', from '\(date)'."
        case .wrongRegion(let region, let expected):
            "Credential should be scoped to a valid region, not '\(region)'; expected '\(expected)'."
        case .wrongService(_, let expected):
            "Credential should be scoped to correct service: '\(expected)'."
        case .unsignedHeader(let name):
            "'\(name)' must be a 'SignedHeader' in the AWS Authorization."
        case .unknownAccessKey, .wrongSessionToken:
            "The security token included in the request is invalid."
        case .expired(let signed, let now, let window):
            "Signature expired: \(signed.basicFormat) is now earlier than \(now.adding(seconds: -window).basicFormat) "
                + "(\(now.basicFormat) - \(window / 60) min.)"
        case .notYetCurrent(let signed, let now, let window):
            "Signature not yet current: \(signed.basicFormat) is still later than "
                + "\(now.adding(seconds: window).basicFormat) (\(now.basicFormat) + \(window / 60) min.)"
        case .payloadHashMismatch:
            "The value of the 'x-amz-content-sha256' header does not match the hash of the body that arrived."
        case .signatureMismatch:
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
                + "Access Key and signing method. Consult the service documentation for details."
        }
    }
}
