// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
package import JSON
package import Lambda

/// The API operation GetFunction.
package enum DescribeOperation {
    package static func request(
        function: String, qualifier: String?, endpoint: Endpoint
    ) throws(LambdaError) -> HTTPRequest {
        HTTPRequest(
            method: "GET", endpoint: endpoint, path: try FunctionPath.path(function),
            query: qualifier.map { "Qualifier=\(PercentEncoding.encode($0))" } ?? "", timeout: ListOperation.timeout)
    }

    /// The object that an answer with a status of success holds; nil when it holds none.
    package static func value(_ response: HTTPResponse) -> JSONValue? {
        guard let json = try? JSONValue(parsing: response.body), json.object != nil else { return nil }
        return json
    }
}
