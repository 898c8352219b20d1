// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import AWSServices
package import Lambda

/// Interprets the response to any operation by its service's table.
package enum CallAnswer {
    /// The content of a response with a success status; nil if it isn't what the API returns.
    package static func answer(_ response: HTTPResponse, to operation: ServiceOperation) -> OperationAnswer? {
        guard let value = try? operation.result(of: response) else { return nil }
        let id = response.fields.first(named: "x-amzn-requestid") ?? response.fields.first(named: "x-amz-request-id")
        return OperationAnswer(status: response.status, value: value, requestId: id)
    }
}
