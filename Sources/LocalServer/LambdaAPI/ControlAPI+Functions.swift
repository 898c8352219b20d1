// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Base
import JSON
import SystemPackage

extension ControlAPI {
    func createFunction(_ members: RequestMembers) throws(APIFailure) -> APIResponse {
        let reference = try FunctionReference(checked: try members.required("FunctionName"))
        let name = reference.name
        let properties = try members.properties()
        let role = try members.required("Role")
        if try members.text("PackageType") == "Image" { throw .unsupportedMember("PackageType Image") }
        guard name.utf8.count <= 64 else {
            throw .validation([ValidationFailure(value: name, member: "functionName", constraint: .lengthAtMost(64))])
        }
        guard let runtime = properties.runtime, let handler = properties.handler else {
            throw .invalidParameter(
                "Runtime and Handler are mandatory parameters for functions created with deployment packages.")
        }
        guard catalogue.latest(name) == nil else { throw .functionExists(name) }
        try checkLayers(properties)
        guard let code = try members.object("Code") else { throw .codeMissing }
        var settings = FunctionSettings()
        settings.apply(properties)
        let (folder, archive) = try unpack(code, for: name)
        let deployment = Deployment(
            runtime: runtime, handler: handler, settings: settings, folder: folder.string,
            code: DeployedCode(
                sha256: archive.sha256, size: archive.size, lastModified: now(), role: role, revisionId: makeId()))
        let tags = try members.texts("Tags") ?? [:]
        try registry.update(name) { record throws(APIFailure) in
            // Code and versions of a function of this name that was deleted are gone.
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

    func updateCode(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure) -> APIResponse {
        let function = try deployed(reference)
        try checkRevision(members, function.code.revisionId)
        let (folder, archive) = try unpack(members, for: reference.name)
        guard try !members.flag("DryRun") else {
            registry.removeCode(folder.string)
            return try answer(reference.name, published: false)
        }
        try registry.update(reference.name) { record throws(APIFailure) in
            record.deployment?.folder = folder.string
            record.deployment?.code.sha256 = archive.sha256
            record.deployment?.code.size = archive.size
            touch(&record)
        }
        // A process that still runs from it keeps its files; versions have copies of their own.
        registry.removeCode(function.folder)
        if try members.flag("Publish") { _ = try publish(reference.name, description: nil) }
        return try answer(reference.name, published: try members.flag("Publish"))
    }

    func updateConfiguration(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> APIResponse {
        let function = try deployed(reference)
        try checkRevision(members, function.code.revisionId)
        let properties = try members.properties()
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

    func delete(_ reference: FunctionReference) throws(APIFailure) -> APIResponse {
        let function = try find(reference)
        guard let qualifier = reference.qualifier, qualifier != FunctionDefinition.latest else {
            guard registry.record(of: function.name).deployment != nil else { throw .notDeployed(function.name) }
            try registry.remove(function.name)
            return APIResponse(status: 204)
        }
        try registry.update(function.name) { record throws(APIFailure) in
            guard !record.aliases.values.contains(where: { $0.refers(to: qualifier) }) else {
                throw .versionInUse(qualifier)
            }
            // As on AWS, deleting a version that is not there is no failure.
            record.versions.removeAll { String($0.number) == qualifier }
        }
        return APIResponse(status: 204)
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
        if let revision = try members.text("RevisionId"), revision != current { throw .revisionMismatch }
    }

    /// Layers of deployed functions would have to be fetched from AWS.
    private func checkLayers(_ properties: FunctionProperties) throws(APIFailure) {
        guard properties.layers?.isEmpty ?? true else { throw .unsupportedMember("Layers") }
    }

    private func unpack(
        _ code: RequestMembers, for name: String
    ) throws(APIFailure) -> (folder: FilePath, archive: (sha256: String, size: Int)) {
        guard let text = try code.text("ZipFile") else {
            if try code.text("S3Bucket") != nil { throw .unsupportedMember("S3Bucket") }
            if try code.text("ImageUri") != nil { throw .unsupportedMember("ImageUri") }
            throw .codeMissing
        }
        guard let bytes = Base64.decode(text) else { throw .malformedBody }
        let folder = try registry.makeCodeFolder(for: name)
        do throws(ZipFault) {
            try ZipArchive(bytes).extract(into: folder)
        } catch {
            registry.removeCode(folder.string)
            throw .zip(error)
        }
        return (folder, (PayloadHash.base64(of: bytes), bytes.count))
    }

    /// The configuration of `$LATEST`, or of the version that was just published.
    private func answer(
        _ name: String, published: Bool, status: Int = 200, _ change: (inout JSONObject) -> Void = { _ in }
    ) throws(APIFailure) -> APIResponse {
        guard let function = catalogue.latest(name) else { throw .functionNotFound(arn: configuration.arn(name)) }
        var members = configuration.valueWithState(function)
        if published { members["Version"] = .string(String(registry.record(of: name).lastVersion)) }
        change(&members)
        return .json(members, status: status)
    }
}
