// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import AWSSigning
import Base
import JSON
import LocalEvents
import LocalFunctions
import LocalHTTP
import LocalProjects
import SystemPackage

/// The part of Lambda's API that changes functions. Its methods block: call them through `Blocking`, which runs one at
/// a time.
struct ControlAPI: Sendable {
    let catalogue: FunctionCatalogue
    let descriptions: FunctionDescriptions
    let concurrencyLimit: Int
    let urls: FunctionURLOperations
    let policies: FunctionPolicies
    /// Seconds since the epoch.
    let now: @Sendable () -> Int
    let makeId: @Sendable () -> String

    private var registry: FunctionRegistry { catalogue.registry }

    func perform(_ operation: ControlOperation, _ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        switch operation {
        case .createFunction: try createFunction(members)
        case .updateFunctionCode: try updateCode(of: try members.function(), members)
        case .updateFunctionConfiguration: try updateConfiguration(of: try members.function(), members)
        case .deleteFunction: try delete(try members.function())
        case .publishVersion: try publishVersion(of: try members.function(), members)
        case .createAlias: try createAlias(of: try members.function(), members)
        case .getAlias: try getAlias(try members.required("Name"), of: try members.function())
        case .updateAlias: try updateAlias(try members.required("Name"), of: try members.function(), members)
        case .deleteAlias: try deleteAlias(try members.required("Name"), of: try members.function())
        case .getConcurrency: try getConcurrency(of: try members.function())
        case .putConcurrency: try putConcurrency(of: try members.function(), members)
        case .deleteConcurrency: try deleteConcurrency(of: try members.function())
        case .listTags: try listTags(of: try members.function())
        case .tag: try tag(try members.function(), members)
        case .untag: try untag(try members.function(), members)
        case .getEventInvoke: try getEventInvoke(of: try members.function())
        case .putEventInvoke: try putEventInvoke(of: try members.function(), members, replacing: true)
        case .updateEventInvoke: try putEventInvoke(of: try members.function(), members, replacing: false)
        case .deleteEventInvoke: try deleteEventInvoke(of: try members.function())
        case .listEventInvoke: try listEventInvoke(of: try members.function(), members)
        case .getRuntimeManagement: try getRuntimeManagement(of: try members.function())
        case .putRuntimeManagement: try putRuntimeManagement(of: try members.function(), members)
        case .getCodeSigning: .json(["FunctionName": .string(try find(try members.function()).name)])
        case .getPolicy: try policies.get(members)
        case .addPermission: try policies.add(members)
        case .removePermission: try policies.remove(members)
        case .createURL: try urls.create(members)
        case .getURL: try urls.get(members)
        case .updateURL: try urls.update(members)
        case .deleteURL: try urls.delete(members)
        case .listURLs: try urls.list(members)
        case .getRecursion: try getRecursion(of: try members.function())
        case .putRecursion: try putRecursion(of: try members.function(), members)
        }
    }

    /// `$LATEST` of the function, whatever the reference's qualifier.
    private func find(_ reference: FunctionReference) throws(APIFailure) -> FunctionDefinition {
        let unknown = APIFailure.functionNotFound(
            arn: descriptions.account.arn(reference.name, qualifier: reference.qualifier))
        try descriptions.check(reference, unknown: unknown)
        guard let function = catalogue.latest(reference.name) else { throw unknown }
        return function
    }
}

// MARK: Functions

extension ControlAPI {
    private func createFunction(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let reference = try FunctionReference(newFunction: try members.required("FunctionName"))
        let name = reference.name
        let properties = try members.properties()
        let role = try members.required("Role")
        guard name.utf8.count <= 64 else { throw .nameTooLong(name) }
        let isImage = try members.text("PackageType") == "Image"
        guard isImage || properties.runtime != nil && properties.handler != nil else {
            throw .invalidParameter(
                "Runtime and Handler are mandatory parameters for functions created with deployment packages.")
        }
        guard !isImage || properties.runtime == nil && properties.handler == nil else {
            throw .invalidParameter(
                "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image.")
        }
        try checkRuntime(properties)
        try descriptions.check(reference, unknown: .functionNotFound(arn: descriptions.account.arn(name)))
        guard catalogue.latest(name) == nil else { throw .functionExists(name) }
        try checkLayers(properties)
        let tags = try members.texts("Tags") ?? [:]
        try checkTags(tags)
        guard let code = try members.object("Code") else { throw .codeMissing }
        var settings = FunctionSettings()
        settings.apply(properties)
        let received = try receive(code, isImage: isImage, for: name)
        settings.imageURI = received.imageURI
        let deployment = Deployment(
            runtime: properties.runtime ?? "", handler: properties.handler ?? "", settings: settings,
            folder: received.folder.string,
            code: DeployedCode(
                sha256: received.sha256, size: received.size, lastModified: now(), role: role, revisionId: makeId()))
        try registry.update(name) { record throws(APIFailure) in
            // Code and versions of a deleted function with this name are gone.
            record = FunctionRecord(deployment: deployment, tags: tags)
        }
        if try members.flag("Publish") { _ = try publish(name, description: nil) }
        return try answer(name, published: try members.flag("Publish"), status: 201) { members in
            members["State"] = "Pending"
            members["StateReason"] = "The function is being created."
            members["StateReasonCode"] = "Creating"
            members["LastUpdateStatus"] = nil
        }
    }

    private func updateCode(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure)
        -> LocalResponse
    {
        let function = try deployed(reference)
        try checkRevision(members, function.code.revisionId)
        let isImage = function.settings.isImage
        let text = try members.text("ImageUri")
        guard isImage == (text != nil) else {
            throw .invalidParameter(
                isImage
                    ? "Please provide ImageUri when updating a function with packageType Image."
                    : "Please don't provide ImageUri when updating a function with packageType Zip.")
        }
        let received = try receive(members, isImage: isImage, for: reference.name)
        guard try !members.flag("DryRun") else {
            registry.removeCode(received.folder.string)
            return try answer(reference.name, published: false) { members in
                members["CodeSha256"] = .string(received.sha256)
                members["CodeSize"] = .number(JSONNumber(received.size))
            }
        }
        let architectures = try members.properties().described["Architectures"]
        try registry.update(reference.name) { record throws(APIFailure) in
            record.deployment?.folder = received.folder.string
            record.deployment?.settings.imageURI = received.imageURI
            record.deployment?.code.sha256 = received.sha256
            record.deployment?.code.size = received.size
            if let architectures {
                var described = record.deployment?.settings.described ?? [:]
                described["Architectures"] = architectures
                record.deployment?.settings.described = described
            }
            touch(&record)
        }
        // A process that still runs this code keeps its files open; versions have their own copies.
        registry.removeCode(function.folder)
        if try members.flag("Publish") { _ = try publish(reference.name, description: nil) }
        return try answer(reference.name, published: try members.flag("Publish"))
    }

    private func updateConfiguration(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let function = try deployed(reference)
        try checkRevision(members, function.code.revisionId)
        let properties = try members.properties()
        try checkRuntime(properties)
        try checkLayers(properties)
        try registry.update(reference.name) { record throws(APIFailure) in
            record.deployment?.settings.apply(properties)
            if let runtime = properties.runtime { record.deployment?.runtime = runtime }
            if let handler = properties.handler { record.deployment?.handler = handler }
            if let role = properties.role { record.deployment?.code.role = role }
            touch(&record)
        }
        return try answer(reference.name, published: false)
    }

    private func delete(_ reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        guard reference.qualifier != FunctionDefinition.latest else {
            throw .invalidParameter("$LATEST version cannot be deleted without deleting the function.")
        }
        let function = try find(FunctionReference(unqualified: reference))
        guard let qualifier = reference.qualifier else {
            guard registry.record(of: function.name).deployment != nil else { throw .notDeployed(function.name) }
            try registry.remove(function.name)
            return LocalResponse(status: 204)
        }
        guard qualifier.utf8.allSatisfy(\.isDigit) else {
            throw .invalidParameter("Deletion of aliases is not currently supported.")
        }
        try registry.update(function.name) { record throws(APIFailure) in
            guard !record.aliases.values.contains(where: { $0.refers(to: qualifier) }) else {
                throw .versionInUse(qualifier)
            }
            // As on AWS, deleting a nonexistent version succeeds.
            record.versions.removeAll { String($0.number) == qualifier }
        }
        return LocalResponse(status: 204)
    }

    // MARK: Parts

    private func deployed(_ reference: FunctionReference) throws(APIFailure) -> Deployment {
        let function = try find(reference)
        guard let deployment = registry.record(of: function.name).deployment else {
            throw .notDeployed(function.name)
        }
        return deployment
    }

    private func touch(_ record: inout FunctionRecord) {
        record.deployment?.code.lastModified = now()
        record.deployment?.code.revisionId = makeId()
    }

    private func checkRevision(_ members: RequestMembers, _ current: String) throws(APIFailure) {
        if let revision = try members.text("RevisionId"), revision != current { throw .revisionMismatch() }
    }

    /// Layers of deployed functions would have to be downloaded from AWS.
    private func checkLayers(_ properties: FunctionProperties) throws(APIFailure) {
        guard properties.layers?.isEmpty ?? true else { throw .unsupportedMember("Layers") }
    }

    private func checkRuntime(_ properties: FunctionProperties) throws(APIFailure) {
        if let name = properties.runtime, !KnownRuntimes.contain(name) { throw .unknownRuntime(name) }
    }

    /// AWS's limit.
    private func checkTags(_ tags: [String: String]) throws(APIFailure) {
        guard tags.count <= 50 else { throw .invalidParameter("Number of tags exceeds resource tag limit.") }
    }

    /// Code that came with a request.
    private struct ReceivedCode {
        var folder: FilePath
        /// nil for an archive.
        var imageURI: String?
        /// Base64, or an image's digest in hexadecimal digits.
        var sha256: String
        var size: Int
    }

    private func receive(_ code: RequestMembers, isImage: Bool, for name: String) throws(APIFailure) -> ReceivedCode {
        let (text, image) = (try code.text("ZipFile"), try code.text("ImageUri"))
        if let bucket = try code.text("S3Bucket") {
            throw .invalidParameter(
                "The embedded Lambda can't read code from S3 (s3://\(bucket)/\(try code.text("S3Key") ?? "")): send it "
                    + "as ZipFile.")
        }
        guard isImage == (image != nil), isImage != (text != nil) else { throw .codeMissing }
        if let image {
            return ReceivedCode(
                folder: try registry.makeCodeFolder(for: name), imageURI: image, sha256: ImageReference(image).digest,
                size: 0)
        }
        guard let text, let bytes = Base64.decode(text) else { throw .malformedBody }
        guard bytes.count <= Self.archiveLimit else { throw .archiveTooLarge(limit: Self.archiveLimit) }
        let folder = try registry.makeCodeFolder(for: name)
        do throws(ZipFault) {
            try ZipArchive(bytes).extract(into: folder)
        } catch {
            registry.removeCode(folder.string)
            throw .zip(error)
        }
        return ReceivedCode(folder: folder, sha256: PayloadHash.base64(of: bytes), size: bytes.count)
    }

    private static let archiveLimit = 52_428_800

    /// The configuration of `$LATEST`, or of the newly published version.
    private func answer(
        _ name: String, published: Bool, status: Int = 200, _ change: (inout JSONObject) -> Void = { _ in }
    ) throws(APIFailure) -> LocalResponse {
        guard let function = catalogue.latest(name) else {
            throw .functionNotFound(arn: descriptions.account.arn(name))
        }
        var members = descriptions.valueWithState(function)
        if published { members["Version"] = .string(String(registry.record(of: name).lastVersion)) }
        change(&members)
        return .json(members, status: status)
    }
}

// MARK: Versions and aliases

extension ControlAPI {
    private func publishVersion(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let name = try find(reference).name
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
    private func publish(
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

    // MARK: Aliases

    private func createAlias(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure)
        -> LocalResponse
    {
        let (name, version) = (try members.required("Name"), try members.required("FunctionVersion"))
        let function = try find(FunctionReference(name: reference.name, qualifier: version))
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

    private func getAlias(_ name: String, of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let function = try find(reference)
        guard let alias = catalogue.aliases(of: function)[name] else {
            throw .aliasNotFound(arn: descriptions.account.arn(function.name, qualifier: name))
        }
        return .json(descriptions.value(alias, of: function.name))
    }

    private func updateAlias(
        _ name: String, of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let function = try find(reference)
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
    private func deleteAlias(_ name: String, of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let function = try find(reference)
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

// MARK: Concurrency, tags, and the handling of events

extension ControlAPI {
    /// The function, which has the concurrency; its versions and aliases don't.
    private func unqualified(_ reference: FunctionReference) throws(APIFailure) -> FunctionDefinition {
        guard reference.qualifier == nil else {
            throw .invalidParameter(
                "This operation is permitted on Lambda functions only. Aliases and versions do not support this "
                    + "operation. Please specify either a function name or an unqualified function ARN.")
        }
        return try find(reference)
    }

    private func getConcurrency(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        guard let limit = try unqualified(reference).settings.reservedConcurrency else { return .json([:]) }
        return .json(["ReservedConcurrentExecutions": .number(JSONNumber(limit))])
    }

    private func putConcurrency(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure)
        -> LocalResponse
    {
        if reference.qualifier == nil {
            // The message for an unknown function names the version.
            _ = try find(FunctionReference(name: reference.name, qualifier: FunctionDefinition.latest))
        }
        let function = try unqualified(reference)
        let limit = try members.number("ReservedConcurrentExecutions") ?? 0
        let others = catalogue.reservedConcurrency(except: function.name)
        guard limit + others <= concurrencyLimit else { throw .concurrencyTooHigh(limit: concurrencyLimit) }
        try registry.update(function.name) { record throws(APIFailure) in
            record.concurrency = ReservedConcurrency(limit: limit)
        }
        return try getConcurrency(of: reference)
    }

    private func deleteConcurrency(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let function = try unqualified(reference)
        try registry.update(function.name) { record throws(APIFailure) in
            record.concurrency = ReservedConcurrency(limit: nil)
        }
        return LocalResponse(status: 204)
    }

    // MARK: Tags

    private func tagged(_ reference: FunctionReference) throws(APIFailure) -> FunctionDefinition {
        guard reference.qualifier == nil else {
            throw .invalidParameter(
                "Tags on function aliases and versions are not supported. Please specify a function ARN.")
        }
        return try find(reference)
    }

    private func listTags(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        .json(["Tags": descriptions.tags(registry.record(of: try tagged(reference).name).tags)])
    }

    private func tag(_ reference: FunctionReference, _ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let function = try tagged(reference)
        let tags = try members.texts("Tags") ?? [:]
        guard !tags.isEmpty else { throw .invalidParameter("An error occurred and the request cannot be processed.") }
        try registry.update(function.name) { record throws(APIFailure) in
            let all = record.tags.merging(tags) { $1 }
            try checkTags(all)
            record.tags = all
        }
        return LocalResponse(status: 204)
    }

    private func untag(_ reference: FunctionReference, _ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let function = try tagged(reference)
        let keys = members.members["TagKeys"]?.array?.compactMap(\.string) ?? []
        try registry.update(function.name) { record throws(APIFailure) in
            for key in keys { record.tags[key] = nil }
        }
        return LocalResponse(status: 204)
    }

    // MARK: Events

    /// The function, and the version or alias that a setting is for.
    ///
    /// - Parameter unknown: the failure if there's no such function or version.
    private func target(
        _ reference: FunctionReference, unknown: APIFailure? = nil
    ) throws(APIFailure) -> (name: String, qualifier: String) {
        let qualifier = reference.qualifier ?? FunctionDefinition.latest
        let unknown =
            unknown ?? .functionNotFound(arn: descriptions.account.arn(reference.name, qualifier: qualifier))
        try descriptions.check(reference, unknown: unknown)
        guard catalogue.function(named: reference.name, qualifier: qualifier, chance: 1) != nil else { throw unknown }
        return (reference.name, qualifier)
    }

    /// The failure of operations on settings that aren't there, or are for an unknown function.
    private func noEventInvoke(_ reference: FunctionReference) -> APIFailure {
        let qualifier = reference.qualifier ?? FunctionDefinition.latest
        return .eventInvokeNotFound(arn: descriptions.account.arn(reference.name, qualifier: qualifier))
    }

    private func getEventInvoke(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try target(reference, unknown: noEventInvoke(reference))
        guard let settings = registry.record(of: name).eventInvoke[qualifier] else { throw noEventInvoke(reference) }
        return .json(descriptions.value(settings, of: name, qualifier: qualifier))
    }

    private func putEventInvoke(
        of reference: FunctionReference, _ members: RequestMembers, replacing: Bool
    ) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try target(reference, unknown: .functionDoesNotExist)
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

    private func deleteEventInvoke(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try target(reference, unknown: noEventInvoke(reference))
        try registry.update(name) { record throws(APIFailure) in
            guard record.eventInvoke.removeValue(forKey: qualifier) != nil else { throw noEventInvoke(reference) }
        }
        return LocalResponse(status: 204)
    }

    private func listEventInvoke(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let name = try target(reference, unknown: .functionDoesNotExist).name
        let settings = registry.record(of: name).eventInvoke.sorted { $0.key < $1.key }
        let (range, next) = try ListingPages.page(of: settings.map(\.key), try members.page())
        return .list(
            "FunctionEventInvokeConfigs",
            settings[range].map { descriptions.value($0.value, of: name, qualifier: $0.key) }, next)
    }

    // MARK: The runtime

    private func getRuntimeManagement(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try target(reference)
        let updates = registry.record(of: name).runtimeUpdates?[qualifier] ?? RuntimeUpdates()
        return .json(descriptions.value(updates, of: name, qualifier: qualifier))
    }

    private func putRuntimeManagement(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try target(reference)
        let updates = RuntimeUpdates(
            mode: try members.required("UpdateRuntimeOn"), version: try members.text("RuntimeVersionArn"))
        guard (updates.mode == "Manual") == (updates.version != nil) else {
            throw .invalidParameter("RuntimeVersionArn must be set if UpdateRuntimeOn is Manual, and only then.")
        }
        try registry.update(name) { record throws(APIFailure) in
            record.runtimeUpdates = (record.runtimeUpdates ?? [:]).merging([qualifier: updates]) { $1 }
        }
        return try getRuntimeManagement(of: reference)
    }

    private func getRecursion(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let mode = registry.record(of: try unqualified(reference).name).recursiveLoop ?? "Terminate"
        return .json(["RecursiveLoop": .string(mode)])
    }

    private func putRecursion(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure)
        -> LocalResponse
    {
        let mode = try members.required("RecursiveLoop")
        try registry.update(try unqualified(reference).name) { record throws(APIFailure) in
            record.recursiveLoop = mode
        }
        return try getRecursion(of: reference)
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
