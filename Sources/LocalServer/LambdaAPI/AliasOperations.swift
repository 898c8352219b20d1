// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import JSON
import LocalFunctions
import LocalHTTP

/// The operations on aliases. They block.
struct AliasOperations: Sendable {
    let functions: FunctionLookup
    let makeId: @Sendable () -> String

    private var catalogue: FunctionCatalogue { functions.catalogue }
    private var descriptions: FunctionDescriptions { functions.descriptions }
    private var registry: FunctionRegistry { functions.catalogue.registry }

    func create(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure)
        -> LocalResponse
    {
        let (name, version) = (try members.required("Name"), try members.required("FunctionVersion"))
        let function = try functions.find(FunctionReference(name: reference.name, qualifier: version))
        var alias = Alias(name: name, functionVersion: version, revisionId: makeId())
        return try registry.update(function.name) { record throws(APIFailure) in
            guard record.aliases[name] == nil else {
                throw .aliasExists(arn: descriptions.account.arn(function.name, qualifier: name))
            }
            try set(&alias, members, of: function.name, record)
            record.aliases[name] = alias
            return .json(descriptions.value(alias, of: function.name), status: 201)
        }
    }

    func get(_ name: String, of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let function = try functions.find(reference)
        guard let alias = catalogue.aliases(of: function)[name] else {
            throw .aliasNotFound(arn: descriptions.account.arn(function.name, qualifier: name))
        }
        return .json(descriptions.value(alias, of: function.name))
    }

    func update(
        _ name: String, of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let function = try functions.find(reference)
        return try registry.update(function.name) { record throws(APIFailure) in
            guard var alias = record.aliases[name] else {
                throw .notFound("Alias not found: \(descriptions.account.arn(function.name, qualifier: name))")
            }
            if let revision = try members.text("RevisionId"), revision != alias.revisionId { throw .revisionMismatch() }
            alias.functionVersion = try members.text("FunctionVersion") ?? alias.functionVersion
            alias.revisionId = makeId()
            try set(&alias, members, of: function.name, record)
            record.aliases[name] = alias
            return .json(descriptions.value(alias, of: function.name))
        }
    }

    /// As on AWS, deleting a nonexistent alias succeeds.
    func delete(_ name: String, of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let function = try functions.find(reference)
        try registry.update(function.name) { record throws(APIFailure) in record.aliases[name] = nil }
        return LocalResponse(status: 204)
    }

    private func set(
        _ alias: inout Alias, _ members: RequestMembers, of function: String, _ record: FunctionRecord
    ) throws(APIFailure) {
        alias.description = try members.text("Description") ?? alias.description
        if let routing = try members.object("RoutingConfig") {
            alias.weights = [:]
            let weights = try routing.object("AdditionalVersionWeights")?.members ?? JSONObject()
            guard weights.count <= 1 else {
                throw .invalidParameter("Number of items in AdditionalVersionWeights cannot be greater than 1")
            }
            for (version, value) in weights {
                guard version.utf8.allSatisfy(\.isDigit) else {
                    throw .validation([
                        ValidationFailure(
                            value: "{\(version)=\(value)}", member: "routingConfig.additionalVersionWeights",
                            constraint: .mapKeys([.lengthAtMost(1_024), .lengthAtLeast(1), .pattern("[0-9]+")]))
                    ])
                }
                guard version != alias.functionVersion else {
                    throw .invalidParameter(
                        "Invalid function version \(version). Function version \(version) is already included in "
                            + "routing configuration.")
                }
                // The table's limits have already been checked.
                guard case .number(let number) = value else { throw .malformedBody }
                alias.weights[version] = number.double
            }
        }
        let versions = [alias.functionVersion] + alias.weights.keys.sorted()
        for version in versions {
            let isLatest = version == FunctionDefinition.latest
            guard !isLatest || versions.count == 1 else {
                throw .invalidParameter("$LATEST is not supported for an alias pointing to more than 1 version")
            }
            guard isLatest || record.versions.contains(where: { String($0.number) == version }) else {
                throw .functionNotFound(arn: descriptions.account.arn(function, qualifier: version))
            }
        }
    }
}
