// SPDX-License-Identifier: GPL-3.0-or-later

import Crypto

/// The key of one day, region and service, derived from a secret access key (Signature Version 4, task 3).
struct SigningKey: Sendable {
    private let key: SymmetricKey

    init(secret: Secret, scope: CredentialScope) {
        var key = SymmetricKey(data: Array("AWS4\(secret.reveal())".utf8))
        for part in [scope.date, scope.region, scope.service, CredentialScope.terminator] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        self.key = key
    }

    /// The lower-case hexadecimal signature of the canonical request.
    func signature(of request: CanonicalRequest, date: String, scope: CredentialScope) -> String {
        let stringToSign = Self.stringToSign(request, date: date, scope: scope)
        return Hexadecimal.encode(HMAC<SHA256>.authenticationCode(for: stringToSign, using: key))
    }

    static let algorithm = "AWS4-HMAC-SHA256"

    static func stringToSign(_ request: CanonicalRequest, date: String, scope: CredentialScope) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(192)
        bytes.append(contentsOf: "\(algorithm)\n\(date)\n\(scope.text)\n".utf8)
        Hexadecimal.append(SHA256.hash(data: request.bytes), to: &bytes)
        return bytes
    }
}
