// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore

/// Why the API refused a request: facts only, `APIFailure+Response` has AWS's words for them.
package enum APIFailure: Error, Hashable, Sendable {
    case signature(SignatureFailure)
    case unknownOperation(method: String, path: String)
    case forbiddenHost(String)
    case validation([ValidationFailure])
    case functionNotFound(arn: String)
    case otherRegion(String, own: String)
    case qualifierMismatch
    case payloadNotJSON(PayloadSyntax)
    case requestTooLarge(limit: Int)
    case eventTooLarge(size: Int, limit: Int)
    case clientContextTooLarge(limit: Int)
    case clientContextMalformed
    case unsupportedMediaType(String)
    case invalidMarker
    case throttled(ThrottleReason)
    /// The function was found, but nothing here can run it.
    case cannotRun(function: String, reason: String)
    case shuttingDown
}

/// A member of a request that breaks a constraint of the service model.
package struct ValidationFailure: Hashable, Sendable {
    package enum Constraint: Hashable, Sendable {
        case pattern(String)
        case lengthAtMost(Int)
        case valueAtLeast(Int)
        case valueAtMost(Int)
        case oneOf([String])
    }

    package var value: String
    /// In lower camel case, as AWS writes it here.
    package var member: String
    package var constraint: Constraint
}

/// Where a payload stops being JSON.
package struct PayloadSyntax: Hashable, Sendable {
    package enum Fault: Hashable, Sendable {
        case end
        case character(UInt8)
        /// A word that is neither null nor true nor false.
        case token(String)
        /// A byte that is no UTF-8, within a word.
        case strayByte(UInt8)
    }

    package var fault: Fault
    package var line: Int
    /// Where AWS's parser stands when it complains, from 1.
    package var column: Int
}

/// The `Reason` of a TooManyRequestsException.
package enum ThrottleReason: String, Sendable {
    case account = "ConcurrentInvocationLimitExceeded"
    case reserved = "ReservedFunctionConcurrentInvocationLimitExceeded"
}
