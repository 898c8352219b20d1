// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an invocation isn't attempted.
package enum InvocationRefusal: Error, Sendable, Hashable {
    case throttled(ThrottleReason)
    /// The embedded Lambda is shutting down.
    case shuttingDown
}

/// The limit that one more invocation would exceed, in the words of AWS's TooManyRequestsException.
package enum ThrottleReason: String, Sendable {
    case account = "ConcurrentInvocationLimitExceeded"
    case reserved = "ReservedFunctionConcurrentInvocationLimitExceeded"
}
