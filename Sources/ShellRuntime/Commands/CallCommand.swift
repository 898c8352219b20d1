// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import Isolation
import JMESPath
import JSON
import Lambda
import ShellLanguage

/// `call [SERVICE:]OPERATION [JSON] [--member value…]`
struct CallCommand: BuiltinCommand {
    let signature = CommandSignature(
        "call", group: CommandGroup.functions, summary: "call any operation of Lambda, SQS, S3 and other services",
        options: [CommonParameters.on, CommonParameters.yes, CommonParameters.columns] + CommonParameters.result,
        subcommands: .many(OperationCatalogue()),
        givesValue: true,
        examples: [
            .init("call GetFunctionConfiguration --function-name create-order", "request members as options"),
            .init(
                "call PutFunctionConcurrency {\"FunctionName\": \"f\", \"ReservedConcurrentExecutions\": 5}",
                "request as JSON"),
            .init("call UpdateFunctionCode --function-name f --zip-file @code.zip", "the bytes of a file"),
            .init("call ListLayers --all-pages --query 'Layers[].LayerName'", "all pages"),
            .init("call ListFunctions --limit 120 --query 'Functions[].FunctionName'", "as many pages as needed"),
            .init("call sqs:ListQueues --queue-name-prefix orders", "an operation of another service"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        guard let name = arguments.subcommand, let operation = OperationCatalogue.operation(named: name)?.operation
        else {
            throw .failed(.usage, "`call` needs an operation", hint: "`help call` lists them")
        }
        let call = try await Self.call(of: operation, arguments)
        let connection = try await arguments.session.connection(named: try arguments.text(CommonParameters.on))
        if !operation.isReading, !call.isDryRun { try await arguments.confirm("call \(name)", on: connection) }
        let service = connection.service
        let limit = OperationCatalogue.hasLimit(operation) ? try arguments.integer(OperationCatalogue.limit) : nil
        let wantsAllPages = limit != nil || arguments.has(OperationCatalogue.allPages)
        let answer = try await arguments.withProgress("calling \(name)") { _ throws(Stop) in
            do throws(LambdaError) {
                return try await wantsAllPages ? service.everyPage(of: call, limit: limit) : service.call(call)
            } catch {
                if let last = LastResponse(error) { arguments.interpreter.scope.last = last }
                throw Stop(error)
            }
        }
        var last = LastResponse(status: answer.status)
        last.payload = Value(answer.value)
        last.requestId = answer.requestId
        if operation.isInvocation {
            last.functionError = answer.value["FunctionError"]?.string
            last.executedVersion = answer.value["ExecutedVersion"]?.string
        }
        arguments.interpreter.scope.last = last
        return CommandResult(value: answer.value.isNull ? nil : last.payload, isResult: true)
    }

    /// The members from the JSON operand, overridden by those from options.
    @SessionActor private static func call(
        of operation: ServiceOperation, _ arguments: CommandArguments
    ) async throws(Stop) -> OperationCall {
        var call = OperationCall(operation)
        if let json = try await arguments.body(OperationCatalogue.json)?.json {
            guard let members = json.object else {
                throw .failed(.usage, "`call \(operation.name)` needs an object, but this is \(json.kindWithArticle)")
            }
            if let unknown = members.keys.first(where: { operation.inputMember(named: $0) == nil }) {
                throw .failed(unknownMember(unknown, of: operation))
            }
            call.members = members
        }
        let given = arguments.bound.options.map(\.parameter)
        for option in MemberOption.all(of: operation) {
            guard let parameter = given.first(where: { $0.name == option.name }) else { continue }
            if case .textOrFile = parameter.kind, let bytes = try await arguments.bytes(parameter) {
                guard let text = String(validating: ByteOrderMark.dropped(from: bytes), as: UTF8.self) else {
                    throw .failed(.usage, "`--\(option.name)` needs text, but the file isn't UTF-8")
                }
                call.members.set(.string(text), at: option.path)
            } else if case .body = parameter.kind {
                call.members.set(try await arguments.body(parameter)?.json ?? .null, at: option.path)
            } else if option.kind == .blob, let bytes = try await bytes(of: option, parameter, arguments, of: operation)
            {
                if option.isPayload {
                    call.payload = bytes
                } else {
                    call.members.set(.string(Base64.encode(bytes)), at: option.path)
                }
            } else {
                call.members.set(try value(of: parameter, arguments), at: option.path)
            }
        }
        return call
    }

    private static func unknownMember(_ name: String, of operation: ServiceOperation) -> Failure {
        let names = operation.inputMembers.map(\.name).sorted()
        return Failure(
            unknown: name, among: names, "\(operation.name) has no member `\(name)`", type: "UnknownMember",
            hint: names.isEmpty ? "it has no members" : "its members are \(names.joined(separator: ", "))")
    }

    /// The bytes of a file, or of a VALUE that's the request's whole body: text as it is, everything else as JSON. The
    /// payload of an invocation is always JSON. nil for a VALUE inside the body.
    @SessionActor private static func bytes(
        of option: MemberOption, _ parameter: Parameter, _ arguments: CommandArguments, of operation: ServiceOperation
    ) async throws(Stop) -> [UInt8]? {
        if let bytes = try await arguments.bytes(parameter) {
            return operation.isInvocation ? ByteOrderMark.dropped(from: bytes) : bytes
        }
        guard option.isPayload, let value = try arguments.value(parameter)?.json else { return nil }
        if let text = value.string, !operation.isInvocation { return Array(text.utf8) }
        return value.serialized()
    }

    @SessionActor private static func value(
        of parameter: Parameter, _ arguments: CommandArguments
    ) throws(Stop) -> JSONValue {
        switch parameter.kind {
        case .integer: return .number(JSONNumber(try arguments.integer(parameter) ?? 0))
        case .choice: return .bool(try arguments.text(parameter) == "true")
        case .value, .blob: return try arguments.value(parameter)?.json ?? .null
        default: return .string(try arguments.text(parameter) ?? "")
        }
    }
}

extension OperationCall {
    /// Whether it only checks that a function could be invoked.
    fileprivate var isDryRun: Bool {
        operation.isInvocation && members["InvocationType"]?.string == InvocationType.dryRun.rawValue
    }
}

extension JSONObject {
    /// Sets a member or a nested member.
    fileprivate mutating func set(_ value: JSONValue, at path: [String]) {
        guard path.count == 2 else { return set(path[0], value) }
        var outer = self[path[0]]?.object ?? [:]
        outer.set(path[1], value)
        set(path[0], .object(outer))
    }
}
