// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import AWSSigning
package import Base

/// Signs requests to one service with the current keys, and sends each of them once.
package struct SignedClient: Sendable {
    package let endpoint: Endpoint
    package let signer: SigV4Signer
    package let credentials: CredentialProvider
    package private(set) var transport: any HTTPTransport
    package let skew: ClockSkew
    private let userAgent: String

    package init(
        endpoint: Endpoint, signer: SigV4Signer, credentials: CredentialProvider, transport: any HTTPTransport,
        clock: any WallClock, userAgent: String
    ) {
        self.endpoint = endpoint
        self.signer = signer
        self.credentials = credentials
        self.transport = transport
        skew = ClockSkew(clock: clock)
        self.userAgent = userAgent
    }

    /// The same client with another transport.
    package func over(_ transport: any HTTPTransport) -> SignedClient {
        var client = self
        client.transport = transport
        return client
    }

    /// The response, whatever its status.
    package func send(_ request: HTTPRequest, keys: Credentials) async throws(TransportError) -> HTTPResponse {
        var fields: [HTTPField] = []
        fields.reserveCapacity(request.fields.count + 6)
        fields.append(HTTPField("Host", request.endpoint.hostField))
        fields += request.fields
        let signable = SignableRequest(
            method: request.method, path: request.path, query: request.query, fields: fields,
            payloadHash: PayloadHash.of(request.body))
        fields += signer.sign(signable, credentials: keys, date: skew.now())
        fields.append(HTTPField("User-Agent", userAgent))
        var signed = request
        signed.fields = fields
        return try await transport.send(signed)
    }
}
