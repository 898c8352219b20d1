// SPDX-License-Identifier: GPL-3.0-or-later

/// Sends HTTP requests: what credential sources and service clients need of a network.
package protocol HTTPTransport: Sendable {
    /// Sends one request once and collects the answer, whatever its status. Redirects are not followed. Cancelling the
    /// task cancels the request.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

package struct HTTPRequest: Sendable {
    package var method: String
    package var endpoint: Endpoint
    /// Percent-encoded, with the endpoint's base path; sent as it is.
    package var path: String
    /// Percent-encoded, without `?`; empty for none.
    package var query: String
    /// The transport adds `Content-Length`, and `Host` where it is missing.
    package var fields: [HTTPField]
    package var body: [UInt8]
    /// From the start to the last byte of the answer.
    package var timeout: Duration
    /// Leaves the body of an answer with a status of success to be read as it comes (`HTTPResponse.stream`).
    package var streamsAnswer = false
    /// The texts that no trace shows: of the request itself, or of its answer. nil: its body isn't shown at all.
    package var secrets: @Sendable (HTTPResponse?) -> [String]? = { _ in [] }

    package init(
        method: String, endpoint: Endpoint, path: String, query: String = "", fields: [HTTPField] = [],
        body: [UInt8] = [], timeout: Duration
    ) {
        self.method = method
        self.endpoint = endpoint
        self.path = endpoint.basePath + path
        self.query = query
        self.fields = fields
        self.body = body
        self.timeout = timeout
    }

    /// Path and query, as the request line has them.
    package var target: String { query.isEmpty ? path : "\(path)?\(query)" }

    package var url: String { endpoint.origin + target }
}

package struct HTTPResponse: Sendable {
    package var status: Int
    package var fields: [HTTPField]
    package var body: [UInt8]
    /// The body as it comes, where the request asked for that; `body` is then empty.
    package var stream: (any AsyncSequence<[UInt8], any Error> & Sendable)?

    package init(status: Int, fields: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// No network: for reading settings before the transport that they configure is there.
package struct NoTransport: HTTPTransport {
    package init() {}

    package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        throw TransportError(.unreachable, mayHaveBeenSent: false, detail: "there is no network")
    }
}
