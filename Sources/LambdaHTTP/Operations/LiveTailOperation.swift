// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import HTTPConnections
package import HTTPMessages
import JSON
package import Lambda

/// CloudWatch Logs' operation StartLiveTail.
package enum LiveTailOperation {
    private static let operation = ServiceOperation.known("StartLiveTail", in: .logs)
    /// The service ends a session after three hours; the rest is for the network.
    private static let longestSession = Duration.seconds(3 * 3_600 + 60)

    /// The request, which isn't signed yet.
    package static func request(_ query: LiveTailQuery, endpoint: ServiceEndpoint) -> HTTPRequest {
        var members: JSONObject = ["logGroupIdentifiers": [.string(query.group)]]
        if let pattern = query.pattern { members.set("logEventFilterPattern", .string(pattern)) }
        guard let request = try? operation.request(members, makeToken: { "" }) else {
            preconditionFailure("StartLiveTail takes other members")
        }
        var http = endpoint.request(request, timeout: longestSession)
        http.streamsAnswer = true
        return http
    }

    enum Event {
        case start
        case update(LiveTailUpdate)
    }

    /// What a message says; nil if it doesn't matter.
    static func event(in message: EventStreamMessage) throws(AnswerFault) -> Event? {
        guard let event = try operation.event(in: message) else { return nil }
        if event["sessionStart"] != nil { return .start }
        guard let update = event["sessionUpdate"] else { return nil }
        let results = update["sessionResults"]?.array ?? []
        return .update(
            LiveTailUpdate(
                events: results.compactMap(LogEvent.init),
                isSampled: update["sessionMetadata"]?["sampled"]?.bool ?? false))
    }
}

/// A Live Tail session over HTTP. Its connection closes with it.
actor HTTPLiveTail: LiveTailSession {
    private let parts: Parts
    private var reader = EventStreamReader()
    private let call: CallContext

    /// - Parameter body: the body of the response as it arrives.
    init(_ body: any AsyncSequence<[UInt8], any Error> & Sendable, call: CallContext) {
        parts = Parts(body.makeAsyncIterator())
        self.call = call
    }

    /// Waits until the service has started the session.
    func begin() async throws(LambdaError) {
        while case .update = try await event() {}
    }

    func next() async throws(LambdaError) -> LiveTailUpdate? {
        do throws(LambdaError) {
            while true {
                if case .update(let update) = try await event() { return update }
            }
        } catch {
            if error.code == "SessionTimeoutException" { return nil }
            throw error
        }
    }

    private func event() async throws(LambdaError) -> LiveTailOperation.Event {
        while true {
            guard let message = try reader.next() else {
                try await readMore()
                continue
            }
            do throws(AnswerFault) {
                if let event = try LiveTailOperation.event(in: message) { return event }
            } catch {
                throw LambdaError(
                    .network, code: "BrokenStream", message: "the stream contains an event that can't be read")
            }
        }
    }

    private func readMore() async throws(LambdaError) {
        do {
            if let bytes = try await parts.next() { return reader.append(bytes) }
        } catch {
            let failure = TransportError(reading: error)
            var error = LambdaError(failure, call: call)
            if failure.kind == .connectionClosed { error.message = "\(call.endpoint.origin) closed the connection" }
            throw error
        }
        try reader.finish()
        throw LambdaError(.network, code: "IncompleteStream", message: "the service ended the session without a reason")
    }

    /// What's left of the body.
    private final class Parts {
        private var iterator: any AsyncIteratorProtocol<[UInt8], any Error>

        init(_ iterator: any AsyncIteratorProtocol<[UInt8], any Error>) { self.iterator = iterator }

        func next() async throws -> [UInt8]? { try await iterator.next(isolation: #isolation) }
    }
}
