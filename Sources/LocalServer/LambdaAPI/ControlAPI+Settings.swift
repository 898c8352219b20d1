// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

// Concurrency, tags, and what becomes of events.
extension ControlAPI {
    func getConcurrency(of reference: FunctionReference) throws(APIFailure) -> APIResponse {
        guard let limit = try find(reference).settings.reservedConcurrency else { return .json([:]) }
        return .json(["ReservedConcurrentExecutions": .number(JSONNumber(limit))])
    }

    func putConcurrency(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        guard let limit = try members.number("ReservedConcurrentExecutions", in: 0...Int(Int32.max)) else {
            throw .validation([ValidationFailure(missing: "reservedConcurrentExecutions")])
        }
        guard limit <= concurrencyLimit else { throw .concurrencyTooHigh(limit: concurrencyLimit) }
        try registry.update(function.name) { record throws(APIFailure) in
            record.concurrency = ReservedConcurrency(limit: limit)
        }
        return try getConcurrency(of: reference)
    }

    func deleteConcurrency(of reference: FunctionReference) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        try registry.update(function.name) { record throws(APIFailure) in
            record.concurrency = ReservedConcurrency(limit: nil)
        }
        return APIResponse(status: 204)
    }

    // MARK: Tags

    func listTags(of reference: FunctionReference) throws(APIFailure) -> APIResponse {
        .json(["Tags": configuration.tags(registry.record(of: try find(reference).name).tags)])
    }

    func tag(_ reference: FunctionReference, _ members: RequestMembers) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        guard let tags = try members.texts("Tags") else { throw .validation([ValidationFailure(missing: "tags")]) }
        try registry.update(function.name) { record throws(APIFailure) in
            record.tags.merge(tags) { _, new in new }
        }
        return APIResponse(status: 204)
    }

    func untag(_ reference: FunctionReference, _ keys: [String]) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        try registry.update(function.name) { record throws(APIFailure) in
            for key in keys { record.tags[key] = nil }
        }
        return APIResponse(status: 204)
    }

    // MARK: Events

    func getEventInvoke(of reference: FunctionReference) throws(APIFailure) -> APIResponse {
        let (name, qualifier) = (try find(reference).name, Self.eventQualifier(reference))
        guard let settings = registry.record(of: name).eventInvoke[qualifier] else {
            throw .eventInvokeNotFound(arn: configuration.arn(name, qualifier: qualifier))
        }
        return .json(configuration.value(settings, of: name, qualifier: qualifier))
    }

    func putEventInvoke(
        of reference: FunctionReference, _ members: RequestMembers, replacing: Bool
    ) throws(APIFailure) -> APIResponse {
        let (name, qualifier) = (try find(reference).name, Self.eventQualifier(reference))
        return try registry.update(name) { record throws(APIFailure) in
            var settings = replacing ? EventInvokeSettings() : record.eventInvoke[qualifier] ?? EventInvokeSettings()
            settings.maximumRetryAttempts =
                try members.number("MaximumRetryAttempts", in: 0...2) ?? settings.maximumRetryAttempts
            settings.maximumEventAge =
                try members.number("MaximumEventAgeInSeconds", in: 60...21_600) ?? settings.maximumEventAge
            if let destinations = try members.object("DestinationConfig") {
                settings.onSuccess = try destination(destinations, "OnSuccess") ?? settings.onSuccess
                settings.onFailure = try destination(destinations, "OnFailure") ?? settings.onFailure
            }
            settings.lastModified = now()
            record.eventInvoke[qualifier] = settings
            return .json(configuration.value(settings, of: name, qualifier: qualifier))
        }
    }

    func deleteEventInvoke(of reference: FunctionReference) throws(APIFailure) -> APIResponse {
        let (name, qualifier) = (try find(reference).name, Self.eventQualifier(reference))
        try registry.update(name) { record throws(APIFailure) in
            guard record.eventInvoke.removeValue(forKey: qualifier) != nil else {
                throw .eventInvokeNotFound(arn: configuration.arn(name, qualifier: qualifier))
            }
        }
        return APIResponse(status: 204)
    }

    func listEventInvoke(of reference: FunctionReference) throws(APIFailure) -> APIResponse {
        let name = try find(reference).name
        let settings = registry.record(of: name).eventInvoke.sorted { $0.key < $1.key }
        return .list(
            "FunctionEventInvokeConfigs",
            settings.map { configuration.value($0.value, of: name, qualifier: $0.key) }, nil)
    }

    private static func eventQualifier(_ reference: FunctionReference) -> String {
        reference.qualifier ?? FunctionDefinition.latest
    }

    private func destination(_ members: RequestMembers, _ name: String) throws(APIFailure) -> String? {
        guard let target = try members.object(name)?.text("Destination") else { return nil }
        guard target.hasPrefix("arn:") else { throw .invalidDestination(target) }
        return target
    }
}
