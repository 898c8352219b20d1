// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import AWSServices

/// Where one service of a connection is reached.
package struct ServiceEndpoint: Sendable {
    package let endpoint: Endpoint
    /// It's AWS's own, and not one that somebody named: names of hosts may then be put together as AWS does.
    package let isOfAWS: Bool

    package init(_ endpoint: Endpoint, isOfAWS: Bool) {
        self.endpoint = endpoint
        self.isOfAWS = isOfAWS
    }

    /// `request` for the host that it belongs to: one with a prefix for some operations, and one of its own for each
    /// bucket of S3 whose name is good for one. What stands in for AWS has one host for all.
    package func request(_ request: ServiceRequest, timeout: Duration) -> HTTPRequest {
        var (host, path) = (endpoint.host, request.path)
        if isOfAWS {
            if let prefix = request.hostPrefix { host = prefix + host }
            if let bucket = request.bucket, Self.isHostLabel(bucket) {
                host = "\(bucket).\(host)"
                path = String(path.dropFirst(bucket.utf8.count + 1))
                if !path.hasPrefix("/") { path = "/" + path }
            }
        }
        let endpoint =
            host == endpoint.host
            ? endpoint
            : Endpoint(scheme: endpoint.scheme, host: host, port: endpoint.port, basePath: endpoint.basePath)
        return HTTPRequest(
            method: request.method, endpoint: endpoint, path: path, query: request.query, fields: request.fields,
            body: request.body, timeout: timeout)
    }

    /// A bucket's name with a period has no certificate, and the names of old buckets may hold other characters.
    private static func isHostLabel(_ name: String) -> Bool {
        guard (3...63).contains(name.utf8.count), name.utf8.first != UInt8(ascii: "-"),
            name.utf8.last != UInt8(ascii: "-")
        else { return false }
        return name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
    }
}
