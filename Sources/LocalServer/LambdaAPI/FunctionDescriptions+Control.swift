// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

// The shapes of what the API is told about functions.
extension FunctionConfiguration {
    func value(_ alias: Alias, of function: String) -> JSONObject {
        var members: JSONObject = [
            "AliasArn": .string(arn(function, qualifier: alias.name)),
            "Name": .string(alias.name),
            "FunctionVersion": .string(alias.functionVersion),
            "Description": .string(alias.description),
        ]
        if !alias.weights.isEmpty {
            var weights = JSONObject()
            for (version, weight) in alias.weights.sorted(by: { $0.key < $1.key }) {
                weights[version] = JSONValue(floatLiteral: weight)
            }
            members["RoutingConfig"] = ["AdditionalVersionWeights": .object(weights)]
        }
        members["RevisionId"] = .string(alias.revisionId)
        return members
    }

    func value(_ settings: EventInvokeSettings, of function: String, qualifier: String) -> JSONObject {
        var members: JSONObject = [
            "LastModified": .number(JSONNumber(settings.lastModified)),
            "FunctionArn": .string(arn(function, qualifier: qualifier)),
        ]
        if let attempts = settings.maximumRetryAttempts {
            members["MaximumRetryAttempts"] = .number(JSONNumber(attempts))
        }
        if let age = settings.maximumEventAge { members["MaximumEventAgeInSeconds"] = .number(JSONNumber(age)) }
        members["DestinationConfig"] = [
            "OnSuccess": .object(Self.destination(settings.onSuccess)),
            "OnFailure": .object(Self.destination(settings.onFailure)),
        ]
        return members
    }

    private static func destination(_ target: String?) -> JSONObject {
        target.map { ["Destination": .string($0)] } ?? [:]
    }

    func tags(_ tags: [String: String]) -> JSONValue {
        var members = JSONObject()
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) { members[key] = .string(value) }
        return .object(members)
    }

    /// Whether a reference names a function of this account and region.
    func check(_ reference: FunctionReference, unknown: APIFailure) throws(APIFailure) {
        if let region = reference.region, region != self.region { throw .otherRegion(region, own: self.region) }
        if let account = reference.account, account != Self.account { throw unknown }
    }
}
