// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import Base
package import Lambda

/// The API operation Invoke: its request, and how to interpret its response.
package enum InvokeOperation {
    /// The largest body of a synchronous invocation, in bytes.
    package static let syncLimit = 6_291_456
    /// The largest body of an asynchronous invocation, in bytes.
    package static let eventLimit = 1_048_576
    /// The longest client context, in bytes of base64.
    package static let clientContextLimit = 3_583
    /// A function may run for 5,400 s on managed instances, and else for 1,800 s; the rest is for the network.
    package static let longestRun = Duration.seconds(5_430)

    /// The request, unsigned. Bodies that are too large for the service are refused before anything is sent.
    package static func request(
        _ invocation: InvocationRequest, endpoint: Endpoint, version: String = "2015-03-31",
        suffix: String = "/invocations"
    ) throws(LambdaError) -> HTTPRequest {
        let path = try FunctionPath.path(invocation.function, version: version, suffix: suffix)
        let body = invocation.payload ?? []
        try check(body, type: invocation.type)
        var fields: [HTTPField] = []
        if invocation.type != .requestResponse {
            fields.append(HTTPField("X-Amz-Invocation-Type", invocation.type.rawValue))
        }
        if invocation.wantsLog { fields.append(HTTPField("X-Amz-Log-Type", "Tail")) }
        if let context = invocation.clientContext {
            fields.append(HTTPField("X-Amz-Client-Context", try encoded(context)))
        }
        if let tenant = invocation.tenantId {
            fields.append(HTTPField("X-Amz-Tenant-Id", try checked(tenant: tenant)))
        }
        let query = invocation.qualifier.map { "Qualifier=\(PercentEncoding.encode($0))" } ?? ""
        return HTTPRequest(
            method: "POST", endpoint: endpoint, path: path, query: query, fields: fields, body: body,
            timeout: invocation.timeout ?? longestRun)
    }

    /// The outcome in a response with a success status.
    package static func outcome(
        _ response: HTTPResponse, of invocation: InvocationRequest, duration: Duration
    ) -> InvocationOutcome {
        let log = response.fields.first(named: "x-amz-log-result").flatMap { Base64.decode($0) }
        return InvocationOutcome(
            status: response.status,
            payload: invocation.type == .requestResponse ? response.body : [],
            functionError: response.fields.first(named: "x-amz-function-error"),
            executedVersion: response.fields.first(named: "x-amz-executed-version"),
            requestId: response.fields.first(named: "x-amzn-requestid"),
            log: log.map { String(decoding: $0, as: UTF8.self) },
            duration: duration)
    }

    private static func check(_ body: [UInt8], type: InvocationType) throws(LambdaError) {
        let limit = type == .event ? eventLimit : syncLimit
        guard body.count > limit else { return }
        let what = type == .event ? "an asynchronous" : "a synchronous"
        throw LambdaError(
            .usage, code: "RequestTooLarge",
            message: "the body is \(body.count) bytes long, but \(what) invocation accepts at most \(limit)",
            hint: "put the data in S3 and send the object's key")
    }

    private static func encoded(_ context: [UInt8]) throws(LambdaError) -> String {
        let text = Base64.encode(context)
        guard text.utf8.count > clientContextLimit else { return text }
        throw LambdaError(
            .usage, code: "ClientContextTooLarge",
            message:
                "the client context is \(text.utf8.count) bytes long in Base64, but the limit is \(clientContextLimit)")
    }

    private static func checked(tenant: String) throws(LambdaError) -> String {
        let isAllowed = tenant.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "._:/=+-@ ".utf8.contains($0)
            }
        }
        guard isAllowed, (1...256).contains(tenant.utf8.count) else {
            throw LambdaError(
                .usage, code: "MalformedTenantId",
                message: "\"\(tenant)\" isn't a valid tenant ID: use 1 to 256 of A-Z a-z 0-9 . _ : / = + - @ and space")
        }
        return tenant
    }
}
