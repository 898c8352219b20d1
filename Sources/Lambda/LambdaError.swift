// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a call to the service gave no answer, or the answer that refused it.
package struct LambdaError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// The service refused: `code` holds its error type, `status` its HTTP status.
        case service
        /// No connection, or one that broke.
        case network
        /// The time given to the call ran out.
        case timeout
        /// There are no usable keys, or the service does not accept them.
        case credentials
        /// The call cannot be sent as it is (a body over the limit, a name that is no name).
        case usage
        /// The task was cancelled.
        case cancelled
        /// The request wasn't sent, because it was recalled before.
        case recalled
    }

    package var kind: Kind
    /// AWS's error code, as `ResourceNotFoundException`; for other kinds a word such as `ConnectionRefused`.
    package var code: String
    /// What went wrong, in a sentence, without SDK noise.
    package var message: String
    /// What to do about it.
    package var hint: String?
    package var status: Int?
    package var requestId: String?
    /// `Reason` of a TooManyRequestsException.
    package var reason: String?
    /// The request may have reached the function: sending it again may run it twice.
    package var mayHaveRun: Bool
    /// The service refused for now, because there are too many calls: nothing ran, and later it may accept.
    package var isThrottle: Bool

    /// The message, behind the code where the service gave one.
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
