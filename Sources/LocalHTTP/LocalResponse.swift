// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import JSON

/// The answer to a request.
package struct LocalResponse: Sendable {
    package var status: Int
    package var fields: [HTTPField] = []
    package var body: [UInt8] = []
    /// What is sent piece by piece instead of `body`.
    package var stream: Stream?

    package init(status: Int, fields: [HTTPField] = [], body: [UInt8] = [], stream: Stream? = nil) {
        self.status = status
        self.fields = fields
        self.body = body
        self.stream = stream
    }

    /// Writes the body; called exactly once, also if the client has left.
    package typealias Stream = @Sendable (_ output: StreamedResponse) async -> Void
}

extension LocalResponse {
    /// An answer with a JSON object as its body.
    package static func json(_ members: JSONObject, status: Int = 200) -> LocalResponse {
        LocalResponse(
            status: status, fields: [HTTPField("Content-Type", "application/json")],
            body: JSONValue.object(members).serialized())
    }
}
