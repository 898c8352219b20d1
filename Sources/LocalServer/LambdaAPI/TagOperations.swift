// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import LocalFunctions
import LocalHTTP

/// The operations on functions' tags. They block.
struct TagOperations: Sendable {
    let functions: FunctionLookup

    private var descriptions: FunctionDescriptions { functions.descriptions }
    private var registry: FunctionRegistry { functions.catalogue.registry }

    private func tagged(_ reference: FunctionReference) throws(APIFailure) -> FunctionDefinition {
        guard reference.qualifier == nil else {
            throw .invalidParameter(
                "Tags on function aliases and versions are not supported. Please specify a function ARN.")
        }
        return try functions.find(reference)
    }

    func list(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        .json(["Tags": descriptions.tags(registry.record(of: try tagged(reference).name).tags)])
    }

    func tag(_ reference: FunctionReference, _ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let function = try tagged(reference)
        let tags = try members.texts("Tags") ?? [:]
        guard !tags.isEmpty else { throw .invalidParameter("An error occurred and the request cannot be processed.") }
        try registry.update(function.name) { record throws(APIFailure) in
            let all = record.tags.merging(tags) { $1 }
            try Self.check(all)
            record.tags = all
        }
        return LocalResponse(status: 204)
    }

    func untag(_ reference: FunctionReference, _ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let function = try tagged(reference)
        let keys = members.members["TagKeys"]?.array?.compactMap(\.string) ?? []
        try registry.update(function.name) { record throws(APIFailure) in
            for key in keys { record.tags[key] = nil }
        }
        return LocalResponse(status: 204)
    }

    /// AWS's limit.
    static func check(_ tags: [String: String]) throws(APIFailure) {
        guard tags.count <= 50 else { throw .invalidParameter("Number of tags exceeds resource tag limit.") }
    }
}
