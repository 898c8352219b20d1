// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import JSON
import LocalFunctions
import LocalHTTP
import LocalProjects

/// The operations on the configurations of function URLs. They block.
struct FunctionURLOperations: Sendable {
    let catalogue: FunctionCatalogue
    let descriptions: FunctionDescriptions
    /// The server's address.
    let endpoint: @Sendable () -> String
    /// Seconds since the epoch.
    let now: @Sendable () -> Int

    private var registry: FunctionRegistry { catalogue.registry }

    /// URLs are for a function or an alias.
    private struct Place {
        var function: FunctionDefinition
        var alias: String?

        /// In `FunctionRecord.urls`.
        var key: String { alias ?? FunctionDefinition.latest }
    }

    func create(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let place = try place(members, unknown: .functionMissing)
        guard record(of: place) == nil else {
            let arn = descriptions.account.arn(place.function.name, qualifier: place.alias)
            throw .conflict(
                "Failed to create function url config for [functionArn = \(arn)]. Error message:  FunctionUrlConfig "
                    + "exists for this Lambda function")
        }
        let record = FunctionURLRecord(settings: try settings(members), created: now(), modified: now())
        try save(record, at: place)
        var answer = description(of: record, at: place)
        answer["InvokeMode"] = record.settings.invokeMode.map { .string($0.rawValue) }
        answer["LastModifiedTime"] = nil
        return .json(answer, status: 201)
    }

    func get(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let place = try place(members, unknown: .resourceNotFound)
        guard let record = record(of: place) else { throw .resourceNotFound }
        return .json(description(of: record, at: place))
    }

    func update(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let place = try place(members, unknown: .functionMissing)
        guard var record = record(of: place) else { throw .resourceNotFound }
        do throws(FunctionProperties.Fault) {
            try record.settings.apply(members.members)
        } catch {
            throw .invalidParameter(error.message)
        }
        record.modified = now()
        try save(record, at: place)
        return .json(description(of: record, at: place))
    }

    /// A configuration in a template stays.
    func delete(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let place = try place(members, unknown: .resourceNotFound)
        guard record(of: place) != nil else { throw .resourceNotFound }
        try registry.update(place.function.name) { record throws(APIFailure) in
            guard record.urls?.removeValue(forKey: place.key) != nil else {
                throw .notDeployed(place.function.name)
            }
        }
        return LocalResponse(status: 204)
    }

    func list(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let function = try place(members, unknown: .functionMissing).function
        var records = registry.record(of: function.name).urls ?? [:]
        records[FunctionDefinition.latest] = record(of: Place(function: function))
        let keys = records.keys.sorted()
        let (range, next) = try ListingPages.page(of: keys, try members.page())
        let elements = keys[range].compactMap { key in
            records[key].map {
                description(
                    of: $0, at: Place(function: function, alias: key == FunctionDefinition.latest ? nil : key))
            }
        }
        return .list("FunctionUrlConfigs", elements, next)
    }

    // MARK: Parts

    private func place(_ members: RequestMembers, unknown: APIFailure) throws(APIFailure) -> Place {
        let reference = try members.function()
        try descriptions.check(reference, unknown: unknown)
        guard let function = catalogue.latest(reference.name) else { throw unknown }
        guard let alias = reference.qualifier else { return Place(function: function) }
        guard catalogue.function(named: function.name, qualifier: alias) != nil else { throw unknown }
        return Place(function: function, alias: alias)
    }

    private func record(of place: Place) -> FunctionURLRecord? {
        if let record = registry.record(of: place.function.name).urls?[place.key] { return record }
        guard place.alias == nil, let settings = place.function.settings.url else { return nil }
        let time = descriptions.code(of: place.function).lastModified
        return FunctionURLRecord(settings: settings, created: time, modified: time)
    }

    private func settings(_ members: RequestMembers) throws(APIFailure) -> FunctionURLSettings {
        do throws(FunctionProperties.Fault) {
            return try FunctionURLSettings(members.members)
        } catch {
            throw .invalidParameter(error.message)
        }
    }

    private func save(_ url: FunctionURLRecord, at place: Place) throws(APIFailure) {
        try registry.update(place.function.name) { record throws(APIFailure) in
            record.urls = (record.urls ?? [:]).merging([place.key: url]) { $1 }
        }
    }

    private func description(of url: FunctionURLRecord, at place: Place) -> JSONObject {
        let name = place.function.name
        var members: JSONObject = [
            "FunctionUrl": .string("\(endpoint())/\(name)\(place.alias.map { ":" + $0 } ?? "")/"),
            "FunctionArn": .string(descriptions.account.arn(name, qualifier: place.alias)),
            "AuthType": .string(url.settings.authorization.rawValue),
        ]
        if let cors = url.settings.crossOrigin { members["Cors"] = .object(Self.description(of: cors)) }
        members["CreationTime"] = Self.time(url.created)
        members["LastModifiedTime"] = Self.time(url.modified)
        members["InvokeMode"] = .string((url.settings.invokeMode ?? .buffered).rawValue)
        return members
    }

    private static func description(of cors: FunctionURLSettings.CrossOrigin) -> JSONObject {
        var members = JSONObject()
        if let allowed = cors.allowCredentials { members["AllowCredentials"] = .bool(allowed) }
        let lists = [
            ("AllowHeaders", cors.allowHeaders), ("AllowMethods", cors.allowMethods),
            ("AllowOrigins", cors.allowOrigins), ("ExposeHeaders", cors.exposeHeaders),
        ]
        for (name, texts) in lists {
            if let texts { members[name] = .array(texts.map(JSONValue.string)) }
        }
        if let age = cors.maxAge { members["MaxAge"] = .number(JSONNumber(age)) }
        return members
    }

    /// ISO 8601, in milliseconds.
    private static func time(_ seconds: Int) -> JSONValue {
        .string(Timestamp(secondsSinceEpoch: seconds).extendedFormat.dropLast() + ".000Z")
    }
}
