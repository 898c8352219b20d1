// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import AWSServices
import JSON

/// STS's operation GetCallerIdentity.
package enum CallerIdentityOperation {
    private static let operation = ServiceOperation.known("GetCallerIdentity", in: .sts)

    package static func request(endpoint: ServiceEndpoint, timeout: Duration) -> HTTPRequest {
        guard let request = try? operation.request([:], makeToken: { "" }) else {
            preconditionFailure("GetCallerIdentity takes no members")
        }
        return endpoint.request(request, timeout: timeout)
    }

    /// The ARN of the caller.
    package static func arn(_ response: HTTPResponse) -> String? {
        guard response.status == 200 else { return nil }
        return (try? operation.result(of: response))?["Arn"]?.string
    }
}
