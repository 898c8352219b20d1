// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import HTTPMessages
import Base
import JSON
import LocalFunctions
import LocalHTTP
import LocalSandbox

/// Functions as web pages and services: `http://127.0.0.1:PORT/NAME/…`, without a signature, like AWS's function URLs
/// with the authorisation type NONE.
struct FunctionURLs: Sendable {
    var api: LambdaAPI
    /// Milliseconds since the epoch.
    var now: @Sendable () -> Int64

    /// nil for requests to the API.
    func respond(to request: LocalRequest, requestId: String) async -> LocalResponse? {
        guard let event = FunctionURLEvent(request, requestId: requestId, time: now()),
            // The API's paths begin with a date.
            event.function.utf8.first?.isDigit == false
        else { return nil }
        // Pages from other sites mustn't call functions on this machine.
        if let site = request.fields.first(named: "sec-fetch-site"), site == "cross-site" || site == "same-site" {
            return Self.message("Forbidden", status: 403)
        }
        do throws(APIFailure) {
            let result = try await api.result(
                of: FunctionReference(name: event.function), event.value.serialized(), requestId: requestId)
            return result.failed ? Self.message("Internal Server Error", status: 502) : Self.response(result.payload)
        } catch {
            switch error {
            case .functionNotFound: return Self.message("Not Found", status: 404)
            case .throttled: return Self.message("Too Many Requests", status: 429)
            default: return Self.message(error.message, status: 502)
            }
        }
    }

    private static func message(_ text: String, status: Int) -> LocalResponse {
        LocalResponse(
            status: status, fields: [HTTPField("Content-Type", "application/json")],
            body: JSONValue.object(["Message": .string(text)]).serialized())
    }

    /// A result with a `statusCode` describes the response; any other result is its body.
    private static func response(_ payload: [UInt8]) -> LocalResponse {
        guard let members = (try? JSONValue(parsing: payload))?.object, let status = members["statusCode"]?.int,
            (200...599).contains(status)
        else {
            return LocalResponse(status: 200, fields: [HTTPField("Content-Type", "application/json")], body: payload)
        }
        var fields: [HTTPField] = []
        for (name, value) in members["headers"]?.object ?? JSONObject() {
            fields.append(HTTPField(name, value.string ?? value.description))
        }
        for cookie in members["cookies"]?.array ?? [] { fields.append(HTTPField("Set-Cookie", cookie.string ?? "")) }
        if fields.first(named: "content-type") == nil { fields.append(HTTPField("Content-Type", "application/json")) }
        // The server sets the content length itself.
        fields.removeAll { $0.name.lowercased() == "content-length" }
        let text = members["body"].map { $0.string ?? $0.description } ?? ""
        let body = members["isBase64Encoded"]?.bool == true ? Base64.decode(text) ?? [] : Array(text.utf8)
        return LocalResponse(status: status, fields: fields, body: body)
    }
}
