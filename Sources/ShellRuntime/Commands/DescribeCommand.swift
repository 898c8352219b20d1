// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import ShellLanguage

/// `describe FN`
struct DescribeCommand: BuiltinCommand {
    let signature = CommandSignature(
        "describe", group: CommandGroup.functions,
        summary: "show a function with its code, tags, URL, policy, event sources",
        operands: [Parameter("FN", .functionName, .required, help: "name or ARN of the function")],
        options: [
            Parameter("qualifier", short: "q", .qualifier, help: "version or alias"), CommonOptions.on,
        ] + CommonOptions.result,
        givesValue: true,
        examples: [
            .init("describe create-order", "all that AWS tells of it"),
            .init("describe create-order --query Configuration.Timeout", "one member"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let function = try arguments.required("FN")
        let qualifier = try arguments.text("qualifier")
        let service = try await arguments.session.connection(named: try arguments.text("on")).service
        return try await arguments.withProgress("asking for \(function)") { _ throws(Stop) in
            do throws(LambdaError) {
                let members = try await FunctionDescription(function, qualifier, service).members()
                return .result(Value(.object(members)), view: .card)
            } catch {
                throw await arguments.stop(error, function: function, service)
            }
        }
    }
}

/// All that the API tells of a function, asked for side by side.
private struct FunctionDescription {
    private let function: String
    private let qualifier: String?
    private let service: any LambdaService

    init(_ function: String, _ qualifier: String?, _ service: any LambdaService) {
        self.function = function
        self.qualifier = qualifier
        self.service = service
    }

    /// GetFunction's members, and beside them `Url`, `Policy` (as JSON), `EventSourceMappings` and
    /// `EventInvokeConfig`: null where there is none, or where the keys may not ask.
    func members() async throws(LambdaError) -> JSONObject {
        async let url = detail("GetFunctionUrlConfig")
        async let policy = detail("GetPolicy")
        async let invokeConfig = detail("GetFunctionEventInvokeConfig")
        async let sources = detail("ListEventSourceMappings", takesQualifier: false)
        var members = try await service.describe(function: function, qualifier: qualifier).object ?? [:]
        members.set("Url", await url)
        members.set("Policy", await Self.parsed(policy["Policy"]))
        members.set("EventSourceMappings", await sources["EventSourceMappings"] ?? .null)
        members.set("EventInvokeConfig", await invokeConfig)
        return members
    }

    /// null for what is not there.
    private func detail(_ operation: StaticString, takesQualifier: Bool = true) async -> JSONValue {
        var call = OperationCall(operation, ["FunctionName": .string(function)])
        if takesQualifier, let qualifier { call.members.set("Qualifier", .string(qualifier)) }
        return (try? await service.call(call))?.value ?? .null
    }

    /// A policy is JSON in a string.
    private static func parsed(_ policy: JSONValue?) -> JSONValue {
        guard let text = policy?.string else { return .null }
        return (try? JSONValue(parsing: Array(text.utf8))) ?? .string(text)
    }
}
