// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import HTTPMessages
import Base
import JSON
import LocalEvents
import LocalFunctions
import LocalHTTP
import LocalSandbox

/// Lambda's API over a folder of functions.
struct LambdaAPI: Sendable {
    let catalogue: FunctionCatalogue
    let dispatcher: Dispatcher
    let events: EventQueue
    let control: ControlAPI
    let descriptions: FunctionDescriptions
    let concurrencyLimit: Int
    let makeId: @Sendable () -> String

    /// Answers a request whose signature has been verified.
    func respond(to request: LocalRequest, requestId: String) async -> LocalResponse {
        do throws(APIFailure) {
            return try await perform(try APIOperation(request), requestId: requestId)
        } catch {
            return LocalResponse(error)
        }
    }

    private func perform(_ operation: APIOperation, requestId: String) async throws(APIFailure) -> LocalResponse {
        switch operation {
        case .invoke(let parameters):
            return try await invoke(parameters, requestId: requestId)
        case .invokeWithResponseStream(let parameters):
            return try await invokeWithResponseStream(parameters, requestId: requestId)
        case .read(let operation, let members): return try await perform(operation, members)
        case .control(let operation, let members):
            let control = control
            return try await Blocking.run { () throws(APIFailure) in try control.perform(operation, members) }
        }
    }

    private func perform(
        _ operation: ReadOperation, _ members: RequestMembers
    ) async throws(APIFailure) -> LocalResponse {
        switch operation {
        case .listFunctions:
            let allVersions = try members.text("FunctionVersion") != nil
            var functions = await functions()
            if allVersions {
                for function in functions { functions += await catalogue.versions(of: function.name) }
                functions.sort { $0.pagingKey < $1.pagingKey }
            }
            let (range, next) = try ListingPages.page(of: functions.map(\.pagingKey), try members.page())
            // When listing all versions, AWS includes the version in each ARN.
            return .list(
                "Functions",
                functions[range].map { descriptions.value($0, qualifier: allVersions ? $0.version : nil) }, next)
        case .getFunction:
            let reference = try members.function()
            let function = try await find(reference)
            let tags = catalogue.registry.record(of: function.name).tags
            return .json(descriptions.description(function, qualifier: reference.qualifier, tags: tags))
        case .getFunctionConfiguration:
            let reference = try members.function()
            let function = try await find(reference)
            return .json(descriptions.valueWithState(function, qualifier: reference.qualifier))
        case .listVersions:
            let function = try await find(try members.function())
            let versions = [function] + (await catalogue.versions(of: function.name))
            let (range, next) = try ListingPages.page(of: versions.map(\.pagingKey), try members.page())
            return .list(
                "Versions", versions[range].map { descriptions.value($0, qualifier: $0.version) }, next)
        case .listAliases:
            let function = try await find(try members.function())
            let version = try members.text("FunctionVersion")
            let aliases = catalogue.aliases(of: function).values
                .filter { alias in version.map(alias.refers) ?? true }.sorted { $0.name < $1.name }
            let (range, next) = try ListingPages.page(of: aliases.map(\.name), try members.page())
            return .list("Aliases", aliases[range].map { descriptions.value($0, of: function.name) }, next)
        // There are none: they can't be created.
        case .listEventSources: return .list("EventSourceMappings", [], nil)
        case .getAccountSettings:
            return .json(await accountSettings())
        }
    }

    /// A folder that has been removed contains no functions.
    private func functions() async -> [FunctionDefinition] { (try? await catalogue.all()) ?? [] }

    private func find(_ reference: FunctionReference, invoked: Bool = false) async throws(APIFailure)
        -> FunctionDefinition
    {
        // For an invocation without a qualifier, the error names the version that would have run.
        let qualifier = reference.qualifier ?? (invoked ? "$LATEST" : nil)
        let unknown = APIFailure.functionNotFound(arn: descriptions.account.arn(reference.name, qualifier: qualifier))
        try descriptions.check(reference, unknown: unknown)
        let chance = invoked ? Double.random(in: 0..<1) : 1
        guard
            let function = catalogue.function(
                named: reference.name, qualifier: reference.qualifier, chance: chance)
        else { throw unknown }
        return function
    }

    private func invoke(_ parameters: InvokeParameters, requestId: String) async throws(APIFailure) -> LocalResponse {
        let call = try await call(parameters, requestId: requestId)
        let function = call.function
        switch parameters.type {
        case .dryRun:
            return LocalResponse(status: 204)
        case .event:
            do throws(EventRefusal) {
                try await events.accept(
                    call.invocation, function: function.name, qualifier: parameters.function.qualifier)
            } catch {
                throw APIFailure(error)
            }
            return LocalResponse(status: 202)
        case .requestResponse:
            let result = try await run(call)
            var response = LocalResponse(
                status: 200, fields: [HTTPField("X-Amz-Executed-Version", function.version)], body: result.payload)
            response.fields.append(HTTPField("Content-Type", "application/json"))
            if result.failed { response.fields.append(HTTPField("X-Amz-Function-Error", "Unhandled")) }
            if parameters.logType == .tail {
                response.fields.append(HTTPField("X-Amz-Log-Result", Base64.encode(result.log)))
            }
            return response
        }
    }

    // MARK: Invocations

    /// An invocation of a function that can run.
    struct Call: Sendable {
        var function: FunctionDefinition
        var invocation: Invocation
    }

    func call(_ parameters: InvokeParameters, requestId: String) async throws(APIFailure) -> Call {
        let function = try await runnable(parameters.function)
        let invocation = Invocation(
            id: requestId, payload: parameters.payload,
            functionARN: descriptions.account.arn(function.name, qualifier: parameters.function.qualifier),
            // Only the caller who waits has a context (the manual of Invoke).
            clientContext: parameters.type == .event ? nil : parameters.clientContext, tenantId: parameters.tenantId,
            trace: parameters.trace)
        return Call(function: function, invocation: invocation)
    }

    /// Waits for the result.
    func run(_ call: Call) async throws(APIFailure) -> InvocationResult {
        do throws(InvocationRefusal) {
            return try await dispatcher.invoke(call.function, call.invocation)
        } catch {
            throw APIFailure(error)
        }
    }

    /// A sandbox for the call, which must follow.
    func reserve(_ call: Call) throws(APIFailure) -> Sandbox {
        do throws(InvocationRefusal) {
            return try dispatcher.reserve(call.function)
        } catch {
            throw APIFailure(error)
        }
    }

    /// A function to invoke; throws if it doesn't exist or can't run.
    private func runnable(_ reference: FunctionReference) async throws(APIFailure) -> FunctionDefinition {
        let function = try await find(reference, invoked: true)
        if let problem = function.problem { throw .cannotRun(function: function.name, reason: problem.description) }
        return function
    }

    /// Responds with an event stream: the result in chunks as the function sends them, then how it ended.
    private func invokeWithResponseStream(
        _ parameters: InvokeParameters, requestId: String
    ) async throws(APIFailure) -> LocalResponse {
        guard parameters.type == .requestResponse else { return try await invoke(parameters, requestId: requestId) }
        let call = try await call(parameters, requestId: requestId)
        let sandbox = try reserve(call)
        let dispatcher = dispatcher
        let fields = [
            HTTPField("X-Amz-Executed-Version", call.function.version),
            HTTPField("Content-Type", "application/vnd.amazon.eventstream"),
        ]
        return LocalResponse(status: 200, fields: fields) { write in
            await write.begin()
            let result = await dispatcher.run(call.invocation, in: sandbox) { part in
                if case .bytes(let bytes) = part { await write(StreamedResultMessage(.payloadChunk, bytes).encoded) }
            }
            let (payload, completion) = Self.completion(of: result, wantsLog: parameters.logType == .tail)
            if let payload { await write(StreamedResultMessage(.payloadChunk, payload).encoded) }
            await write(StreamedResultMessage(.invokeComplete, completion.serialized()).encoded)
        }
    }

    /// The remainder of a result that the function returned as a whole, and the final message.
    private static func completion(
        of result: InvocationResult, wantsLog: Bool
    ) -> (payload: [UInt8]?, completion: JSONValue) {
        var members = JSONObject()
        if result.failed {
            members["ErrorCode"] = "Unhandled"
            members["ErrorDetails"] = .string(String(decoding: result.payload, as: UTF8.self))
        }
        if wantsLog { members["LogResult"] = .string(Base64.encode(result.log)) }
        return (result.failed || result.payload.isEmpty ? nil : result.payload, .object(members))
    }

    /// The configuration of a function's URL; nil if it has none.
    func urlSettings(of target: FunctionURLTarget) -> FunctionURLSettings? {
        let record = catalogue.registry.record(of: target.function)
        if let url = record.urls?[target.qualifier ?? FunctionDefinition.latest] { return url.settings }
        return catalogue.function(named: target.function)?.settings.url
    }

    private func accountSettings() async -> JSONObject {
        let functions = await functions()
        let size = functions.reduce(0) { $0 + descriptions.code(of: $1).size }
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

extension LocalResponse {
    init(_ failure: APIFailure) {
        var fields = [HTTPField("Content-Type", "application/json"), HTTPField("x-amzn-errortype", failure.code)]
        if case .throttled(.account) = failure { fields.append(HTTPField("Retry-After", "1")) }
        self.init(status: failure.status, fields: fields, body: failure.body.serialized())
    }

    /// One page of a list.
    static func list(_ name: String, _ elements: [JSONObject], _ next: String?) -> LocalResponse {
        var members: JSONObject = [name: .array(elements.map(JSONValue.object))]
        if let next { members["NextMarker"] = .string(next) }
        return .json(members)
    }
}

extension FunctionDefinition {
    /// Sorts `$LATEST` before the published versions, and those by number.
    fileprivate var pagingKey: String {
        let number = Int(version).map(String.init) ?? ""
        return "\(name)\u{0}" + String(repeating: "0", count: version == Self.latest ? 0 : max(0, 10 - number.count))
            + number
    }
}
