// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Base
import Isolation
import JMESPath
import JSON
import Lambda
import ShellLanguage

/// `call OPERATION [JSON] [--member value…]`
struct CallCommand: BuiltinCommand {
    private static let operand = "JSON"
    private static let allPages = "all-pages"

    let signature = CommandSignature(
        "call", group: CommandGroup.functions, summary: "call any operation of the Lambda API",
        options: [CommonOptions.on] + CommonOptions.result,
        subcommands: Self.operations,
        givesValue: true,
        examples: [
            .init("call GetFunctionConfiguration --function-name create-order", "members as options"),
            .init(
                "call PutFunctionConcurrency {\"FunctionName\": \"f\", \"ReservedConcurrentExecutions\": 5}", "as JSON"),
            .init("call UpdateFunctionCode --function-name f --zip-file @code.zip", "bytes of a file"),
            .init("call ListLayers --all-pages --query 'Layers[].LayerName'", "every page"),
        ])

    private static let operations = OperationTable.lambda.operations.map { operation in
        CommandSignature.Subcommand(
            operation.name, aliases: [operation.optionName], summary: "\(operation.method) \(operation.path)",
            operands: [Parameter(operand, .body, help: "the members of the request: a JSON object, @file or @-")],
            options: operation.members.map(\.parameter)
                + (operation.pageMember == nil
                    ? [] : [Parameter(allPages, .flag, help: "read every page, and answer as if it were one")]))
    }

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        guard let name = arguments.subcommand, let operation = OperationTable.lambda.operation(named: name) else {
            throw .failed(.usage, "`call` needs the name of an operation", hint: "`help call` lists them")
        }
        let call = try await Self.call(of: operation, arguments)
        let service = try await arguments.session.connection(named: try arguments.text("on")).service
        let wantsAllPages = arguments.flag(Self.allPages)
        let answer = try await arguments.withProgress("calling \(operation.name)") { _ throws(Stop) in
            do throws(LambdaError) {
                return try await wantsAllPages ? service.everyPage(of: call) : service.call(call)
            } catch {
                if let last = LastResponse(error) { arguments.interpreter.scope.last = last }
                throw Stop(error)
            }
        }
        var last = LastResponse(status: answer.status)
        last.payload = Value(answer.value)
        last.requestId = answer.requestId
        arguments.interpreter.scope.last = last
        return CommandResult(value: answer.value.isNull ? nil : last.payload, isResult: true)
    }

    /// The members of the JSON, and over them those that were given as options.
    @SessionActor private static func call(
        of operation: LambdaOperation, _ arguments: CommandArguments
    ) async throws(Stop) -> OperationCall {
        var call = OperationCall(operation)
        if let json = try await arguments.body(operand)?.json {
            guard let members = json.object else {
                throw .failed(.usage, "`call \(operation.name)` takes an object, and this is \(json.kindWithArticle)")
            }
            if let unknown = members.keys.first(where: { operation.member(named: $0) == nil }) {
                throw .failed(unknownMember(unknown, of: operation))
            }
            call.members = members
        }
        for member in operation.members where arguments.has(member.optionName) {
            if member.kind == .blob, let bytes = try await arguments.bytes(member.optionName) {
                call.set(member, bytes: bytes)
            } else {
                call.set(member, try value(of: member, arguments))
            }
        }
        return call
    }

    private static func unknownMember(_ name: String, of operation: LambdaOperation) -> Failure {
        // Members of members are options (`Code.ZipFile`).
        let names = Set(operation.members.map { String($0.name.prefix { $0 != "." }) }).sorted()
        let hint =
            Suggestion.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
            ?? (names.isEmpty ? "it takes none" : "it takes \(names.joined(separator: ", "))")
        return Failure(.usage, "\(operation.name) has no member `\(name)`", type: "UnknownMember", hint: hint)
    }

    @SessionActor private static func value(
        of member: OperationMember, _ arguments: CommandArguments
    ) throws(Stop) -> JSONValue {
        let name = member.optionName
        switch member.kind {
        case .string, .timestamp: return .string(try arguments.text(name) ?? "")
        case .integer, .long: return .number(JSONNumber(try arguments.integer(name) ?? 0))
        case .boolean: return .bool(try arguments.choice(name) == "true")
        case .structure, .list, .map, .blob: return try arguments.value(name)?.json ?? .null
        }
    }
}

extension OperationMember {
    /// The option that gives it.
    fileprivate var parameter: Parameter {
        let kind: Parameter.Kind =
            switch self.kind {
            case .string where lastName == "FunctionName": .functionName
            case .string where lastName == "Qualifier": .qualifier
            case .string: values.isEmpty ? .text : .name(.known(values))
            case .timestamp: .text
            case .integer, .long: .integer(Int.min...Int.max)
            case .boolean: .choice([.init("true"), .init("false")])
            case .structure, .list, .map: .value
            case .blob: .blob
            }
        return Parameter(optionName, aliases: [lastName], kind, help: help)
    }

    private var help: String {
        var words = isRequired ? ["required"] : []
        switch kind {
        case .string: if !values.isEmpty { words.append(values.joined(separator: ", ")) }
        case .integer, .long, .boolean: break
        case .timestamp: words.append("ISO 8601")
        case .structure, .map: words.append("an object")
        case .list: words.append("an array")
        case .blob: words.append("bytes")
        }
        if name.contains(".") { words.append("`\(name)`") }
        return words.joined(separator: "; ")
    }
}

extension OperationCall {
    fileprivate mutating func set(_ member: OperationMember, bytes: [UInt8]) {
        if member.location == .payload {
            payload = bytes
        } else {
            set(member, .string(Base64.encode(bytes)))
        }
    }

    /// Sets a member, or a member of a member (`Code.ZipFile`).
    fileprivate mutating func set(_ member: OperationMember, _ value: JSONValue) {
        let path = member.name.split(separator: ".").map(String.init)
        guard path.count == 2 else { return members.set(member.name, value) }
        var outer = members[path[0]]?.object ?? [:]
        outer.set(path[1], value)
        members.set(path[0], .object(outer))
    }
}

extension LambdaService {
    /// The answers to a call with the elements of all pages in the first.
    fileprivate func everyPage(of call: OperationCall) async throws(LambdaError) -> OperationAnswer {
        var answer = try await self.call(call)
        guard let member = call.operation.pageMember, var object = answer.value.object else { return answer }
        var elements = object[member]?.array ?? []
        var marker = ListPage(answer.value, member: member)?.nextMarker
        while marker != nil {
            let page = try await list(ListRequest(call, marker: marker))
            elements += page.items
            marker = page.nextMarker
        }
        object.set(member, .array(elements))
        object["NextMarker"] = nil
        answer.value = .object(object)
        return answer
    }
}
