// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base
package import JSON
import LocalFunctions
package import LocalHTTP

/// The event that a function receives for an HTTP request (payload format 2.0).
package struct FunctionURLEvent: Sendable {
    package var function: String
    package var request: LocalRequest
    /// The raw path after the function's name.
    package var rawPath: String
    package var requestId: String
    /// Milliseconds since the epoch.
    package var time: Int64

    /// nil unless the path names a function: `/NAME/…`.
    package init?(_ request: LocalRequest, requestId: String, time: Int64) {
        let parts = request.path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: true)
        guard let name = parts.first, name.utf8.allSatisfy(\.isNameCharacter) else { return nil }
        function = String(name)
        rawPath = "/" + (parts.count > 1 ? parts[1] : "")
        self.request = request
        self.requestId = requestId
        self.time = time
    }

    package var value: JSONValue {
        var event: JSONObject = [
            "version": "2.0", "routeKey": "$default", "rawPath": .string(rawPath),
            "rawQueryString": .string(request.query),
        ]
        let cookies = request.fields.filter { $0.name.lowercased() == "cookie" }
            .flatMap { $0.value.split(separator: ";") }.map { JSONValue.string(String($0.drop { $0 == " " })) }
        if !cookies.isEmpty { event["cookies"] = .array(cookies) }
        event["headers"] = .object(headers)
        if let parameters { event["queryStringParameters"] = .object(parameters) }
        event["requestContext"] = context
        if !request.body.isEmpty {
            let text = isText ? String(validating: request.body, as: UTF8.self) : nil
            event["body"] = .string(text ?? Base64.encode(request.body))
            event["isBase64Encoded"] = .bool(text == nil)
        } else {
            event["isBase64Encoded"] = false
        }
        return .object(event)
    }

    /// Names in lower case; multiple values of a name are joined.
    private var headers: JSONObject {
        var headers = JSONObject()
        for field in request.fields where field.name.lowercased() != "cookie" {
            let name = field.name.lowercased()
            headers[name] = .string(headers[name]?.string.map { $0 + "," + field.value } ?? field.value)
        }
        return headers
    }

    private var parameters: JSONObject? {
        var parameters = JSONObject()
        for pair in request.query.split(separator: "&") {
            let name = pair.prefix { $0 != "=" }
            let key = String(decoding: PercentEncoding.decode(name.utf8), as: UTF8.self)
            parameters[key] = .string(request.parameters(key).joined(separator: ","))
        }
        return parameters.isEmpty ? nil : parameters
    }

    private var context: JSONValue {
        let host = request.fields.first(named: "host") ?? ""
        return [
            "accountId": "anonymous", "apiId": .string(function), "domainName": .string(host),
            "domainPrefix": .string(function),
            "http": [
                "method": .string(request.method), "path": .string(rawPath), "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1", "userAgent": .string(request.fields.first(named: "user-agent") ?? ""),
            ],
            "requestId": .string(requestId), "routeKey": "$default", "stage": "$default",
            "timeEpoch": .number(JSONNumber(Int(time))),
        ]
    }

    private var isText: Bool {
        guard let type = request.fields.first(named: "content-type")?.lowercased() else { return true }
        return type.hasPrefix("text/")
            || ["json", "xml", "javascript", "x-www-form-urlencoded"].contains(where: type.contains)
    }
}
