// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSServices
package import ShellLanguage

/// The operations that `call` knows, as its subcommands: `ListFunctions` and `list-functions` of Lambda,
/// `sqs:ReceiveMessage` of another service. An operation's options are built from its service's table on demand.
package struct OperationCatalogue: SubcommandCatalogue {
    static let json = Parameter("JSON", .body, help: "request members: a JSON object, @file or @-")
    static let allPages = Parameter("all-pages", .flag, help: "read all pages, and return them as one response")

    static let limit = Parameter(
        "limit", CommonParameters.limit.kind, help: "read pages until there are N elements; default: one page")

    package let operands = [json]

    package init() {}

    /// Finds the operation for any spelling of a name, and AWS's spelling.
    package static func operation(named text: String) -> (name: String, operation: ServiceOperation)? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let service = parts.count > 1 ? serviceName(parts[0]) : "lambda"
        guard let service, let table = ServiceTable.named(service),
            let name = table.operationName(spelled: parts[parts.count - 1]),
            let operation = table.operation(named: name)
        else { return nil }
        return (service == "lambda" ? name : "\(service):\(name)", operation)
    }

    /// Whether it's a service's name, or another one for it.
    static func isService(_ name: String) -> Bool { serviceName(name) != nil }

    private static func serviceName(_ text: String) -> String? {
        let name = text.lowercased()
        return ServiceTable.names.contains(name) ? name : ServiceTable.otherNames[name]
    }

    package func subcommand(named text: String) -> CommandSignature.Subcommand? {
        guard let (name, operation) = Self.operation(named: text) else { return nil }
        return CommandSignature.Subcommand(
            name, summary: Self.summary(of: operation.name, in: operation.service.name), operands: operands,
            options: MemberOption.all(of: operation).map(\.parameter) + Self.pageOptions(of: operation))
    }

    private static func pageOptions(of operation: ServiceOperation) -> [Parameter] {
        guard operation.paging != nil else { return [] }
        return hasLimit(operation) ? [allPages, limit] : [allPages]
    }

    /// Whether `--limit` is about all pages. A few operations have a member with that name, which is the size of a page.
    static func hasLimit(_ operation: ServiceOperation) -> Bool {
        operation.paging != nil && !MemberOption.all(of: operation).contains { $0.name == limit.name }
    }

    /// Lambda's operations and the services, or a service's operations, in the spelling that the user started.
    package func entries(for text: String) -> [SubcommandEntry] {
        guard let colon = text.firstIndex(of: ":") else {
            return groups + names(of: "lambda", after: "", begun: text)
        }
        let group = String(text[..<colon])
        guard let service = Self.serviceName(group) else { return [] }
        return names(of: service, after: group + ":", begun: String(text[text.index(after: colon)...]))
    }

    package func group(_ name: String?) -> [SubcommandEntry]? {
        guard let name else { return names(of: "lambda", after: "", begun: "") }
        guard let service = Self.serviceName(name) else { return nil }
        return names(of: service, after: name + ":", begun: "")
    }

    package func members(of name: String, in parameter: Parameter, at path: [String?]) -> [SubcommandEntry] {
        guard let operation = Self.operation(named: name)?.operation else { return [] }
        var shape: Shape? =
            parameter.name == Self.json.name
            ? operation.inputShape : MemberOption.all(of: operation).first { $0.name == parameter.name }?.shape
        for step in path {
            switch (shape?.kind, step) {
            case (.structure?, let key?): shape = shape?.member(named: key).map(operation.shape)
            case (.list(let element)?, nil): shape = operation.shape(of: element)
            case (.map(_, let value)?, _?): shape = operation.shape(of: value)
            default: return []
            }
        }
        return (shape?.members ?? []).map { member in
            SubcommandEntry(member.name, summary: MemberOption.summary(of: member, in: operation))
        }
    }

    package var groups: [SubcommandEntry] {
        ServiceTable.names.map { name in
            SubcommandEntry("\(name):", summary: "operations of \(Self.title(of: name))", isPrefix: true)
        }
    }

    private func names(of service: String, after prefix: String, begun: String) -> [SubcommandEntry] {
        guard let table = ServiceTable.named(service) else { return [] }
        return table.operationNames.map { name in
            let cli = OptionName.of(name)
            let isCLI = !begun.isEmpty && !name.hasPrefix(begun) && cli.hasPrefix(begun)
            return SubcommandEntry(prefix + (isCLI ? cli : name), summary: Self.summary(of: name, in: service))
        }
    }

    private static func summary(of operation: String, in service: String) -> String {
        // If all operations of a service share one path, it isn't worth showing.
        guard let line = ServiceTable.named(service)?.requestLine(of: operation), line.path != "/" else {
            return "operation of \(title(of: service))"
        }
        return "\(line.method) \(line.path)"
    }

    private static func title(of service: String) -> String { ServiceTable.named(service)?.facts.title ?? service }
}

/// A request member that's set by an option.
package struct MemberOption {
    /// Path from the top of the request: `["Code", "ZipFile"]`.
    package let path: [String]
    package let name: String
    private let operation: ServiceOperation
    private let member: ShapeMember

    /// All members, plus nested members that take bytes, since files can only be passed as options.
    package static func all(of operation: ServiceOperation) -> [MemberOption] {
        var options = operation.inputMembers.map { MemberOption([$0.name], $0, operation) }
        for outer in operation.inputMembers {
            for inner in operation.shape(of: outer).members where operation.shape(of: inner).kind == .blob {
                let option = MemberOption([outer.name, inner.name], inner, operation)
                if !options.contains(where: { $0.name == option.name }) { options.append(option) }
            }
        }
        return options
    }

    private init(_ path: [String], _ member: ShapeMember, _ operation: ServiceOperation) {
        self.path = path
        self.member = member
        self.operation = operation
        name = OptionName.ofMember(member.name)
    }

    /// Whether the value is the request's whole body, sent unchanged.
    var isPayload: Bool { path.count == 1 && operation.inputShape?.payload == path[0] }

    var kind: Shape.Kind { shape.kind }

    /// Whether its value is an object or an array.
    var isNested: Bool {
        switch shape.kind {
        case .structure, .list, .map: true
        case .string, .timestamp, .integer, .long, .boolean, .float, .double, .blob: false
        }
    }

    fileprivate var shape: Shape { operation.shape(of: member) }

    var parameter: Parameter {
        Parameter(name, aliases: member.name == name ? [] : [member.name], parameterKind, help: help)
    }

    private var parameterKind: Parameter.Kind {
        switch shape.kind {
        case .string where member.traits.contains(.jsonValue): .value
        case .string where operation.service.name == "lambda" && member.name == "FunctionName": .functionName
        case .string where operation.service.name == "lambda" && member.name == "Qualifier": .qualifier
        case .string: shape.values.isEmpty ? .textOrFile : .name(.known(shape.values))
        case .timestamp: .text
        case .integer, .long: .integer(Int.min...Int.max)
        case .boolean: .choice([.init("true"), .init("false")])
        case .structure, .list, .map: .body
        case .float, .double: .value
        case .blob: .blob
        }
    }

    /// The type of a member's value, and whether it's required.
    static func summary(of member: ShapeMember, in operation: ServiceOperation) -> String {
        MemberOption([member.name], member, operation).help
    }

    private var help: String {
        var words = path.count == 1 && member.isRequired ? ["required"] : []
        switch shape.kind {
        case .string: if !shape.values.isEmpty { words.append(shape.values.joined(separator: ", ")) }
        case .integer, .long, .boolean: break
        case .float, .double: words.append("a number")
        case .timestamp: words.append("ISO 8601")
        case .structure, .map: words.append("an object")
        case .list: words.append("an array")
        case .blob: words.append("bytes")
        }
        if path.count > 1 { words.append("`\(path.joined(separator: "."))`") }
        return words.joined(separator: "; ")
    }
}
