// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import AWSServices
package import Lambda

/// What an answer to any operation means, by Lambda's table.
package enum CallAnswer {
    /// What an answer with a status of success holds; nil when it isn't what the API gives.
    package static func answer(_ response: HTTPResponse, to operation: LambdaOperation) -> OperationAnswer? {
        let operation = ServiceOperation.known(operation.name, in: .lambda)
        guard let value = try? operation.result(of: response) else { return nil }
        return OperationAnswer(
            status: response.status, value: value, requestId: response.fields.first(named: "x-amzn-requestid"))
    }
}
