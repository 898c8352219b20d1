// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda

/// The log group of a function.
struct LogGroup: Sendable, Equatable {
    let name: String
    /// Without `:*` at its end; nil if the service doesn't say which account the function is in.
    let arn: String?

    /// - Parameters:
    ///   - function: the function as the user wrote it.
    ///   - configuration: the response of GetFunctionConfiguration.
    init(of function: String, configuration: JSONValue) {
        let configured = configuration["LoggingConfig"]?["LogGroup"]?.string ?? ""
        name = configured.isEmpty ? "/aws/lambda/\(configuration["FunctionName"]?.string ?? function)" : configured
        // arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME. A function logs to its own account and region.
        let parts = (configuration["FunctionArn"]?.string ?? "").split(separator: ":", omittingEmptySubsequences: false)
        let isWhole = parts.count >= 7 && parts[0] == "arn" && parts[1...4].allSatisfy { !$0.isEmpty }
        arn = isWhole ? "arn:\(parts[1]):logs:\(parts[3]):\(parts[4]):log-group:\(name)" : nil
    }
}

extension LambdaService {
    /// The log group of a function: the one in its configuration, or Lambda's default.
    func logGroup(of function: String) async throws(LambdaError) -> LogGroup {
        let call = OperationCall("GetFunctionConfiguration", ["FunctionName": .string(function)])
        return LogGroup(of: function, configuration: try await self.call(call).value)
    }
}
