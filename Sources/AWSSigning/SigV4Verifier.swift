// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
package import Base

/// Verifies the signatures of requests to one service, as AWS does.
package struct SigV4Verifier: Sendable {
    package let service: String
    /// nil accepts every region.
    package let region: String?
    /// The largest difference between a request's date and the verifier's time, in seconds.
    package let window: Int
    private let keys = SigningKeyCache()

    package init(service: String, region: String? = nil, window: Int = 300) {
        self.service = service
        self.region = region
        self.window = window
    }

    /// The credentials that signed `request`.
    ///
    /// - Parameters:
    ///   - request: as received; `payloadHash` is the hash of the received body.
    ///   - credentials: returns the keys for an access key id; nil for an unknown one.
    package func verify(
        _ request: SignableRequest, now: Timestamp, credentials: (_ accessKeyId: String) -> Credentials?
    ) -> Result<Credentials, SignatureFailure> {
        do throws(SignatureFailure) {
            return .success(try check(request, now: now, credentials: credentials))
        } catch {
            return .failure(error)
        }
    }

    private func check(
        _ request: SignableRequest, now: Timestamp, credentials: (String) -> Credentials?
    ) throws(SignatureFailure) -> Credentials {
        let received = try ReceivedSignature(request, window: window)
        let (authorization, date, signed) = (received.authorization, received.date, received.moment)
        try checkScope(authorization.scope, date: date)
        guard let known = credentials(authorization.accessKeyId) else {
            throw .unknownAccessKey(authorization.accessKeyId)
        }
        guard known.sessionToken?.reveal() == received.sessionToken else {
            throw .wrongSessionToken
        }
        let names = authorization.signedHeaders.utf8.split(separator: UInt8(ascii: ";")).map { String(Substring($0)) }
        try checkSignedHeaders(names, of: request)
        let canonical = CanonicalRequest(received.request) { names.contains($0) }
        let key = keys.key(secret: known.secretAccessKey, scope: authorization.scope)
        let expected = key.signature(of: canonical, date: date)
        guard expected.equalsInConstantTime(authorization.signature) else { throw .signatureMismatch }
        if let declared = request.fields.first(named: "x-amz-content-sha256"), declared != request.payloadHash {
            throw .payloadHashMismatch
        }
        // Clock differences are only revealed for requests with the right signature.
        if now - signed > received.lifetime { throw .expired(signed: signed, now: now, window: received.lifetime) }
        if signed - now > window { throw .notYetCurrent(signed: signed, now: now, window: window) }
        return known
    }

    private func checkScope(_ scope: CredentialScope, date: String) throws(SignatureFailure) {
        if scope.service != service { throw .wrongService(scope.service, expected: service) }
        if let region, scope.region != region { throw .wrongRegion(scope.region, expected: region) }
        guard date.utf8.starts(with: scope.date.utf8) else { throw .dateOutsideScope(date: date, scope: scope.date) }
    }

    /// The host and every `x-amz-…` field must be covered, because they could otherwise be changed in transit.
    private func checkSignedHeaders(_ names: [String], of request: SignableRequest) throws(SignatureFailure) {
        for field in request.fields {
            let name = field.name.asciiLowercased
            let mustBeSigned = name == "host" || name == ":authority" || name.utf8.starts(with: "x-amz-".utf8)
            if mustBeSigned, !names.contains(name) { throw .unsignedHeader(field.name) }
        }
    }
}

extension String {
    /// Takes the same time wherever the texts differ.
    fileprivate func equalsInConstantTime(_ other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
