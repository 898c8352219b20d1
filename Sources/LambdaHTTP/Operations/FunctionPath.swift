// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Lambda

/// The API's paths for a function.
enum FunctionPath {
    /// - Parameter function: a name, a partial ARN or an ARN. The service validates it, except that it must not be
    ///   empty.
    static func path(_ function: String, version: String, suffix: String = "") throws(LambdaError) -> String {
        guard !function.isEmpty else {
            throw LambdaError(.usage, code: "MissingFunctionName", message: "the function name is empty")
        }
        return "/\(version)/functions/\(PercentEncoding.encode(function))\(suffix)"
    }
}
