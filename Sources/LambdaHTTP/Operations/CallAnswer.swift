// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import AWSServices
package import Lambda

/// What an answer to any operation means, by its service's table.
package enum CallAnswer {
    /// What an answer with a status of success holds; nil when it isn't what the API gives.
    package static func answer(_ response: HTTPResponse, to operation: ServiceOperation) -> OperationAnswer? {
        guard let value = try? operation.result(of: response) else { return nil }
        let id = response.fields.first(named: "x-amzn-requestid") ?? response.fields.first(named: "x-amz-request-id")
        return OperationAnswer(status: response.status, value: value, requestId: id)
    }
}
