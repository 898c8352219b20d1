// SPDX-License-Identifier: GPL-3.0-or-later

/// Why the Extensions API or the Telemetry API rejects an extension's call: facts only.
package enum ExtensionRefusal: Error, Sendable, Hashable {
    case emptyName
    case malformedRequest(String)
    case invalidEvent(String)
    /// The runtime has already started.
    case registrationClosed
    case nameTaken
    case tooMany(limit: Int)
    case missingIdentifier
    case unknownIdentifier(String)
    case missingErrorType
    /// The call isn't allowed in the extension's current state.
    case invalidState(String, wanted: String)
    /// A telemetry subscription that's invalid by the Telemetry API's rules.
    case malformedSubscription(String)
    case subscriptionClosed
}

extension ExtensionRefusal {
    package var status: Int {
        if case .malformedSubscription = self { 400 } else { 403 }
    }

    /// The error types of AWS's runtime interface emulator.
    package var errorType: String {
        switch self {
        case .emptyName: "Extension.InvalidExtensionName"
        case .malformedRequest: "InvalidRequestFormat"
        case .invalidEvent: "Extension.InvalidEventType"
        case .registrationClosed: "Extension.RegistrationClosed"
        case .nameTaken, .invalidState: "Extension.InvalidExtensionState"
        case .tooMany: "Extension.TooManyExtensions"
        case .missingIdentifier: "Extension.MissingExtensionIdentifier"
        case .unknownIdentifier: "Extension.UnknownExtensionIdentifier"
        case .missingErrorType: "Extension.MissingHeader"
        case .malformedSubscription: "ValidationError"
        case .subscriptionClosed: "Telemetry.SubscriptionClosed"
        }
    }

    package var message: String {
        switch self {
        case .emptyName: "Empty extension name"
        case .malformedRequest(let reason), .malformedSubscription(let reason): reason
        case .invalidEvent(let name): "\(name): invalid event"
        case .registrationClosed: "Extension registration closed already"
        case .nameTaken: "Extension with this name already registered"
        case .tooMany(let limit): "Extension limit (\(limit)) reached"
        case .missingIdentifier: "Missing Lambda-Extension-Identifier header"
        case .unknownIdentifier(let identifier): "Unknown extension \(identifier)"
        case .missingErrorType: "Lambda-Extension-Function-Error-Type not found"
        case .invalidState(let state, let wanted):
            "State transition from \(state) to \(wanted) failed: State transition is not allowed"
        case .subscriptionClosed: "Telemetry API subscription is closed already"
        }
    }
}
