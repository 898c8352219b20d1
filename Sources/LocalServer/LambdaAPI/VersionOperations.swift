// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import LocalFunctions
import LocalHTTP
import SystemPackage

/// Publishing versions. It blocks.
struct VersionOperations: Sendable {
    let functions: FunctionLookup
    let makeId: @Sendable () -> String

    private var catalogue: FunctionCatalogue { functions.catalogue }
    private var descriptions: FunctionDescriptions { functions.descriptions }
    private var registry: FunctionRegistry { functions.catalogue.registry }

    func publish(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let name = try functions.find(reference).name
        let number = try publish(name, description: try members.text("Description"), members)
        guard let published = registry.record(of: name).versions.first(where: { $0.number == number }) else {
            throw .functionNotFound(arn: descriptions.account.arn(name, qualifier: String(number)))
        }
        var function = FunctionDefinition(
            name: name, folder: published.deployment.folder, runtime: .init(named: published.deployment.runtime),
            handler: published.deployment.handler)
        function.settings = published.deployment.settings
        function.deployed = published.deployment.code
        function.version = String(number)
        return .json(descriptions.valueWithState(function, qualifier: function.version), status: 201)
    }

    /// Publishes `$LATEST`, unless it's unchanged since the last version, and returns the version's number.
    func publish(
        _ name: String, description: String?, _ members: RequestMembers = RequestMembers(JSONObject())
    ) throws(APIFailure) -> Int {
        guard let function = catalogue.latest(name) else {
            throw .functionNotFound(arn: descriptions.account.arn(name))
        }
        if let problem = function.problem, !function.settings.isImage {
            throw .cannotRun(function: name, reason: problem.description)
        }
        var deployment = Deployment(
            runtime: function.runtimeName, handler: function.handler, settings: function.settings,
            folder: function.folder, code: descriptions.code(of: function))
        if let revision = try members.text("RevisionId"), revision != deployment.code.revisionId {
            throw .revisionMismatch()
        }
        if let sum = try members.text("CodeSha256"), sum != deployment.code.sha256 {
            throw .codeMismatch(received: sum, current: deployment.code.sha256)
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
}
