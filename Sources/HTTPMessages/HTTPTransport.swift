// SPDX-License-Identifier: GPL-3.0-or-later

/// Sends HTTP requests: the network interface of credential sources and service clients.
package protocol HTTPTransport: Sendable {
    /// Sends one request once and collects the response, whatever its status. Redirects aren't followed. Cancelling the
    /// task cancels the request.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

package struct HTTPRequest: Sendable {
    package var method: String
    package var endpoint: Endpoint
    /// Percent-encoded, including the endpoint's base path; sent unchanged.
    package var path: String
    /// Percent-encoded, without `?`; empty for none.
    package var query: String
    /// The transport adds `Content-Length`, and `Host` if it's missing.
    package var fields: [HTTPField]
    package var body: [UInt8]
    /// From the start to the last byte of the response.
    package var timeout: Duration
    /// Doesn't collect the body of a successful response, so that it can be read as it arrives (`HTTPResponse.stream`).
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

    /// Path and query, as in the request line.
    package var target: String { query.isEmpty ? path : "\(path)?\(query)" }

    package var url: String { endpoint.origin + target }
}

package struct HTTPResponse: Sendable {
    package var status: Int
    package var fields: [HTTPField]
    package var body: [UInt8]
    /// The body as it arrives, if the request set `streamsAnswer`; `body` is then empty.
    package var stream: (any AsyncSequence<[UInt8], any Error> & Sendable)?

    package init(status: Int, fields: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// No network: for reading settings before their transport exists.
package struct NoTransport: HTTPTransport {
    package init() {}

    package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        throw TransportError(.unreachable, mayHaveBeenSent: false, detail: "there is no network")
    }
}
