// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
package import HTTPMessages
package import JSON
package import LocalHTTP

/// Why a function's result isn't a response: facts only.
package enum FunctionURLFault: Error, Sendable, Hashable {
    case notJSON
    case status
    case headers
    case cookies
    case body
    case notBase64
    /// The start of a streamed response isn't an object, or its end is missing.
    case prelude
    /// The URL's InvokeMode is RESPONSE_STREAM, and the function returned its result as a whole.
    case notStreamed
}

extension FunctionURLFault {
    /// A sentence for the function's log.
    package var explanation: String {
        let reason =
            switch self {
            case .notJSON:
                "the result isn't JSON (to stream, set the function URL's InvokeMode to RESPONSE_STREAM)"
            case .status: "statusCode must be a number from 200 to 599"
            case .headers: "headers must be an object of strings"
            case .cookies: "cookies must be an array of strings"
            case .body: "body must be a string"
            case .notBase64: "isBase64Encoded is true, but body isn't base64"
            case .prelude: "the stream must start with a JSON object and eight NUL bytes"
            case .notStreamed: "the function URL's InvokeMode is RESPONSE_STREAM, but the function didn't stream"
            }
        return "The function URL can't send this result as a response: \(reason)."
    }
}

/// The status and header fields that a function chose.
package struct FunctionURLHead: Sendable, Hashable {
    package var status: Int
    package var fields: [HTTPField]

    /// The server sets these itself.
    private static let serverFields: Set = ["connection", "content-length", "keep-alive", "transfer-encoding"]

    /// Reads `statusCode`, `headers` and `cookies`.
    package init(_ members: JSONObject) throws(FunctionURLFault) {
        status = try Self.status(members["statusCode"] ?? 200)
        fields = []
        switch members["headers"] ?? .null {
        case .null: break
        case .object(let headers):
            for (name, value) in headers where !value.isNull && !Self.serverFields.contains(name.lowercased()) {
                guard let text = value.scalarText else { throw .headers }
                fields.append(HTTPField(name, text))
            }
        default: throw .headers
        }
        switch members["cookies"] ?? .null {
        case .null: break
        case .array(let cookies):
            for cookie in cookies {
                guard let text = cookie.string else { throw .cookies }
                fields.append(HTTPField("Set-Cookie", text))
            }
        default: throw .cookies
        }
        if fields.first(named: "content-type") == nil { fields.append(.jsonContent) }
    }

    /// AWS accepts 100 to 599, but a client would wait for another response after one below 200.
    private static func status(_ value: JSONValue) throws(FunctionURLFault) -> Int {
        guard let status = value.int ?? value.string.flatMap({ Int($0) }), (200...599).contains(status) else {
            throw .status
        }
        return status
    }
}

extension LocalResponse {
    /// The response that a function returned as a whole: an object with a `statusCode` describes it, and any other value
    /// is its body.
    package init(functionResult payload: [UInt8]) throws(FunctionURLFault) {
        guard let value = try? JSONValue(parsing: payload) else { throw .notJSON }
        guard case .object(let members) = value, members["statusCode"] != nil else {
            self.init(
                status: 200, fields: [.jsonContent], body: value.string.map { Array($0.utf8) } ?? value.serialized())
            return
        }
        let head = try FunctionURLHead(members)
        let text: String
        switch members["body"] ?? .null {
        case .null: text = ""
        case .string(let body): text = body
        case .number, .bool, .array, .object: throw .body
        }
        let isBase64 = members["isBase64Encoded"]?.bool ?? false
        guard let body = isBase64 ? Base64.decode(text) : Array(text.utf8) else { throw .notBase64 }
        self.init(status: head.status, fields: head.fields, body: body)
    }

    /// For a result that isn't a response, and for a failed function.
    static let functionFailed = LocalResponse(
        status: 502, fields: [.jsonContent], body: Array("Internal Server Error".utf8))
}

extension HTTPField {
    /// AWS sends it whatever the body is.
    static let jsonContent = HTTPField("Content-Type", "application/json")
}
