// SPDX-License-Identifier: GPL-3.0-or-later

/// How a function's URL takes requests: AWS's FunctionUrlConfig.
package struct FunctionURLSettings: Sendable, Hashable, Codable {
    /// AWS's AuthType.
    package enum Authorization: String, Sendable, Codable, CaseIterable {
        case none = "NONE"
        /// Requests must be signed.
        case iam = "AWS_IAM"
    }

    package enum InvokeMode: String, Sendable, Codable, CaseIterable {
        case buffered = "BUFFERED"
        case stream = "RESPONSE_STREAM"
    }

    /// Which pages of other sites may call the URL: AWS's Cors. nil: not set.
    package struct CrossOrigin: Sendable, Hashable, Codable {
        package var allowCredentials: Bool?
        package var allowHeaders: [String]?
        package var allowMethods: [String]?
        package var allowOrigins: [String]?
        package var exposeHeaders: [String]?
        /// Seconds.
        package var maxAge: Int?

        package init() {}
    }

    package var authorization: Authorization
    /// nil: not set, which means buffered.
    package var invokeMode: InvokeMode?
    package var crossOrigin: CrossOrigin?

    package init(authorization: Authorization) { self.authorization = authorization }
}
