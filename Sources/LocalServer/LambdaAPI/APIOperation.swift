// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import LocalFunctions
package import LocalHTTP

/// The operation that a request calls, identified and checked with the service's table.
package enum APIOperation: Sendable, Hashable {
    case invoke(InvokeParameters)
    case invokeWithResponseStream(InvokeParameters)
    case read(ReadOperation, RequestMembers)
    case control(ControlOperation, RequestMembers)
}

/// The operations that describe functions, by AWS's names.
package enum ReadOperation: String, CaseIterable, Sendable {
    case listFunctions = "ListFunctions"
    case getFunction = "GetFunction"
    case getFunctionConfiguration = "GetFunctionConfiguration"
    case listVersions = "ListVersionsByFunction"
    case listAliases = "ListAliases"
    case getAccountSettings = "GetAccountSettings"
    case listEventSources = "ListEventSourceMappings"
}

/// The operations that change functions, or return what was changed, by AWS's names.
package enum ControlOperation: String, CaseIterable, Sendable {
    case createFunction = "CreateFunction"
    case updateFunctionCode = "UpdateFunctionCode"
    case updateFunctionConfiguration = "UpdateFunctionConfiguration"
    case deleteFunction = "DeleteFunction"
    case publishVersion = "PublishVersion"
    case createAlias = "CreateAlias"
    case getAlias = "GetAlias"
    case updateAlias = "UpdateAlias"
    case deleteAlias = "DeleteAlias"
    case getConcurrency = "GetFunctionConcurrency"
    case putConcurrency = "PutFunctionConcurrency"
    case deleteConcurrency = "DeleteFunctionConcurrency"
    case listTags = "ListTags"
    case tag = "TagResource"
    case untag = "UntagResource"
    case getEventInvoke = "GetFunctionEventInvokeConfig"
    case putEventInvoke = "PutFunctionEventInvokeConfig"
    case updateEventInvoke = "UpdateFunctionEventInvokeConfig"
    case deleteEventInvoke = "DeleteFunctionEventInvokeConfig"
    case listEventInvoke = "ListFunctionEventInvokeConfigs"
    case getRuntimeManagement = "GetRuntimeManagementConfig"
    case putRuntimeManagement = "PutRuntimeManagementConfig"
    case getCodeSigning = "GetFunctionCodeSigningConfig"
    case getPolicy = "GetPolicy"
    case addPermission = "AddPermission"
    case removePermission = "RemovePermission"
    case createURL = "CreateFunctionUrlConfig"
    case getURL = "GetFunctionUrlConfig"
    case updateURL = "UpdateFunctionUrlConfig"
    case deleteURL = "DeleteFunctionUrlConfig"
    case listURLs = "ListFunctionUrlConfigs"
    case getRecursion = "GetFunctionRecursionConfig"
    case putRecursion = "PutFunctionRecursionConfig"
}

extension APIOperation {
    private static let invokeName = "Invoke"
    private static let streamName = "InvokeWithResponseStream"
    private static let routes = OperationRoutes(of: .lambda, serving: names)

    /// The names of all supported operations, the most frequent one first.
    package static let names =
        [invokeName, streamName] + ReadOperation.allCases.map(\.rawValue) + ControlOperation.allCases.map(\.rawValue)

    /// Members with other rules than the table's: only the service knows the runtimes, and function names have a
    /// pattern.
    private static let checkedElsewhere: Set = ["FunctionName", "Qualifier", "Resource", "Runtime"]

    /// Finds the operation by method and path, and checks the service model's constraints.
    package init(_ request: LocalRequest) throws(APIFailure) {
        let segments = request.segments
        guard let (name, labels) = Self.routes.find(method: request.method, segments: segments) else {
            throw Self.refusal(of: request, segments)
        }
        switch name {
        case Self.invokeName: self = .invoke(try InvokeParameters(labels["FunctionName"] ?? "", request))
        case Self.streamName:
            self = .invokeWithResponseStream(try InvokeParameters(labels["FunctionName"] ?? "", request))
        default:
            let members = try Self.members(of: name, labels, request)
            if let operation = ReadOperation(rawValue: name) {
                self = .read(operation, members)
            } else if let operation = ControlOperation(rawValue: name) {
                self = .control(operation, members)
            } else {
                throw .unknownOperation(method: request.method, path: request.path)
            }
        }
    }

    /// The routes of operations that AWS has and the embedded Lambda hasn't.
    private static let otherRoutes = OperationRoutes(
        of: .lambda,
        serving: ServiceTable.lambda.operationNames.filter {
            !names.contains($0) && ServiceTable.lambda.requestLine(of: $0)?.query.isEmpty ?? false
        })

    private static func refusal(of request: LocalRequest, _ segments: [String]) -> APIFailure {
        guard let (name, _) = otherRoutes.find(method: request.method, segments: segments) else {
            return .unknownOperation(method: request.method, path: request.path)
        }
        return .unsupportedOperation(name)
    }

    private static func members(
        of name: String, _ labels: [String: String], _ request: LocalRequest
    ) throws(APIFailure) -> RequestMembers {
        let operation = ServiceOperation.known(name, in: .lambda)
        let received = ReceivedRequest(
            labels: labels, query: request.parameters, fields: request.fields, body: request.body)
        guard let members = operation.members(of: received) else { throw .malformedBody }
        let violations = operation.violations(of: members, except: checkedElsewhere)
        let failures = violations.map(ValidationFailure.init) + MemberPatterns.failures(of: name, members)
        guard failures.isEmpty else { throw .validation(failures) }
        return RequestMembers(members)
    }

    /// The name of the operation that receives code, which is allowed to be larger than others; nil for all others.
    static func takingCode(method: String, target: String) -> String? {
        // Invocations needn't be parsed for this.
        guard method == "POST" || method == "PUT", !target.contains("/invocations") else { return nil }
        let request = LocalRequest(method: method, target: target, fields: [], body: [])
        let name = routes.find(method: method, segments: request.segments)?.name
        return name == ControlOperation.createFunction.rawValue || name == ControlOperation.updateFunctionCode.rawValue
            ? name : nil
    }
}

extension ValidationFailure {
    init(_ violation: ConstraintViolation) {
        let member = violation.path.split(separator: ".").map { $0.prefix(1).lowercased() + $0.dropFirst() }
        self.init(
            value: violation.value, member: member.joined(separator: "."), constraint: .init(violation.constraint))
    }
}

extension ValidationFailure.Constraint {
    fileprivate init(_ constraint: ConstraintViolation.Constraint) {
        self =
            switch constraint {
            case .notNull: .notNull
            case .valueAtLeast(let limit): .valueAtLeast(limit)
            case .valueAtMost(let limit): .valueAtMost(limit)
            case .decimalAtLeast(let limit): .decimalAtLeast(limit)
            case .decimalAtMost(let limit): .decimalAtMost(limit)
            case .lengthAtLeast(let limit): .lengthAtLeast(limit)
            case .lengthAtMost(let limit): .lengthAtMost(limit)
            case .oneOf(let values): .oneOf(values)
            case .elements(let constraints): .elements(constraints.map(Self.init))
            case .mapValues(let constraints): .mapValues(constraints.map(Self.init))
            }
    }
}
