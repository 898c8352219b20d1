// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages

/// The parts of an HTTP request that a signature covers, as they are on the wire.
package struct SignableRequest: Sendable {
    package var method: String
    /// The path of the request line, percent-encoded once, without the query.
    package var path: String
    /// The text after `?` in the request line; empty if there's none.
    package var query: String
    /// All header fields, including `host`.
    package var fields: [HTTPField]
    /// Lower-case hexadecimal SHA-256 of the body.
    package var payloadHash: String

    package init(
        method: String, path: String, query: String = "", fields: [HTTPField], payloadHash: String = PayloadHash.empty
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.payloadHash = payloadHash
    }
}

/// The text that both ends derive from a signed request (Signature Version 4, task 1).
package struct CanonicalRequest: Sendable {
    package var bytes: [UInt8]
    /// Lower case, sorted, joined with `;`.
    package var signedHeaders: String

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The canonical form of `request` over the header fields whose lower-case names `isSigned` accepts.
    ///
    /// - Parameter pathAsSent: S3 signs the path as it's on the wire; all other services sign a normalized form of it.
    package init(_ request: SignableRequest, pathAsSent: Bool = false, signing isSigned: (String) -> Bool) {
        let headers = CanonicalHeaders(request.fields, signing: isSigned)
        signedHeaders = headers.names
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1_024)
        bytes.append(contentsOf: request.method.utf8)
        bytes.append(UInt8(ascii: "\n"))
        if pathAsSent {
            bytes.append(contentsOf: request.path.utf8)
        } else {
            CanonicalPath.append(request.path, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        CanonicalQuery.append(request.query, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        headers.append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: signedHeaders.utf8)
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: request.payloadHash.utf8)
        self.bytes = bytes
    }
}
