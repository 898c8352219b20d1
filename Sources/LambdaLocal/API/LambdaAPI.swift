// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import JSON

/// Lambda's API over a folder of functions.
struct LambdaAPI: Sendable {
    var catalogue: FunctionCatalogue
    var dispatcher: Dispatcher
    var events: EventQueue
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
            let functions = await functions()
            let (range, next) = try Paging.page(of: functions.map(\.name), page)
            // With all versions, AWS writes the version into each ARN.
            let qualifier = allVersions ? "$LATEST" : nil
            return .list("Functions", functions[range].map { configuration.value($0, qualifier: qualifier) }, next)
        case .getFunction(let reference):
            let function = try await find(reference)
            return .json(configuration.description(function, qualifier: reference.qualifier))
        case .getFunctionConfiguration(let reference):
            let function = try await find(reference)
            return .json(configuration.valueWithState(function, qualifier: reference.qualifier))
        case .listVersions(let reference, let page):
            let function = try await find(reference)
            let (range, next) = try Paging.page(of: ["$LATEST"], page)
            return .list("Versions", range.map { _ in configuration.value(function, qualifier: "$LATEST") }, next)
        case .listAliases(let reference, _):
            _ = try await find(reference)
            return .list("Aliases", [], nil)
        case .getAccountSettings:
            return .json(await accountSettings())
        case .invoke(let parameters):
            return try await invoke(parameters, requestId: requestId)
        }
    }

    /// A folder that went away holds no functions any more.
    private func functions() async -> [FunctionDefinition] { (try? await catalogue.all()) ?? [] }

    private func find(
        _ reference: FunctionReference, invoked: Bool = false
    ) async throws(APIFailure) -> FunctionDefinition {
        if let region = reference.region, region != configuration.region {
            throw .otherRegion(region, own: configuration.region)
        }
        // An invocation without a qualifier is told about the version that it would have run.
        let qualifier = reference.qualifier ?? (invoked ? "$LATEST" : nil)
        let unknown = APIFailure.functionNotFound(arn: configuration.arn(reference.name, qualifier: qualifier))
        if let account = reference.account, account != FunctionConfiguration.account { throw unknown }
        guard reference.qualifier == nil || reference.qualifier == "$LATEST",
            let function = await catalogue.function(named: reference.name)
        else { throw unknown }
        return function
    }

    private func invoke(_ parameters: InvokeParameters, requestId: String) async throws(APIFailure) -> APIResponse {
        let function = try await find(parameters.function, invoked: true)
        if let problem = function.problem { throw .cannotRun(function: function.name, reason: problem.description) }
        let invocation = Invocation(
            id: requestId, payload: parameters.payload,
            functionARN: configuration.arn(function.name, qualifier: parameters.function.qualifier),
            clientContext: parameters.clientContext, tenantId: parameters.tenantId)
        switch parameters.type {
        case .dryRun:
            return APIResponse(status: 204)
        case .event:
            try events.accept(function, invocation)
            return APIResponse(status: 202)
        case .requestResponse:
            let result = try await dispatcher.invoke(function, invocation)
            var response = APIResponse(
                status: 200, fields: [HTTPField("X-Amz-Executed-Version", "$LATEST")], body: result.payload)
            response.fields.append(HTTPField("Content-Type", "application/json"))
            if result.failed { response.fields.append(HTTPField("X-Amz-Function-Error", "Unhandled")) }
            if parameters.logType == .tail {
                response.fields.append(HTTPField("X-Amz-Log-Result", Base64.encode(result.log)))
            }
            return response
        }
    }

    private func accountSettings() async -> JSONObject {
        let functions = await functions()
        let size = functions.reduce(0) { $0 + $1.fingerprint.size }
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
        if case .throttled = failure { fields.append(HTTPField("Retry-After", "1")) }
        self.init(status: failure.status, fields: fields, body: failure.body.serialized())
    }

    static func json(_ members: JSONObject) -> APIResponse {
        APIResponse(
            status: 200, fields: [HTTPField("Content-Type", "application/json")],
            body: JSONValue.object(members).serialized())
    }

    /// A page of a listing.
    static func list(_ name: String, _ elements: [JSONObject], _ next: String?) -> APIResponse {
        var members: JSONObject = [name: .array(elements.map(JSONValue.object))]
        if let next { members["NextMarker"] = .string(next) }
        return .json(members)
    }
}
