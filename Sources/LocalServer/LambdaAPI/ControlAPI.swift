// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The part of Lambda's API that changes functions. Its methods block: call them through `Blocking`, which runs one at
/// a time.
struct ControlAPI: Sendable {
    var catalogue: FunctionCatalogue
    var configuration: FunctionConfiguration
    var concurrencyLimit: Int
    /// Seconds since the epoch.
    var now: @Sendable () -> Int
    var makeId: @Sendable () -> String

    var registry: FunctionRegistry { catalogue.registry }

    func perform(_ operation: ControlOperation, _ members: RequestMembers) throws(APIFailure) -> APIResponse {
        switch operation {
        case .createFunction: try createFunction(members)
        case .updateFunctionCode(let function): try updateCode(of: function, members)
        case .updateFunctionConfiguration(let function): try updateConfiguration(of: function, members)
        case .deleteFunction(let function): try delete(function)
        case .publishVersion(let function): try publishVersion(of: function, members)
        case .createAlias(let function): try createAlias(of: function, members)
        case .getAlias(let function, let name): try getAlias(name, of: function)
        case .updateAlias(let function, let name): try updateAlias(name, of: function, members)
        case .deleteAlias(let function, let name): try deleteAlias(name, of: function)
        case .getConcurrency(let function): try getConcurrency(of: function)
        case .putConcurrency(let function): try putConcurrency(of: function, members)
        case .deleteConcurrency(let function): try deleteConcurrency(of: function)
        case .listTags(let function): try listTags(of: function)
        case .tag(let function): try tag(function, members)
        case .untag(let function, let keys): try untag(function, keys)
        case .getEventInvoke(let function): try getEventInvoke(of: function)
        case .putEventInvoke(let function, let replacing):
            try putEventInvoke(of: function, members, replacing: replacing)
        case .deleteEventInvoke(let function): try deleteEventInvoke(of: function)
        case .listEventInvoke(let function): try listEventInvoke(of: function)
        case .getCodeSigning(let function): .json(["FunctionName": .string(try find(function).name)])
        case .getPolicy(let function): throw try noPolicy(of: function)
        }
    }

    /// `$LATEST` of the function, whatever qualifier the reference has.
    func find(_ reference: FunctionReference) throws(APIFailure) -> FunctionDefinition {
        let unknown = APIFailure.functionNotFound(
            arn: configuration.arn(reference.name, qualifier: reference.qualifier))
        try configuration.check(reference, unknown: unknown)
        guard let function = catalogue.latest(reference.name) else { throw unknown }
        return function
    }

    /// No policy can be set: nobody but the owner of the keys can call the embedded Lambda.
    private func noPolicy(of reference: FunctionReference) throws(APIFailure) -> APIFailure {
        _ = try find(reference)
        return .policyNotFound
    }
}
