// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import LocalFunctions

/// Finds the function that a request is about, or fails as AWS does. Its methods block.
struct FunctionLookup: Sendable {
    let catalogue: FunctionCatalogue
    let descriptions: FunctionDescriptions

    /// `$LATEST` of the function, whatever the reference's qualifier.
    func find(_ reference: FunctionReference) throws(APIFailure) -> FunctionDefinition {
        let unknown = APIFailure.functionNotFound(
            arn: descriptions.account.arn(reference.name, qualifier: reference.qualifier))
        try descriptions.check(reference, unknown: unknown)
        guard let function = catalogue.latest(reference.name) else { throw unknown }
        return function
    }

    /// The function, which has the concurrency; its versions and aliases don't.
    func unqualified(_ reference: FunctionReference) throws(APIFailure) -> FunctionDefinition {
        guard reference.qualifier == nil else {
            throw .invalidParameter(
                "This operation is permitted on Lambda functions only. Aliases and versions do not support this "
                    + "operation. Please specify either a function name or an unqualified function ARN.")
        }
        return try find(reference)
    }

    /// The function, and the version or alias that a setting is for.
    ///
    /// - Parameter unknown: the failure if there's no such function or version.
    func target(
        _ reference: FunctionReference, unknown: APIFailure? = nil
    ) throws(APIFailure) -> (name: String, qualifier: String) {
        let qualifier = reference.qualifier ?? FunctionDefinition.latest
        let unknown =
            unknown ?? .functionNotFound(arn: descriptions.account.arn(reference.name, qualifier: qualifier))
        try descriptions.check(reference, unknown: unknown)
        guard catalogue.function(named: reference.name, qualifier: qualifier, chance: 1) != nil else { throw unknown }
        return (reference.name, qualifier)
    }
}
