// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Base
import JSON

/// Lambda's API over a folder of functions.
struct LambdaAPI: Sendable {
    var catalogue: FunctionCatalogue
    var dispatcher: Dispatcher
    var events: EventQueue
    var control: ControlAPI
    var configuration: FunctionConfiguration
    var concurrencyLimit: Int
    var makeId: @Sendable () -> String

    /// Answers a request whose signature was checked.
    func respond(to request: APIRequest, requestId: String) async -> APIResponse {
        do throws(APIFailure) {
            return try await perform(try APIOperation(request), requestId: requestId)
        } catch {
            return APIResponse(error)
        }
    }

    private func perform(_ operation: APIOperation, requestId: String) async throws(APIFailure) -> APIResponse {
        switch operation {
        case .listFunctions(let allVersions, let page):
            var functions = await functions()
            if allVersions {
                for function in functions { functions += await catalogue.versions(of: function.name) }
                functions.sort { $0.pagingKey < $1.pagingKey }
            }
            let (range, next) = try Paging.page(of: functions.map(\.pagingKey), page)
            // With all versions, AWS writes the version into each ARN.
            return .list(
                "Functions",
                functions[range].map { configuration.value($0, qualifier: allVersions ? $0.version : nil) }, next)
        case .getFunction(let reference):
            let function = try await find(reference)
            let tags = catalogue.registry.record(of: function.name).tags
            return .json(configuration.description(function, qualifier: reference.qualifier, tags: tags))
        case .getFunctionConfiguration(let reference):
            let function = try await find(reference)
            return .json(configuration.valueWithState(function, qualifier: reference.qualifier))
        case .listVersions(let reference, let page):
            let function = try await find(reference)
            let versions = [function] + (await catalogue.versions(of: function.name))
            let (range, next) = try Paging.page(of: versions.map(\.pagingKey), page)
            return .list(
                "Versions", versions[range].map { configuration.value($0, qualifier: $0.version) }, next)
        case .listAliases(let reference, let version, let page):
            let function = try await find(reference)
            let aliases = catalogue.registry.record(of: function.name).aliases.values
                .filter { alias in version.map(alias.refers) ?? true }.sorted { $0.name < $1.name }
            let (range, next) = try Paging.page(of: aliases.map(\.name), page)
            return .list("Aliases", aliases[range].map { configuration.value($0, of: function.name) }, next)
        case .getAccountSettings:
            return .json(await accountSettings())
        case .invoke(let parameters):
            return try await invoke(parameters, requestId: requestId)
        case .invokeWithResponseStream(let parameters):
            return try await invokeWithResponseStream(parameters, requestId: requestId)
        case .control(let operation, let members):
            let control = control
            return try await Blocking.run { () throws(APIFailure) in try control.perform(operation, members) }
        }
    }

    /// A folder that went away holds no functions any more.
    private func functions() async -> [FunctionDefinition] { (try? await catalogue.all()) ?? [] }

    func find(_ reference: FunctionReference, invoked: Bool = false) async throws(APIFailure) -> FunctionDefinition {
        // An invocation without a qualifier is told about the version that it would have run.
        let qualifier = reference.qualifier ?? (invoked ? "$LATEST" : nil)
        let unknown = APIFailure.functionNotFound(arn: configuration.arn(reference.name, qualifier: qualifier))
        try configuration.check(reference, unknown: unknown)
        let chance = invoked ? Double.random(in: 0..<1) : 1
        guard
            let function = catalogue.function(
                named: reference.name, qualifier: reference.qualifier, chance: chance)
        else { throw unknown }
        return function
    }

    func invoke(_ parameters: InvokeParameters, requestId: String) async throws(APIFailure) -> APIResponse {
        let function = try await runnable(parameters.function)
        let invocation = invocation(of: function, parameters, requestId: requestId)
        switch parameters.type {
        case .dryRun:
            return APIResponse(status: 204)
        case .event:
            try await events.accept(invocation, function: function.name, qualifier: parameters.function.qualifier)
            return APIResponse(status: 202)
        case .requestResponse:
            let result = try await dispatcher.invoke(function, invocation)
            var response = APIResponse(
                status: 200, fields: [HTTPField("X-Amz-Executed-Version", function.version)], body: result.payload)
            response.fields.append(HTTPField("Content-Type", "application/json"))
            if result.failed { response.fields.append(HTTPField("X-Amz-Function-Error", "Unhandled")) }
            if parameters.logType == .tail {
                response.fields.append(HTTPField("X-Amz-Log-Result", Base64.encode(result.log)))
            }
            return response
        }
    }

    /// A function that is to be invoked; throws when it is not there, or cannot run.
    func runnable(_ reference: FunctionReference) async throws(APIFailure) -> FunctionDefinition {
        let function = try await find(reference, invoked: true)
        if let problem = function.problem { throw .cannotRun(function: function.name, reason: problem.description) }
        return function
    }

    func invocation(
        of function: FunctionDefinition, _ parameters: InvokeParameters, requestId: String
    ) -> Invocation {
        Invocation(
            id: requestId, payload: parameters.payload,
            functionARN: configuration.arn(function.name, qualifier: parameters.function.qualifier),
            clientContext: parameters.clientContext, tenantId: parameters.tenantId)
    }

    private func accountSettings() async -> JSONObject {
        let functions = await functions()
        let size = functions.reduce(0) { $0 + configuration.code(of: $1).size }
        let reserved = functions.reduce(0) { $0 + ($1.settings.reservedConcurrency ?? 0) }
        return [
            "AccountLimit": [
                "TotalCodeSize": 80_530_636_800,
                "CodeSizeUnzipped": 262_144_000,
                "CodeSizeZipped": 52_428_800,
                "ConcurrentExecutions": .number(JSONNumber(concurrencyLimit)),
                "UnreservedConcurrentExecutions": .number(JSONNumber(max(0, concurrencyLimit - reserved))),
            ],
            "AccountUsage": [
                "TotalCodeSize": .number(JSONNumber(size)),
                "FunctionCount": .number(JSONNumber(functions.count)),
            ],
        ]
    }
}

extension APIResponse {
    init(_ failure: APIFailure) {
        var fields = [HTTPField("Content-Type", "application/json"), HTTPField("x-amzn-errortype", failure.code)]
        if case .throttled(.account) = failure { fields.append(HTTPField("Retry-After", "1")) }
        self.init(status: failure.status, fields: fields, body: failure.body.serialized())
    }

    static func json(_ members: JSONObject, status: Int = 200) -> APIResponse {
        APIResponse(
            status: status, fields: [HTTPField("Content-Type", "application/json")],
            body: JSONValue.object(members).serialized())
    }

    /// A page of a listing.
    static func list(_ name: String, _ elements: [JSONObject], _ next: String?) -> APIResponse {
        var members: JSONObject = [name: .array(elements.map(JSONValue.object))]
        if let next { members["NextMarker"] = .string(next) }
        return .json(members)
    }
}

extension FunctionDefinition {
    /// Sorts `$LATEST` before the published versions, and those by their numbers.
    fileprivate var pagingKey: String {
        let number = Int(version).map(String.init) ?? ""
        return "\(name)\u{0}" + String(repeating: "0", count: version == Self.latest ? 0 : max(0, 10 - number.count))
            + number
    }
}
