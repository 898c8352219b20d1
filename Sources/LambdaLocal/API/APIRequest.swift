// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore

/// A request to the Lambda API as it arrived, before anything in it is believed.
package struct APIRequest: Sendable {
    package var method: String
    /// Percent-encoded, without the query.
    package var path: String
    /// What follows `?`; empty when there is none.
    package var query: String
    /// `host` included.
    package var fields: [HTTPField]
    package var body: [UInt8]

    package init(method: String, path: String, query: String = "", fields: [HTTPField] = [], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
    }

    /// Splits the target of a request line.
    package init(method: String, target: String, fields: [HTTPField], body: [UInt8]) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            method: method, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "", fields: fields,
            body: body)
    }

    /// The decoded segments of the path.
    package var segments: [String] {
        path.split(separator: "/").map { String(decoding: PercentEncoding.decode($0.utf8), as: UTF8.self) }
    }

    /// The decoded value of a query parameter.
    package func parameter(_ name: String) -> String? {
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard String(decoding: PercentEncoding.decode(parts[0].utf8), as: UTF8.self) == name else { continue }
            return parts.count > 1 ? String(decoding: PercentEncoding.decode(parts[1].utf8), as: UTF8.self) : ""
        }
        return nil
    }
}

/// An answer of the Lambda API.
package struct APIResponse: Sendable {
    package var status: Int
    package var fields: [HTTPField] = []
    package var body: [UInt8] = []
}
