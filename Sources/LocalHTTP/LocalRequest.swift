// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import Base

/// A whole request as it arrived; nothing in it has been checked yet.
package struct LocalRequest: Sendable {
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
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        self.init(
            method: method, path: String(Substring(path)),
            query: String(Substring(target.utf8[path.endIndex...].dropFirst())), fields: fields, body: body)
    }

    /// The decoded segments of the path.
    package var segments: [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { segment in
            segment.contains(UInt8(ascii: "%"))
                ? String(decoding: PercentEncoding.decode(segment), as: UTF8.self) : String(Substring(segment))
        }
    }

    /// The decoded value of a query parameter.
    package func parameter(_ name: String) -> String? { parameters(name).first }

    /// The decoded values of a query parameter that may be repeated.
    package func parameters(_ name: String) -> [String] { parameters.filter { $0.name == name }.map(\.value) }

    /// All query parameters, decoded.
    package var parameters: [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                String(decoding: PercentEncoding.decode(part.utf8), as: UTF8.self)
            }
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }
}
