// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import LocalEvents
import LocalFunctions
import LocalHTTP

/// The operations on how events are retried, and where they go afterwards. They block.
struct EventInvokeOperations: Sendable {
    let functions: FunctionLookup
    /// Seconds since the epoch.
    let now: @Sendable () -> Int

    private var catalogue: FunctionCatalogue { functions.catalogue }
    private var descriptions: FunctionDescriptions { functions.descriptions }
    private var registry: FunctionRegistry { functions.catalogue.registry }

    /// The failure of operations on settings that aren't there, or are for an unknown function.
    private func noEventInvoke(_ reference: FunctionReference) -> APIFailure {
        let qualifier = reference.qualifier ?? FunctionDefinition.latest
        return .eventInvokeNotFound(arn: descriptions.account.arn(reference.name, qualifier: qualifier))
    }

    func get(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try functions.target(reference, unknown: noEventInvoke(reference))
        guard let settings = registry.record(of: name).eventInvoke[qualifier] else { throw noEventInvoke(reference) }
        return .json(descriptions.value(settings, of: name, qualifier: qualifier))
    }

    func put(
        of reference: FunctionReference, _ members: RequestMembers, replacing: Bool
    ) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try functions.target(reference, unknown: .functionDoesNotExist)
        let names = ["MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig"]
        guard names.contains(where: { !(members.members[$0]?.isNull ?? true) }) else {
            throw .invalidParameter("You must specify at least one of error handling or destination setting.")
        }
        return try registry.update(name) { record throws(APIFailure) in
            guard var settings = replacing ? EventInvokeSettings() : record.eventInvoke[qualifier] else {
                throw noEventInvoke(reference)
            }
            settings.maximumRetryAttempts =
                try members.number("MaximumRetryAttempts") ?? settings.maximumRetryAttempts
            settings.maximumEventAge =
                try members.number("MaximumEventAgeInSeconds") ?? settings.maximumEventAge
            if let destinations = try members.object("DestinationConfig") {
                settings.onSuccess = try destination(destinations, "OnSuccess") ?? settings.onSuccess
                settings.onFailure = try destination(destinations, "OnFailure") ?? settings.onFailure
                guard ![settings.onSuccess, settings.onFailure].contains(descriptions.account.arn(name)) else {
                    throw .invalidParameter("You can't specify the function as a destination for itself.")
                }
            }
            settings.lastModified = now()
            record.eventInvoke[qualifier] = settings
            return .json(descriptions.value(settings, of: name, qualifier: qualifier))
        }
    }

    func delete(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try functions.target(reference, unknown: noEventInvoke(reference))
        try registry.update(name) { record throws(APIFailure) in
            guard record.eventInvoke.removeValue(forKey: qualifier) != nil else { throw noEventInvoke(reference) }
        }
        return LocalResponse(status: 204)
    }

    func list(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let name = try functions.target(reference, unknown: .functionDoesNotExist).name
        let settings = registry.record(of: name).eventInvoke.sorted { $0.key < $1.key }
        let (range, next) = try ListingPages.page(of: settings.map(\.key), try members.page())
        return .list(
            "FunctionEventInvokeConfigs",
            settings[range].map { descriptions.value($0.value, of: name, qualifier: $0.key) }, next)
    }

    private func destination(_ members: RequestMembers, _ name: String) throws(APIFailure) -> String? {
        guard let target = try members.object(name)?.text("Destination") else { return nil }
        let parts = target.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard target.isEmpty || parts.count == 6 && parts[0] == "arn" else {
            throw .invalidParameter("The destination ARN \(target) is invalid.")
        }
        guard target.isEmpty || Self.destinationServices.contains(String(parts[2])) else {
            let others = name == "OnSuccess" ? ("onSuccess", "onFailure") : ("onFailure", "onSuccess")
            throw .invalidParameter(
                "The provided destination config DestinationConfig(\(others.0)=\(name)(destination=\(target)), "
                    + "\(others.1)=null) is invalid.")
        }
        if !target.isEmpty, parts[2] == "lambda" {
            guard let reference = FunctionReference(parsing: target),
                reference.region != descriptions.account.region || reference.account != descriptions.account.id
                    || catalogue.function(named: reference.name, qualifier: reference.qualifier) != nil
            else { throw .invalidParameter("The destination ARN \(target) is invalid.") }
        }
        return target
    }

    private static let destinationServices: Set = ["lambda", "sqs", "sns", "events", "s3"]
}
