// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// A response that's sent piece by piece. Its head is sent before the first piece.
///
/// Each call waits until the connection takes more. It returns at once if the client has left or the calling task is
/// cancelled, and drops the rest of the body.
package final class StreamedResponse: Sendable {
    typealias Part = HTTPResponsePart

    private let send: @Sendable (Part) async throws -> Void
    private let hasBody: Bool
    private let state: Mutex<State>

    private struct State {
        var head: LocalResponse
        var isHeadSent = false
        var mayHaveBody = true
        var isCutOff = false
    }

    /// - Parameters:
    ///   - head: the status and fields that apply unless `begin` sets others.
    ///   - hasBody: false for the response to HEAD.
    init(_ head: LocalResponse, hasBody: Bool, send: @escaping @Sendable (Part) async throws -> Void) {
        self.send = send
        self.hasBody = hasBody
        state = Mutex(State(head: head))
    }

    /// Sends the head, unless it has been sent.
    ///
    /// - Parameters:
    ///   - status: replaces the response's own status.
    ///   - fields: precede the response's own.
    package func begin(status: Int? = nil, fields: [HTTPMessages.HTTPField] = []) async {
        let head: LocalResponse? = state.withLock { state in
            guard !state.isHeadSent else { return nil }
            state.isHeadSent = true
            state.head.status = status ?? state.head.status
            state.head.fields = fields + state.head.fields
            state.mayHaveBody = state.head.mayHaveBody
            return state.head
        }
        if let head { try? await send(.head(head.httpHead)) }
    }

    /// Sends a whole response instead of this one, unless the head has been sent. Its fields precede this one's own.
    package func send(_ whole: LocalResponse) async {
        var fields = whole.fields
        if whole.mayHaveBody { fields.append(HTTPMessages.HTTPField("Content-Length", String(whole.body.count))) }
        await begin(status: whole.status, fields: fields)
        await self(whole.body)
    }

    /// Sends the next piece of the body.
    package func callAsFunction(_ piece: [UInt8]) async {
        await begin()
        guard hasBody, state.withLock(\.mayHaveBody), !piece.isEmpty else { return }
        try? await send(.body(ByteBuffer(bytes: piece)))
    }

    /// The body isn't complete: the connection is closed at its end.
    package func cutOff() { state.withLock { $0.isCutOff = true } }

    /// Ends the body.
    ///
    /// - Returns: false if the connection must be closed.
    func end() async throws -> Bool {
        await begin()
        try await send(.end(nil))
        return !state.withLock(\.isCutOff)
    }
}

extension LocalResponse {
    /// HTTP defines these as responses without a body, whatever their fields say.
    var mayHaveBody: Bool { status >= 200 && status != 204 && status != 304 }

    var httpHead: HTTPTypes.HTTPResponse {
        var fields = HTTPFields()
        for field in self.fields {
            guard let name = HTTPTypes.HTTPField.Name(field.name) else { continue }
            fields.append(HTTPTypes.HTTPField(name: name, value: field.value))
        }
        return HTTPTypes.HTTPResponse(status: HTTPTypes.HTTPResponse.Status(code: status), headerFields: fields)
    }
}
