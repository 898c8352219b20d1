// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import AWSSigning
import Base
import JSON
import LocalFunctions
import LocalHTTP
import LocalProjects
import SystemPackage

/// The operations that create, update and delete functions. They block.
struct DeploymentOperations: Sendable {
    let functions: FunctionLookup
    let versions: VersionOperations
    /// Seconds since the epoch.
    let now: @Sendable () -> Int
    let makeId: @Sendable () -> String

    private var catalogue: FunctionCatalogue { functions.catalogue }
    private var descriptions: FunctionDescriptions { functions.descriptions }
    private var registry: FunctionRegistry { functions.catalogue.registry }

    func create(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
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
        try TagOperations.check(tags)
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
        if try members.flag("Publish") { _ = try versions.publish(name, description: nil) }
        return try answer(name, published: try members.flag("Publish"), status: 201) { members in
            members["State"] = "Pending"
            members["StateReason"] = "The function is being created."
            members["StateReasonCode"] = "Creating"
            members["LastUpdateStatus"] = nil
        }
    }

    func updateCode(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure)
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
        if try members.flag("Publish") { _ = try versions.publish(reference.name, description: nil) }
        return try answer(reference.name, published: try members.flag("Publish"))
    }

    func updateConfiguration(
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

    func delete(_ reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        guard reference.qualifier != FunctionDefinition.latest else {
            throw .invalidParameter("$LATEST version cannot be deleted without deleting the function.")
        }
        let function = try functions.find(FunctionReference(unqualified: reference))
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
        let function = try functions.find(reference)
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
