// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import LocalFunctions
import LocalHTTP

/// The operations on how AWS updates a function's runtime, and on recursive invocations. Settings are kept, and have no
/// effect here. They block.
struct RuntimeOperations: Sendable {
    let functions: FunctionLookup

    private var descriptions: FunctionDescriptions { functions.descriptions }
    private var registry: FunctionRegistry { functions.catalogue.registry }

    func getUpdates(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try functions.target(reference)
        let updates = registry.record(of: name).runtimeUpdates?[qualifier] ?? RuntimeUpdates()
        return .json(descriptions.value(updates, of: name, qualifier: qualifier))
    }

    func putUpdates(
        of reference: FunctionReference, _ members: RequestMembers
    ) throws(APIFailure) -> LocalResponse {
        let (name, qualifier) = try functions.target(reference)
        let updates = RuntimeUpdates(
            mode: try members.required("UpdateRuntimeOn"), version: try members.text("RuntimeVersionArn"))
        guard (updates.mode == "Manual") == (updates.version != nil) else {
            throw .invalidParameter("RuntimeVersionArn must be set if UpdateRuntimeOn is Manual, and only then.")
        }
        try registry.update(name) { record throws(APIFailure) in
            record.runtimeUpdates = (record.runtimeUpdates ?? [:]).merging([qualifier: updates]) { $1 }
        }
        return try getUpdates(of: reference)
    }

    func getRecursion(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let mode = registry.record(of: try functions.unqualified(reference).name).recursiveLoop ?? "Terminate"
        return .json(["RecursiveLoop": .string(mode)])
    }

    func putRecursion(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure)
        -> LocalResponse
    {
        let mode = try members.required("RecursiveLoop")
        try registry.update(try functions.unqualified(reference).name) { record throws(APIFailure) in
            record.recursiveLoop = mode
        }
        return try getRecursion(of: reference)
    }
}
