// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning
import LocalEvents
package import LocalProjects
package import LocalSandbox

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
    case requestTooLarge(limit: Int, operation: String)
    case eventTooLarge(size: Int, limit: Int)
    /// The client stopped sending.
    case requestTimedOut
    case clientContextTooLarge(limit: Int)
    case clientContextMalformed
    case unsupportedMediaType(String)
    case invalidMarker
    case throttled(ThrottleReason)
    /// The function was found, but nothing here can run it.
    case cannotRun(function: String, reason: String)
    case shuttingDown

    // What changing functions can meet.
    case malformedBody
    /// The words say what is wrong.
    case invalidParameter(String)
    /// A member that asks for something that only AWS has.
    case unsupportedMember(String)
    case functionExists(String)
    /// The function is where the user keeps it, and is not to be changed from here.
    case notDeployed(String)
    case codeMissing
    case zip(ZipFault)
    case codeMismatch(current: String)
    case revisionMismatch
    case versionInUse(String)
    case aliasExists(arn: String)
    case aliasNotFound(arn: String)
    case invalidWeight(String)
    case concurrencyTooHigh(limit: Int)
    case eventInvokeNotFound(arn: String)
    case invalidDestination(String)
    case policyNotFound
    /// What was told could not be written down.
    case cannotKeep(reason: String)
}

/// A member of a request that breaks a constraint of the service model.
package struct ValidationFailure: Hashable, Sendable {
    package enum Constraint: Hashable, Sendable {
        case pattern(String)
        case lengthAtMost(Int)
        case lengthAtLeast(Int)
        case valueAtLeast(Int)
        case valueAtMost(Int)
        case oneOf([String])
        case notNull
    }

    /// nil for a member that is missing.
    package var value: String?
    /// In lower camel case, as AWS writes it here.
    package var member: String
    package var constraint: Constraint
}

extension ValidationFailure {
    package init(missing member: String) { self.init(value: nil, member: member, constraint: .notNull) }
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

extension APIFailure {
    init(_ refusal: InvocationRefusal) {
        switch refusal {
        case .throttled(let reason): self = .throttled(reason)
        case .shuttingDown: self = .shuttingDown
        }
    }

    init(_ refusal: EventRefusal) {
        switch refusal {
        case .cannotKeep(let reason): self = .cannotKeep(reason: reason)
        case .shuttingDown: self = .shuttingDown
        }
    }
}
