// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import AWSServices
import FoundationEssentials
import JSON
package import Lambda

/// The request of any operation, made by Lambda's table.
package enum CallRequest {
    /// For operations that answer at once.
    package static let timeout = Duration.seconds(60)
    /// For those that upload code.
    package static let uploadTimeout = Duration.seconds(600)

    /// The request, unsigned.
    ///
    /// - Parameter makeToken: a new idempotency token.
    package static func request(
        _ call: OperationCall, endpoint: Endpoint, makeToken: () -> String = { UUID().uuidString.lowercased() }
    ) throws(LambdaError) -> HTTPRequest {
        let operation = ServiceOperation.known(call.operation.name, in: .lambda)
        var (members, payload) = (call.members, call.payload)
        if payload == nil, let name = operation.inputShape?.payload,
            let member = operation.inputShape?.member(named: name),
            operation.shape(of: member).kind == .blob, let value = members[name], !value.isNull
        {
            // Functions read JSON, so that a value is sent as such.
            payload = value.serialized()
            members.removeValue(forKey: name)
        }
        let request: ServiceRequest
        do throws(MemberFault) {
            request = try operation.request(members, payload: payload, makeToken: makeToken)
        } catch {
            throw LambdaError(error, of: call.operation)
        }
        let standard: Duration =
            call.operation.isInvocation
            ? InvokeOperation.longestRun : request.body.count > 65_536 ? uploadTimeout : timeout
        return HTTPRequest(request, endpoint: endpoint, timeout: call.timeout ?? standard)
    }
}

extension HTTPRequest {
    init(_ request: ServiceRequest, endpoint: Endpoint, timeout: Duration) {
        self.init(
            method: request.method, endpoint: endpoint, path: request.path, query: request.query,
            fields: request.fields, body: request.body, timeout: timeout)
    }
}

extension ServiceOperation {
    /// The operation called `name`. A name that the table doesn't hold is a mistake in the source.
    static func known(_ name: String, in table: ServiceTable) -> ServiceOperation {
        guard let operation = table.operation(named: name) else {
            preconditionFailure("\(table.facts.name) has no operation \(name)")
        }
        return operation
    }
}

extension LambdaOperation {
    /// What happens when the same request arrives twice.
    package var repetition: CallContext.Repetition {
        if isInvocation { return .runsTwice }
        // RFC 9110, section 9.2.2; a token makes the service count a request once.
        return method != "POST" || members.contains(where: \.isIdempotencyToken) ? .harmless : .changesTwice
    }
}

extension LambdaError {
    fileprivate init(_ fault: MemberFault, of operation: LambdaOperation) {
        let path = fault.path
        switch fault.kind {
        case .unknown(let known):
            self.init(
                .usage, code: "UnknownMember", message: "\(operation.name) has no member `\(path)`",
                hint: known.isEmpty ? "it takes none" : "it takes \(known.joined(separator: ", "))")
        case .missing:
            self.init(
                .usage, code: "MissingMember", message: "\(operation.name) needs `\(path)`",
                hint: operation.member(named: path).map { "give --\($0.optionName), or the member in the JSON" })
        case .unsuitable(let wanted):
            self.init(.usage, code: "UnsuitableMember", message: "`\(path)` of \(operation.name) takes \(wanted)")
        }
    }
}
