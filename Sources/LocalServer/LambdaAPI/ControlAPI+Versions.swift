// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import SystemPackage

extension ControlAPI {
    func publishVersion(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> APIResponse {
        let name = try find(reference).name
        let number = try publish(name, description: try members.text("Description"), members)
        guard let published = registry.record(of: name).versions.first(where: { $0.number == number }) else {
            throw .functionNotFound(arn: configuration.arn(name, qualifier: String(number)))
        }
        var function = FunctionDefinition(
            name: name, folder: published.deployment.folder, runtime: .init(named: published.deployment.runtime),
            handler: published.deployment.handler)
        function.settings = published.deployment.settings
        function.deployed = published.deployment.code
        function.version = String(number)
        return .json(configuration.valueWithState(function, qualifier: function.version), status: 201)
    }

    /// Publishes `$LATEST`, unless it is what was published last, and gives the version's number.
    func publish(
        _ name: String, description: String?, _ members: RequestMembers = RequestMembers(JSONObject())
    ) throws(APIFailure) -> Int {
        guard let function = catalogue.latest(name) else { throw .functionNotFound(arn: configuration.arn(name)) }
        if let problem = function.problem { throw .cannotRun(function: name, reason: problem.description) }
        var deployment = Deployment(
            runtime: function.runtimeName, handler: function.handler, settings: function.settings,
            folder: function.folder, code: configuration.code(of: function))
        if let revision = try members.text("RevisionId"), revision != deployment.code.revisionId {
            throw .revisionMismatch
        }
        if let sum = try members.text("CodeSha256"), sum != deployment.code.sha256 {
            throw .codeMismatch(current: deployment.code.sha256)
        }
        return try registry.update(name) { record throws(APIFailure) in
            if let last = record.versions.last, last.deployment.isSameVersion(as: deployment) { return last.number }
            deployment.folder = try registry.copyCode(of: name, from: function.folder).string
            if let description { deployment.settings.description = description }
            deployment.code.revisionId = makeId()
            record.lastVersion += 1
            record.versions.append(PublishedVersion(number: record.lastVersion, deployment: deployment))
            return record.lastVersion
        }
    }

    // MARK: Aliases

    func createAlias(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        let name = try members.required("Name")
        guard Alias.isName(name) else { throw .invalidParameter("\(name) is no name of an alias") }
        var alias = Alias(name: name, functionVersion: try members.required("FunctionVersion"), revisionId: makeId())
        return try registry.update(function.name) { record throws(APIFailure) in
            guard record.aliases[name] == nil else {
                throw .aliasExists(arn: configuration.arn(function.name, qualifier: name))
            }
            try set(&alias, members, of: function.name, record)
            record.aliases[name] = alias
            return .json(configuration.value(alias, of: function.name), status: 201)
        }
    }

    func getAlias(_ name: String, of reference: FunctionReference) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        guard let alias = registry.record(of: function.name).aliases[name] else {
            throw .aliasNotFound(arn: configuration.arn(function.name, qualifier: name))
        }
        return .json(configuration.value(alias, of: function.name))
    }

    func updateAlias(
        _ name: String, of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        return try registry.update(function.name) { record throws(APIFailure) in
            guard var alias = record.aliases[name] else {
                throw .aliasNotFound(arn: configuration.arn(function.name, qualifier: name))
            }
            if let revision = try members.text("RevisionId"), revision != alias.revisionId { throw .revisionMismatch }
            alias.functionVersion = try members.text("FunctionVersion") ?? alias.functionVersion
            alias.revisionId = makeId()
            try set(&alias, members, of: function.name, record)
            record.aliases[name] = alias
            return .json(configuration.value(alias, of: function.name))
        }
    }

    /// As on AWS, deleting an alias that is not there is no failure.
    func deleteAlias(_ name: String, of reference: FunctionReference) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        try registry.update(function.name) { record throws(APIFailure) in record.aliases[name] = nil }
        return APIResponse(status: 204)
    }

    private func set(
        _ alias: inout Alias, _ members: RequestMembers, of function: String, _ record: FunctionRecord
    ) throws(APIFailure) {
        alias.description = try members.text("Description") ?? alias.description
        if let routing = try members.object("RoutingConfig") {
            alias.weights = [:]
            let weights = try routing.object("AdditionalVersionWeights")?.members ?? JSONObject()
            for (version, value) in weights {
                guard case .number(let number) = value, case let weight = number.double, (0...1).contains(weight) else {
                    throw .invalidWeight(version)
                }
                alias.weights[version] = weight
            }
        }
        let versions = [alias.functionVersion] + alias.weights.keys.sorted()
        for version in versions {
            let isLatest = version == FunctionDefinition.latest
            // Only published versions share an alias.
            guard !isLatest || versions.count == 1 else { throw .invalidWeight(version) }
            guard isLatest || record.versions.contains(where: { String($0.number) == version }) else {
                throw .functionNotFound(arn: configuration.arn(function, qualifier: version))
            }
        }
    }
}

extension Alias {
    func refers(to version: String) -> Bool { functionVersion == version || weights[version] != nil }

    /// The service model's constraint: letters, digits, `-` and `_`, but not a number.
    static func isName(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy(\.isNameCharacter)
            && !text.utf8.allSatisfy(\.isDigit)
    }
}
