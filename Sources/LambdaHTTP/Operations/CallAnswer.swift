// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import AWSServices
package import Lambda

/// Interprets the response to any operation by its service's table.
package enum CallAnswer {
    /// The content of a response with a success status; nil if it isn't what the API returns.
    ///
    /// - Parameter wantsBytes: keeps the body as bytes, and doesn't look for a value in it.
    package static func answer(
        _ response: HTTPResponse, to operation: ServiceOperation, wantsBytes: Bool = false
    ) -> OperationAnswer? {
        if wantsBytes {
            var head = response
            head.body = []
            var answer = answer(head, to: operation)
            answer?.bytes = response.body
            return answer
        }
        guard let value = try? operation.result(of: response) else { return nil }
        let id = response.fields.first(named: "x-amzn-requestid") ?? response.fields.first(named: "x-amz-request-id")
        return OperationAnswer(status: response.status, value: value, requestId: id)
    }
}
