// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning
import LocalEvents
package import LocalProjects
package import LocalSandbox

/// Why the API refused a request: facts only; `APIFailure+Response` has AWS's wording.
package enum APIFailure: Error, Hashable, Sendable {
    case signature(SignatureFailure)
    case unknownOperation(method: String, path: String)
    /// AWS has it, and the embedded Lambda doesn't.
    case unsupportedOperation(String)
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
    /// The function was found, but can't run here.
    case cannotRun(function: String, reason: String)
    case shuttingDown

    // Failures of operations that change functions.
    case malformedBody
    /// The text says what's wrong.
    case invalidParameter(String)
    /// A member that uses something that only AWS has.
    case unsupportedMember(String)
    case functionExists(String)
    /// The function is in the user's own folder and mustn't be changed by the API.
    case notDeployed(String)
    case codeMissing
    case zip(ZipFault)
    case codeMismatch(received: String, current: String)
    /// - operation: describes the current state.
    case revisionMismatch(operation: String = "GetFunction/GetAlias")
    case versionInUse(String)
    case aliasExists(arn: String)
    case aliasNotFound(arn: String)
    /// More than all functions together may have; `limit` is what the embedded Lambda runs at a time.
    case concurrencyTooHigh(limit: Int)
    /// A name of more than 64 characters, which AWS refuses in its own way.
    case nameTooLong(String)
    case unknownRuntime(String)
    case archiveTooLarge(limit: Int)
    case eventInvokeNotFound(arn: String)
    /// Something other than a function; the text says what.
    case notFound(String)
    /// The text says with what.
    case conflict(String)
    /// The state couldn't be saved.
    case cannotKeep(reason: String)
}

/// A request member that violates a constraint of the service model.
package struct ValidationFailure: Hashable, Sendable {
    package indirect enum Constraint: Hashable, Sendable {
        case pattern(String)
        case lengthAtMost(Int)
        case lengthAtLeast(Int)
        case valueAtLeast(Int)
        case valueAtMost(Int)
        case decimalAtLeast(Double)
        case decimalAtMost(Double)
        case oneOf([String])
        case notNull
        /// What each element of a list must satisfy.
        case elements([Constraint])
        case mapValues([Constraint])
        case mapKeys([Constraint])
    }

    /// nil for a missing member.
    package var value: String?
    /// In lower camel case, as AWS writes it here.
    package var member: String
    package var constraint: Constraint
}

extension APIFailure {
    static let functionDoesNotExist = APIFailure.notFound("The function doesn't exist.")
    static let functionMissing = APIFailure.notFound("Function does not exist")
    static let resourceNotFound = APIFailure.notFound("The resource you requested does not exist.")
}

extension ValidationFailure {
    package init(missing member: String) { self.init(value: nil, member: member, constraint: .notNull) }
}

/// Where a payload's JSON syntax is invalid.
package struct PayloadSyntax: Hashable, Sendable {
    package enum Fault: Hashable, Sendable {
        case end
        case character(UInt8)
        /// A word other than null, true and false.
        case token(String)
        /// A byte within a word that isn't valid UTF-8.
        case strayByte(UInt8)
    }

    package var fault: Fault
    package var line: Int
    /// The position at which AWS's parser reports the error, from 1.
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
