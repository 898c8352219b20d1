// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import Crypto
import JSON

/// A DPoP proof (RFC 9449): a signed statement that the sender of a request holds a private key.
package struct PossessionProof: Sendable {
    private let key: P256.Signing.PrivateKey

    /// nil unless `pem` is a P-256 key in PEM.
    package init?(pem: Secret) {
        guard let key = try? P256.Signing.PrivateKey(pemRepresentation: pem.reveal()) else { return nil }
        self.key = key
    }

    /// The value of the DPoP field of a POST.
    ///
    /// - Parameter id: unique for each request.
    package func token(url: String, date: Timestamp, id: String) throws -> String {
        // The uncompressed point is 0x04, then 32 bytes of x, then 32 bytes of y.
        let point = Array(key.publicKey.x963Representation)
        let header: JSONValue = [
            "typ": "dpop+jwt", "alg": "ES256",
            "jwk": [
                "kty": "EC", "x": .string(Base64.encode(Array(point[1..<33]), .url)),
                "y": .string(Base64.encode(Array(point[33..<65]), .url)), "crv": "P-256",
            ],
        ]
        let payload: JSONValue = [
            "htm": "POST", "htu": .string(url), "iat": .number(JSONNumber(date.secondsSinceEpoch)), "jti": .string(id),
        ]
        let text = [header, payload].map { Base64.encode($0.serialized(), .url) }.joined(separator: ".")
        let signature = try key.signature(for: Array(text.utf8))
        return "\(text).\(Base64.encode(Array(signature.rawRepresentation), .url))"
    }
}
