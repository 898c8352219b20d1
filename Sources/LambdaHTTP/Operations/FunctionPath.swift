// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Lambda

/// The paths of the API below a function.
enum FunctionPath {
    /// - Parameter function: a name, a partial ARN or an ARN; the service judges what is a name, an empty one apart.
    static func path(_ function: String, version: String, suffix: String = "") throws(LambdaError) -> String {
        guard !function.isEmpty else {
            throw LambdaError(.usage, code: "MissingFunctionName", message: "the name of the function is empty")
        }
        return "/\(version)/functions/\(PercentEncoding.encode(function))\(suffix)"
    }
}
