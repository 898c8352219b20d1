// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore

/// STS's operation GetCallerIdentity.
package enum CallerIdentityOperation {
    package static func request(endpoint: Endpoint, timeout: Duration) -> HTTPRequest {
        HTTPRequest(
            method: "POST", endpoint: endpoint, path: "/",
            fields: [HTTPField("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array("Action=GetCallerIdentity&Version=2011-06-15".utf8), timeout: timeout)
    }

    /// The ARN of the caller.
    package static func arn(_ response: HTTPResponse) -> String? {
        guard response.status == 200 else { return nil }
        return XMLText.first("Arn", in: String(decoding: response.body, as: UTF8.self))
    }
}
