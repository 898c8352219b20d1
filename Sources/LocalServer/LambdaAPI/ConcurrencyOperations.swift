// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import LocalFunctions
import LocalHTTP

/// The operations on a function's reserved concurrency. They block.
struct ConcurrencyOperations: Sendable {
    let functions: FunctionLookup
    /// Of the account.
    let limit: Int

    private var catalogue: FunctionCatalogue { functions.catalogue }
    private var registry: FunctionRegistry { functions.catalogue.registry }

    func get(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        guard let limit = try functions.unqualified(reference).settings.reservedConcurrency else { return .json([:]) }
        return .json(["ReservedConcurrentExecutions": .number(JSONNumber(limit))])
    }

    func put(of reference: FunctionReference, _ members: RequestMembers) throws(APIFailure)
        -> LocalResponse
    {
        if reference.qualifier == nil {
            // The message for an unknown function names the version.
            _ = try functions.find(FunctionReference(name: reference.name, qualifier: FunctionDefinition.latest))
        }
        let function = try functions.unqualified(reference)
        let limit = try members.number("ReservedConcurrentExecutions") ?? 0
        let others = catalogue.reservedConcurrency(except: function.name)
        guard limit + others <= self.limit else { throw .concurrencyTooHigh(limit: self.limit) }
        try registry.update(function.name) { record throws(APIFailure) in
            record.concurrency = ReservedConcurrency(limit: limit)
        }
        return try get(of: reference)
    }

    func delete(of reference: FunctionReference) throws(APIFailure) -> LocalResponse {
        let function = try functions.unqualified(reference)
        try registry.update(function.name) { record throws(APIFailure) in
            record.concurrency = ReservedConcurrency(limit: nil)
        }
        return LocalResponse(status: 204)
    }
}
