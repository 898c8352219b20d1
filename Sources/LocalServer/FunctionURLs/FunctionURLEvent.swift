// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPMessages
package import JSON
import LocalFunctions
package import LocalHTTP

/// The event that a function receives for a request to its URL (payload format 2.0).
package struct FunctionURLEvent: Sendable {
    package var target: FunctionURLTarget
    package var request: LocalRequest
    package var requestId: String
    /// Milliseconds since the epoch.
    package var time: Int64
    /// The client's IP address.
    package var clientAddress: String
    /// The server's port.
    package var port: Int
    /// Who signed the request; nil if the URL takes unsigned ones.
    package var caller: CallerIdentity?

    package init(
        _ request: LocalRequest, to target: FunctionURLTarget, requestId: String, time: Int64, clientAddress: String,
        port: Int, caller: CallerIdentity? = nil
    ) {
        self.target = target
        self.request = request
        self.requestId = requestId
        self.time = time
        self.clientAddress = clientAddress
        self.port = port
        self.caller = caller
    }

    /// The client's trace, or a new one that isn't sampled.
    package var trace: String {
        if let given = request.fields.first(named: Self.traceName) { return given }
        let seconds = String(time / 1_000, radix: 16)
        let digits = requestId.utf8.filter(\.isAlphanumeric)
        return "Root=1-\(seconds)-\(String(decoding: digits.suffix(24), as: UTF8.self))"
    }

    package var value: JSONValue {
        var event: JSONObject = [
            "version": "2.0", "routeKey": "$default", "rawPath": .string(target.rawPath),
            "rawQueryString": .string(request.query),
        ]
        let cookies = request.fields.filter { $0.name.lowercased() == "cookie" }
            .flatMap { $0.value.split(separator: ";") }.map { JSONValue.string(String($0.drop { $0 == " " })) }
        if !cookies.isEmpty { event["cookies"] = .array(cookies) }
        event["headers"] = .object(headers)
        if let parameters { event["queryStringParameters"] = .object(parameters) }
        event["requestContext"] = context
        if request.body.isEmpty {
            event["isBase64Encoded"] = false
        } else {
            let text = isText ? String(validating: request.body, as: UTF8.self) : nil
            event["body"] = .string(text ?? Base64.encode(request.body))
            event["isBase64Encoded"] = .bool(text == nil)
        }
        return .object(event)
    }

    private static let traceName = "x-amzn-trace-id"

    /// These concern one connection, and not the function.
    private static let connectionFields: Set = ["connection", "cookie", "expect", "keep-alive", "transfer-encoding"]

    /// Names in lower case; multiple values of a name are joined.
    private var headers: JSONObject {
        var headers = JSONObject()
        for field in request.fields {
            let name = field.name.lowercased()
            guard !Self.connectionFields.contains(name) else { continue }
            headers[name] = .string(headers[name]?.string.map { $0 + "," + field.value } ?? field.value)
        }
        headers[Self.traceName] = .string(trace)
        let clients = [headers["x-forwarded-for"]?.string, clientAddress].compactMap(\.self)
        headers["x-forwarded-for"] = .string(clients.joined(separator: ", "))
        headers["x-forwarded-port"] = .string(String(port))
        headers["x-forwarded-proto"] = "http"
        return headers
    }

    private var parameters: JSONObject? {
        // As in forms, `+` means a blank.
        var form = request
        form.query = String(
            decoding: request.query.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        var parameters = JSONObject()
        for (name, value) in form.parameters {
            parameters[name] = .string(parameters[name]?.string.map { $0 + "," + value } ?? value)
        }
        return parameters.isEmpty ? nil : parameters
    }

    private var context: JSONValue {
        let host = request.fields.first(named: "host") ?? ""
        var context: JSONObject = [
            "accountId": .string(caller?.accountId ?? "anonymous"), "apiId": .string(target.id),
        ]
        if let caller { context["authorizer"] = ["iam": Self.identity(of: caller)] }
        context["domainName"] = .string(host)
        context["domainPrefix"] = .string(target.id)
        context["http"] = [
            "method": .string(request.method), "path": .string(target.rawPath), "protocol": "HTTP/1.1",
            "sourceIp": .string(clientAddress),
            "userAgent": .string(request.fields.first(named: "user-agent") ?? ""),
        ]
        context["requestId"] = .string(requestId)
        context["routeKey"] = "$default"
        context["stage"] = "$default"
        context["time"] = .string(Timestamp(secondsSinceEpoch: Int(time / 1_000)).logFileFormat)
        context["timeEpoch"] = .number(JSONNumber(Int(time)))
        return .object(context)
    }

    private static func identity(of caller: CallerIdentity) -> JSONValue {
        [
            "accessKey": .string(caller.accessKeyId), "accountId": .string(caller.accountId),
            "callerId": .string(caller.userId), "cognitoIdentity": nil, "principalOrgId": nil,
            "userArn": .string(caller.arn), "userId": .string(caller.userId),
        ]
    }

    /// Forms and bodies without a type are sent as base64, as on AWS.
    private var isText: Bool {
        guard let type = request.fields.first(named: "content-type")?.lowercased() else { return false }
        let media = type.prefix { $0 != ";" }
        return media.hasPrefix("text/") || ["json", "xml", "javascript"].contains(where: media.contains)
    }
}
