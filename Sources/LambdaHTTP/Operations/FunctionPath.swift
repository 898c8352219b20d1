// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Lambda

/// The paths of the API below a function.
enum FunctionPath {
    static let functions = "/2015-03-31/functions"

    /// - Parameter function: a name, a partial ARN or an ARN; the service judges what is a name, an empty one apart.
    static func path(_ function: String, suffix: String = "") throws(LambdaError) -> String {
        guard !function.isEmpty else {
            throw LambdaError(.usage, code: "MissingFunctionName", message: "the name of the function is empty")
        }
        return "\(functions)/\(PercentEncoding.encode(function))\(suffix)"
    }
}
