// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Synchronization

/// The signer and the time: the part of a signature that doesn't depend on the request.
struct SigningIdentity: Sendable {
    let date: Timestamp
    let accessKeyId: String
    let secret: Secret
    let key: SigningKey
    /// The value of X-Amz-Date.
    let dateText: String
    /// The beginning of the Authorization field, up to the signed headers.
    private let preamble: String

    /// - Parameter key: the day's key, if already known.
    init(_ credentials: Credentials, date: Timestamp, region: String, service: String, key: SigningKey? = nil) {
        self.date = date
        accessKeyId = credentials.accessKeyId
        secret = credentials.secretAccessKey
        dateText = date.basicFormat
        let scope = CredentialScope(day: dateText, region: region, service: service)
        self.key = key.flatMap { $0.scope == scope ? $0 : nil } ?? SigningKey(secret: secret, scope: scope)
        preamble = SigV4Authorization.preamble(accessKeyId: accessKeyId, scope: scope)
    }

    func authorization(of request: CanonicalRequest) -> SigV4Authorization {
        SigV4Authorization(
            accessKeyId: accessKeyId, scope: key.scope, signedHeaders: request.signedHeaders,
            signature: key.signature(of: request, date: dateText))
    }

    func authorizationText(of request: CanonicalRequest) -> String {
        SigV4Authorization.text(
            preamble, signedHeaders: request.signedHeaders, signature: key.signature(of: request, date: dateText))
    }
}

/// Keeps the last identity: it changes once a second, and its key once a day or when credentials are refreshed.
final class SigningIdentityCache: Sendable {
    private let last = Mutex<SigningIdentity?>(nil)

    func identity(_ credentials: Credentials, date: Timestamp, region: String, service: String) -> SigningIdentity {
        let kept = last.withLock { $0 }
        let isSame = kept?.secret == credentials.secretAccessKey && kept?.accessKeyId == credentials.accessKeyId
        if let kept, isSame, kept.date == date { return kept }
        let identity = SigningIdentity(
            credentials, date: date, region: region, service: service, key: isSame ? kept?.key : nil)
        last.withLock { $0 = identity }
        return identity
    }
}
