// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import Base

/// Signs requests to one service in one region with AWS Signature Version 4.
package struct SigV4Signer: Sendable {
    package let region: String
    package let service: String
    private let identities = SigningIdentityCache()

    package init(region: String, service: String) {
        self.region = region
        self.service = service
    }

    /// The fields to add to `request` before sending: X-Amz-Date, X-Amz-Content-SHA256, X-Amz-Security-Token if there's
    /// one, and Authorization. Method, path and query must be sent exactly as they were signed.
    package func sign(_ request: SignableRequest, credentials: Credentials, date: Timestamp) -> [HTTPField] {
        let identity = identity(credentials, date)
        var added: [HTTPField] = []
        added.reserveCapacity(4)
        added.append(HTTPField("X-Amz-Date", identity.dateText))
        added.append(HTTPField("X-Amz-Content-SHA256", request.payloadHash))
        if let token = credentials.sessionToken {
            added.append(HTTPField("X-Amz-Security-Token", token.reveal()))
        }
        var complete = request
        complete.fields.append(contentsOf: added)
        added.append(HTTPField("Authorization", identity.authorizationText(of: canonical(complete))))
        return added
    }

    /// The authorization of a request that already has all fields to be signed.
    package func authorization(
        _ request: SignableRequest, credentials: Credentials, date: Timestamp
    ) -> SigV4Authorization {
        identity(credentials, date).authorization(of: canonical(request))
    }

    private func identity(_ credentials: Credentials, _ date: Timestamp) -> SigningIdentity {
        identities.identity(credentials, date: date, region: region, service: service)
    }

    private func canonical(_ request: SignableRequest) -> CanonicalRequest {
        CanonicalRequest(request, pathAsSent: service == "s3", signing: Self.isSigned)
    }

    /// Whether a header with this lower-case name is signed: all except those that proxies and tracers change, and
    /// those that the HTTP client adds itself.
    package static func isSigned(_ name: String) -> Bool {
        // Most of a request's fields, which needn't be compared with the others.
        if name.hasPrefix("x-amz-") || name == "host" { return true }
        return switch name {
        case "authorization", "connection", "content-length", "expect", "keep-alive", "proxy-authenticate",
            "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "baggage",
            "traceparent", "tracestate", "x-amzn-trace-id", "amz-sdk-invocation-id", "amz-sdk-request":
            false
        default: true
        }
    }

    /// The text whose HMAC is the signature (Signature Version 4, task 2).
    package static func stringToSign(
        _ canonical: CanonicalRequest, date: Timestamp, region: String, service: String
    ) -> String {
        let dateText = date.basicFormat
        let scope = CredentialScope(day: dateText, region: region, service: service)
        return String(
            decoding: SigningKey.stringToSign(canonical, date: dateText, scope: scope.text), as: UTF8.self)
    }
}
