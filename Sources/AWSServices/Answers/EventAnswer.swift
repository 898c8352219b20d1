// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

extension ServiceOperation {
    /// The event in a message of this operation's event stream: an object with one member, its name; nil for messages
    /// that aren't events of the table. Errors of the service must be handled before.
    package func event(in message: EventStreamMessage) throws(AnswerFault) -> JSONValue? {
        guard let stream = outputShape?.members.first(where: { shape(of: $0).traits.contains(.eventStream) }) else {
            return nil
        }
        return try EventAnswer(operation: self).event(message, of: shape(of: stream))
    }
}

/// The events of an event stream response that has been received completely.
struct EventAnswer {
    let operation: ServiceOperation

    /// Each event is an object with one member, its name; `initial` contains the members before the events.
    func read(_ body: [UInt8], of stream: Shape) throws(AnswerFault) -> (initial: [UInt8]?, events: [JSONValue]) {
        var decoder = EventStreamDecoder()
        var initial: [UInt8]?
        var events: [JSONValue] = []
        do {
            decoder.append(body)
            while let message = try decoder.next() {
                try check(message)
                if message.eventType == "initial-response" {
                    initial = message.payload
                } else if let event = try event(message, of: stream) {
                    events.append(event)
                }
            }
            try decoder.finish()
        } catch let fault as AnswerFault {
            throw fault
        } catch let fault as EventStreamError {
            throw .malformedEventStream(fault)
        } catch {
            throw .malformedEventStream(.truncated)
        }
        return (initial, events)
    }

    private func check(_ message: EventStreamMessage) throws(AnswerFault) {
        guard message.type == "exception" || message.type == "error" else { return }
        let body = try? JSONValue(parsing: message.payload)
        let text = body?["message"]?.string ?? body?["Message"]?.string ?? message.fields[":error-message"]
        throw .failedStream(
            code: message.exceptionType ?? "Unknown", message: text ?? String(decoding: message.payload, as: UTF8.self))
    }

    fileprivate func event(_ message: EventStreamMessage, of stream: Shape) throws(AnswerFault) -> JSONValue? {
        guard let name = message.eventType, let member = stream.member(named: name) else { return nil }
        let shape = operation.shape(of: member)
        if let payload = shape.members.first(where: { $0.traits.contains(.eventPayload) }) {
            guard let value = try operation.payload(message.payload, of: operation.shape(of: payload)) else {
                return .object(JSONObject([(name, .object([:]))]))
            }
            return .object(JSONObject([(name, .object(JSONObject([(payload.name, value)])))]))
        }
        return .object(JSONObject([(name, value(message.payload, of: shape))]))
    }

    /// An event that can't be read becomes text, so that the others can still be read.
    private func value(_ payload: [UInt8], of shape: Shape) -> JSONValue {
        if payload.isEmpty { return .object([:]) }
        let members =
            if operation.service.wireProtocol == .restXML {
                (try? XMLElement(parsing: payload)).map { XMLAnswer(operation: operation).members([$0], of: shape) }
            } else {
                try? JSONAnswer(operation: operation).members(payload, of: shape)
            }
        return members.map(JSONValue.object) ?? .string(String(decoding: payload, as: UTF8.self))
    }
}

extension JSONObject {
    fileprivate init(_ members: [(String, JSONValue)]) {
        self.init()
        for (name, value) in members { set(name, value) }
    }
}
