// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPMessages
import NIOCore
import NIOHTTP1
import Synchronization

/// A request under way, and the task that waits for its response.
final class HTTPExchange: Sendable {
    typealias Outcome = Result<HTTPResponse, TransportError>

    let head: HTTPRequestHead
    let body: ByteBuffer?
    /// A successful response ends the exchange with its head; its body follows as a stream.
    let streamsAnswer: Bool
    let deadline: NIODeadline
    let cancellation: HTTPCancellation
    private let continuation: CheckedContinuation<Outcome, Never>

    /// - Parameter continuation: resumed by `end`, which must be called exactly once.
    init(
        _ message: HTTPMessage, deadline: NIODeadline, cancellation: HTTPCancellation,
        continuation: CheckedContinuation<Outcome, Never>
    ) {
        head = message.head
        body = message.body
        streamsAnswer = message.streamsAnswer
        self.deadline = deadline
        self.cancellation = cancellation
        self.continuation = continuation
    }

    func end(_ outcome: Outcome) { continuation.resume(returning: outcome) }

    func fail(_ kind: TransportError.Kind, mayHaveBeenSent: Bool, _ detail: String = "") {
        end(.failure(TransportError(kind, mayHaveBeenSent: mayHaveBeenSent, detail: detail)))
    }
}

/// Whether the request was cancelled, even if that happened before it reached its event loop.
final class HTTPCancellation: Sendable {
    private let state = Atomic(false)

    var isRequested: Bool { state.load(ordering: .acquiring) }

    func request() { state.store(true, ordering: .releasing) }
}

/// A request as it's written to a connection.
struct HTTPMessage: Sendable {
    let head: HTTPRequestHead
    let body: ByteBuffer?
    let streamsAnswer: Bool

    /// - Parameter proxy: the proxy that forwards the request; it needs the whole URL (RFC 9112, section 3.2.2).
    init(_ request: HTTPRequest, through proxy: Proxy? = nil) throws(TransportError) {
        // All at once, because adding them one by one costs more than everything else here.
        var fields: [(String, String)] = []
        fields.reserveCapacity(request.fields.count + 3)
        // The length is the body's, whatever a caller says.
        for field in request.fields where !field.isNamed("content-length") {
            if let character = field.value.firstControlCharacter {
                let name = "U+" + Self.fourDigits(character)
                throw TransportError(
                    .invalidRequest, mayHaveBeenSent: false,
                    detail: "\(Self.content(of: field.name)) contains the control character \(name)")
            }
            fields.append((field.name, field.value))
        }
        if request.fields.first(named: "host") == nil { fields.append(("Host", request.endpoint.hostField)) }
        if let user = proxy?.credentials { fields.append(("Proxy-Authorization", "Basic \(user.reveal())")) }
        let method = HTTPMethod(rawValue: request.method)
        streamsAnswer = request.streamsAnswer
        body = request.body.isEmpty ? nil : ByteBuffer(bytes: request.body)
        let expectsBody =
            switch method {
            case .POST, .PUT, .PATCH: true
            default: false
            }
        if body != nil || expectsBody {
            fields.append(("Content-Length", String(request.body.count)))
        }
        head = HTTPRequestHead(
            version: .http1_1, method: method, uri: proxy == nil ? request.target : request.url,
            headers: HTTPHeaders(fields))
    }

    /// What the user knows that's in a header.
    private static func content(of name: String) -> String {
        switch name.asciiLowercased {
        case "x-amz-security-token": "the session token"
        case "authorization": "the access key ID"
        default: "the header \(name)"
        }
    }

    private static func fourDigits(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}

extension String {
    /// The first of the characters that are forbidden in a field's value (RFC 9110, section 5.5): all except the tab.
    fileprivate var firstControlCharacter: UInt8? {
        let bytes = utf8Span.span
        for index in bytes.indices where bytes[index] < 0x20 || bytes[index] == 0x7F {
            if bytes[index] != UInt8(ascii: "\t") { return bytes[index] }
        }
        return nil
    }
}
