// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import AWSServices

/// The address of one service of a connection.
package struct ServiceEndpoint: Sendable {
    package let endpoint: Endpoint
    /// AWS's own endpoint, not one that the user named: host names may then be built by AWS's rules.
    package let isOfAWS: Bool

    package init(_ endpoint: Endpoint, isOfAWS: Bool) {
        self.endpoint = endpoint
        self.isOfAWS = isOfAWS
    }

    /// `request` with its host: some operations have a host prefix, and each S3 bucket whose name is a valid host label
    /// has its own host. Endpoints that emulate AWS have one host for everything.
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

    /// Certificates don't cover bucket names with a period, and old buckets' names may contain other characters.
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
