// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import LocalFunctions
import LocalHTTP

/// The part of Lambda's API that changes functions. It blocks: call it through `Blocking`, which runs one operation at a
/// time.
struct ControlAPI: Sendable {
    private let functions: FunctionLookup
    private let deployments: DeploymentOperations
    private let versions: VersionOperations
    private let aliases: AliasOperations
    private let concurrency: ConcurrencyOperations
    private let tags: TagOperations
    private let eventInvoke: EventInvokeOperations
    private let runtimes: RuntimeOperations
    private let urls: FunctionURLOperations
    private let policies: FunctionPolicies

    /// - Parameters:
    ///   - concurrencyLimit: of the account.
    ///   - now: seconds since the epoch.
    init(
        _ functions: FunctionLookup, concurrencyLimit: Int, urls: FunctionURLOperations, policies: FunctionPolicies,
        now: @escaping @Sendable () -> Int, makeId: @escaping @Sendable () -> String
    ) {
        self.functions = functions
        versions = VersionOperations(functions: functions, makeId: makeId)
        deployments = DeploymentOperations(functions: functions, versions: versions, now: now, makeId: makeId)
        aliases = AliasOperations(functions: functions, makeId: makeId)
        concurrency = ConcurrencyOperations(functions: functions, limit: concurrencyLimit)
        tags = TagOperations(functions: functions)
        eventInvoke = EventInvokeOperations(functions: functions, now: now)
        runtimes = RuntimeOperations(functions: functions)
        self.urls = urls
        self.policies = policies
    }

    func perform(_ operation: ControlOperation, _ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        switch operation {
        case .createFunction: try deployments.create(members)
        case .updateFunctionCode: try deployments.updateCode(of: try members.function(), members)
        case .updateFunctionConfiguration: try deployments.updateConfiguration(of: try members.function(), members)
        case .deleteFunction: try deployments.delete(try members.function())
        case .publishVersion: try versions.publish(of: try members.function(), members)
        case .createAlias: try aliases.create(of: try members.function(), members)
        case .getAlias: try aliases.get(try members.required("Name"), of: try members.function())
        case .updateAlias: try aliases.update(try members.required("Name"), of: try members.function(), members)
        case .deleteAlias: try aliases.delete(try members.required("Name"), of: try members.function())
        case .getConcurrency: try concurrency.get(of: try members.function())
        case .putConcurrency: try concurrency.put(of: try members.function(), members)
        case .deleteConcurrency: try concurrency.delete(of: try members.function())
        case .listTags: try tags.list(of: try members.function())
        case .tag: try tags.tag(try members.function(), members)
        case .untag: try tags.untag(try members.function(), members)
        case .getEventInvoke: try eventInvoke.get(of: try members.function())
        case .putEventInvoke: try eventInvoke.put(of: try members.function(), members, replacing: true)
        case .updateEventInvoke: try eventInvoke.put(of: try members.function(), members, replacing: false)
        case .deleteEventInvoke: try eventInvoke.delete(of: try members.function())
        case .listEventInvoke: try eventInvoke.list(of: try members.function(), members)
        case .getRuntimeManagement: try runtimes.getUpdates(of: try members.function())
        case .putRuntimeManagement: try runtimes.putUpdates(of: try members.function(), members)
        case .getCodeSigning: .json(["FunctionName": .string(try functions.find(try members.function()).name)])
        case .getPolicy: try policies.get(members)
        case .addPermission: try policies.add(members)
        case .removePermission: try policies.remove(members)
        case .createURL: try urls.create(members)
        case .getURL: try urls.get(members)
        case .updateURL: try urls.update(members)
        case .deleteURL: try urls.delete(members)
        case .listURLs: try urls.list(members)
        case .getRecursion: try runtimes.getRecursion(of: try members.function())
        case .putRecursion: try runtimes.putRecursion(of: try members.function(), members)
        }
    }
}
