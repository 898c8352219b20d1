// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto

/// The key for the requests of one day, region and service, derived from a secret access key (Signature Version 4, task
/// 3).
struct SigningKey: Sendable {
    let scope: CredentialScope
    private let scopeText: String
    /// Already initialised with the key; every signature continues from a copy.
    private let prepared: HMAC<SHA256>

    init(secret: Secret, scope: CredentialScope) {
        self.scope = scope
        scopeText = scope.text
        var key = SymmetricKey(data: Array("AWS4\(secret.reveal())".utf8))
        for part in [scope.date, scope.region, scope.service, CredentialScope.terminator] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        prepared = HMAC<SHA256>(key: key)
    }

    /// The lower-case hexadecimal signature of the canonical request.
    ///
    /// - Parameter date: the value of X-Amz-Date.
    func signature(of request: CanonicalRequest, date: String) -> String {
        var code = prepared
        code.update(data: Self.stringToSign(request, date: date, scope: scopeText))
        return code.finalize().withBytes(Hexadecimal.encode)
    }

    static let algorithm = "AWS4-HMAC-SHA256"

    static func stringToSign(_ request: CanonicalRequest, date: String, scope: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(192)
        for line in [algorithm, date, scope] {
            bytes.append(contentsOf: line.utf8)
            bytes.append(UInt8(ascii: "\n"))
        }
        SHA256.hash(data: request.bytes).withBytes { Hexadecimal.append($0, to: &bytes) }
        return bytes
    }
}
