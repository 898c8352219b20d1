// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import AWSServices
import FoundationEssentials
import JSON
package import Lambda

/// Builds the request of any operation by its service's table.
package enum CallRequest {
    /// For operations that answer immediately.
    package static let timeout = Duration.seconds(60)
    /// For operations that upload code or objects.
    package static let uploadTimeout = Duration.seconds(600)
    /// Operations that may take longer: the time that the service documents, plus five seconds.
    private static let longOperations: [String: Duration] = [
        "states:GetActivityTask": .seconds(65), "states:StartSyncExecution": .seconds(305),
        "states:TestState": .seconds(305),
    ]

    /// The request, unsigned.
    ///
    /// - Parameter makeToken: a new idempotency token.
    package static func request(
        _ call: OperationCall, endpoint: ServiceEndpoint,
        makeToken: () -> String = { UUID().uuidString.lowercased() }
    ) throws(LambdaError) -> HTTPRequest {
        let operation = call.operation
        var (members, payload) = (call.members, call.payload)
        if payload == nil, operation.service.name == "lambda", let name = operation.inputShape?.payload,
            let member = operation.inputMember(named: name), operation.shape(of: member).kind == .blob,
            let value = members[name], !value.isNull
        {
            // Functions read JSON, so a JSON value is sent unchanged.
            payload = value.serialized()
            members.removeValue(forKey: name)
        }
        let request: ServiceRequest
        do throws(MemberFault) {
            request = try operation.request(members, payload: payload, makeToken: makeToken)
        } catch {
            throw LambdaError(error, of: operation)
        }
        let standard =
            operation.isInvocation
            ? InvokeOperation.longestRun
            : longOperations["\(operation.service.name):\(operation.name)"]
                ?? (request.body.count > 65_536 ? uploadTimeout : timeout)
        var http = endpoint.request(request, timeout: call.timeout ?? standard)
        http.secrets = { [call] response in
            guard let response else { return operation.sensitiveTexts(ofRequest: call.members) }
            // What can't be read may hold anything.
            guard (200..<300).contains(response.status) else { return [] }
            return (try? operation.result(of: response)).map(operation.sensitiveTexts(ofAnswer:))
        }
        return http
    }
}

extension ServiceOperation {
    /// What happens when the same request arrives twice.
    package var repetition: CallContext.Repetition {
        if isInvocation { return .runsTwice }
        if isReading { return .harmless }
        // RFC 9110, section 9.2.2; with a token, the service applies a request only once.
        return method != "POST" || inputMembers.contains(where: \.isIdempotencyToken) ? .harmless : .changesTwice
    }
}

extension LambdaError {
    fileprivate init(_ fault: MemberFault, of operation: ServiceOperation) {
        let path = fault.path
        switch fault.kind {
        case .unknown(let known):
            self.init(
                .usage, code: "UnknownMember", message: "\(operation.name) has no member `\(path)`",
                hint: known.isEmpty ? "it has no members" : "its members are \(known.joined(separator: ", "))")
        case .missing:
            self.init(
                .usage, code: "MissingMember", message: "\(operation.name) needs `\(path)`",
                hint: operation.inputMember(named: path).map { member in
                    "use `--\(OptionName.ofMember(member.name))`, or set the member in the JSON"
                })
        case .unsuitable(let wanted):
            self.init(.usage, code: "UnsuitableMember", message: "`\(path)` of \(operation.name) must be \(wanted)")
        }
    }
}
