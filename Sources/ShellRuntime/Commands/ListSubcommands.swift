// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Isolation
import JSON
import Lambda
import ShellLanguage

/// A subcommand of `list`: the operation that it calls, and the columns of its table.
struct Listing: Sendable {
    /// What to list the items of: an operand of the command and a member of the request.
    struct Subject: Sendable {
        var parameter: Parameter
        var member: String

        static let function = Subject(
            parameter: CommonParameters.function, member: "FunctionName")
        static let anyFunction = Subject(
            parameter: Parameter("FN", .functionName, help: "only those of this function"), member: "FunctionName")
        static let layer = Subject(
            parameter: Parameter("LAYER", .text, .required, help: "name or ARN of the layer"), member: "LayerName")
        static let provider = Subject(
            parameter: Parameter("PROVIDER", .text, .required, help: "name or ARN of the capacity provider"),
            member: "CapacityProviderName")
        static let signing = Subject(
            parameter: Parameter("ARN", .text, .required, help: "ARN of the code signing configuration"),
            member: "CodeSigningConfigArn")
    }

    var name: String
    var summary: String
    var operation: StaticString
    var subject: Subject?
    /// `--match` applies to the first.
    var columns: [String]

    static let functions = Listing(
        name: "functions", summary: "all functions (the default)", operation: "ListFunctions",
        columns: ["FunctionName", "Runtime", "MemorySize", "Timeout", "LastModified", "Description"])

    static let all = [
        functions,
        Listing(
            name: "versions", summary: "the versions of a function", operation: "ListVersionsByFunction",
            subject: .function,
            columns: ["Version", "Runtime", "MemorySize", "Timeout", "LastModified", "Description"]),
        Listing(
            name: "aliases", summary: "the aliases of a function", operation: "ListAliases", subject: .function,
            columns: ["Name", "FunctionVersion", "Description"]),
        Listing(
            name: "urls", summary: "the URLs of a function", operation: "ListFunctionUrlConfigs", subject: .function,
            columns: ["FunctionUrl", "AuthType", "InvokeMode", "LastModifiedTime"]),
        Listing(
            name: "event-sources", summary: "the event source mappings of all functions, or of one",
            operation: "ListEventSourceMappings", subject: .anyFunction,
            columns: ["EventSourceArn", "UUID", "State", "BatchSize", "FunctionArn"]),
        Listing(
            name: "event-configs", summary: "the retry and destination settings for asynchronous invocations",
            operation: "ListFunctionEventInvokeConfigs", subject: .function,
            columns: ["FunctionArn", "MaximumRetryAttempts", "MaximumEventAgeInSeconds"]),
        Listing(
            name: "concurrency", summary: "the provisioned concurrency of a function",
            operation: "ListProvisionedConcurrencyConfigs", subject: .function,
            columns: [
                "FunctionArn", "RequestedProvisionedConcurrentExecutions", "AvailableProvisionedConcurrentExecutions",
                "Status",
            ]),
        Listing(
            name: "executions", summary: "the durable executions of a function",
            operation: "ListDurableExecutionsByFunction", subject: .function,
            columns: ["DurableExecutionName", "Status", "StartTimestamp", "EndTimestamp"]),
        Listing(
            name: "layers", summary: "all layers, with their latest versions", operation: "ListLayers",
            columns: ["LayerName", "LayerArn"]),
        Listing(
            name: "layer-versions", summary: "the versions of a layer", operation: "ListLayerVersions", subject: .layer,
            columns: ["LayerVersionArn", "Version", "CreatedDate", "Description"]),
        Listing(
            name: "code-signing", summary: "the code signing configurations", operation: "ListCodeSigningConfigs",
            columns: ["CodeSigningConfigId", "CodeSigningConfigArn", "LastModified", "Description"]),
        Listing(
            name: "signed-functions", summary: "the functions with a code signing configuration",
            operation: "ListFunctionsByCodeSigningConfig", subject: .signing, columns: []),
        Listing(
            name: "capacity-providers", summary: "the capacity providers", operation: "ListCapacityProviders",
            columns: ["CapacityProviderArn", "State", "LastModified"]),
        Listing(
            name: "provider-versions", summary: "the function versions that run on a capacity provider",
            operation: "ListFunctionVersionsByCapacityProvider", subject: .provider,
            columns: ["FunctionArn", "State"]),
    ]

    var subcommand: CommandSignature.Subcommand {
        CommandSignature.Subcommand(name, summary: summary, operands: subject.map { [$0.parameter] } ?? [])
    }

    /// The call for a page, with members from the arguments.
    @SessionActor func call(_ arguments: CommandArguments) throws(Stop) -> OperationCall {
        var call = OperationCall(operation)
        if let subject, let text = try arguments.text(subject.parameter) {
            call.members.set(subject.member, .string(text))
        }
        return call
    }

    /// The members of an item, as AWS describes them.
    var members: [String] { OperationCall(operation).operation.elementMembers }

    /// The text that `--match` applies to.
    func name(of item: JSONValue) -> String {
        columns.first.flatMap { item[$0]?.string } ?? item.string ?? ""
    }
}
