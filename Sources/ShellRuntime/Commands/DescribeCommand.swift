// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import ShellLanguage

/// `describe FN`
struct DescribeCommand: BuiltinCommand {
    let signature = CommandSignature(
        "describe", group: CommandGroup.functions,
        summary: "show a function: code, tags, URL, policy and event sources",
        operands: [CommonParameters.function],
        options: [CommonParameters.qualifier, CommonParameters.on] + CommonParameters.result,
        givesValue: true,
        examples: [
            .init("describe create-order", "everything AWS returns about it"),
            .init("describe create-order --query Configuration.Timeout", "one member"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let function = try arguments.text(required: CommonParameters.function)
        let qualifier = try arguments.text(CommonParameters.qualifier)
        let service = try await arguments.session.connection(named: try arguments.text(CommonParameters.on)).service
        let found = try await arguments.withProgress("describing \(function)") { _ throws(Stop) in
            do throws(LambdaError) {
                return try await FunctionDescription(function, qualifier, service).members()
            } catch {
                throw await arguments.stop(error, function: function, service)
            }
        }
        for gap in found.gaps { arguments.session.console.notice(gap) }
        return .result(Value(.object(found.members)), view: .card)
    }
}

/// Everything that the API returns about a function, with concurrent calls.
private struct FunctionDescription {
    private let function: String
    private let qualifier: String?
    private let service: any LambdaService

    init(_ function: String, _ qualifier: String?, _ service: any LambdaService) {
        self.function = function
        self.qualifier = qualifier
        self.service = service
    }

    /// GetFunction's members, plus `Url`, `Policy` (as JSON), `EventSourceMappings` and
    /// `EventInvokeConfig`: null if there's none. If a call fails, the value is null too, and a notice says why.
    func members() async throws(LambdaError) -> (members: JSONObject, gaps: [String]) {
        async let url = detail("GetFunctionUrlConfig")
        async let policy = detail("GetPolicy")
        async let invokeConfig = detail("GetFunctionEventInvokeConfig")
        async let sources = eventSources()
        var members = try await service.describe(function: function, qualifier: qualifier).object ?? [:]
        var gaps: [String] = []
        func set(_ name: String, _ detail: Result<JSONValue, LambdaError>, _ read: (JSONValue) -> JSONValue = { $0 }) {
            switch detail {
            case .success(let value): members.set(name, read(value))
            case .failure(let error):
                members.set(name, .null)
                if error.status != 404 { gaps.append("can't get `\(name)`: \(error.code): \(error.message)") }
            }
        }
        set("Url", await url)
        set("Policy", await policy) { Self.parsed($0["Policy"]) }
        set("EventSourceMappings", await sources)
        set("EventInvokeConfig", await invokeConfig)
        return (members, gaps)
    }

    private func detail(_ operation: StaticString) async -> Result<JSONValue, LambdaError> {
        var call = OperationCall(operation, ["FunctionName": .string(function)])
        if let qualifier { call.members.set("Qualifier", .string(qualifier)) }
        do throws(LambdaError) {
            return .success(try await service.call(call).value)
        } catch {
            return .failure(error)
        }
    }

    private func eventSources() async -> Result<JSONValue, LambdaError> {
        var request = ListRequest(OperationCall("ListEventSourceMappings", ["FunctionName": .string(function)]))
        var found: [JSONValue] = []
        do throws(LambdaError) {
            repeat {
                let page = try await service.list(request)
                found += page.items
                request.start = page.next
            } while request.start != nil
            return .success(.array(found))
        } catch {
            return .failure(error)
        }
    }

    /// The API returns the policy as JSON in a string.
    private static func parsed(_ policy: JSONValue?) -> JSONValue {
        guard let text = policy?.string else { return .null }
        return (try? JSONValue(parsing: Array(text.utf8))) ?? .string(text)
    }
}
