// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a call to the service got no response, or an error response.
package struct LambdaError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// The service returned an error: `code` is its error type, `status` its HTTP status.
        case service
        /// No connection, or a broken one.
        case network
        /// The call timed out.
        case timeout
        /// There are no usable keys, or the service rejects them.
        case credentials
        /// The call can't be sent (a body over the limit, an invalid name).
        case usage
        /// The task was cancelled.
        case cancelled
        /// The request was recalled before it was sent.
        case recalled
    }

    package var kind: Kind
    /// AWS's error code, for example `ResourceNotFoundException`; for other kinds a word such as `ConnectionRefused`.
    package var code: String
    /// What went wrong, in one sentence, without SDK noise.
    package var message: String
    /// What to do about it.
    package var hint: String?
    package var status: Int?
    package var requestId: String?
    /// `Reason` of a TooManyRequestsException.
    package var reason: String?
    /// The request may have reached the function, so sending it again may run it twice.
    package var mayHaveRun: Bool
    /// The service refused because there are too many calls: nothing ran, and it may accept the call later.
    package var isThrottle: Bool
    /// The profile to log in with, because its session of IAM Identity Center is missing or has ended; nil for other
    /// errors.
    package var loginProfile: String?
    /// The region of the bucket that an S3 request was about, if it's the reason for the error.
    package var bucketRegion: String?

    /// The message, after the service's error code if there's one.
    package var description: String {
        switch kind {
        case .service: "\(code): \(message)"
        case .credentials where status != nil: "\(code): \(message)"
        case .credentials, .network, .timeout, .usage, .cancelled, .recalled: message
        }
    }

    package init(
        _ kind: Kind, code: String, message: String, hint: String? = nil, status: Int? = nil, requestId: String? = nil,
        reason: String? = nil, mayHaveRun: Bool = false, isThrottle: Bool = false
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.hint = hint
        self.status = status
        self.requestId = requestId
        self.reason = reason
        self.mayHaveRun = mayHaveRun
        self.isThrottle = isThrottle
    }
}
