// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSServices
import Base
import JSON
import Testing

struct AnswerTests {
    private func result(_ table: ServiceTable, _ name: String, _ body: [UInt8]) throws -> JSONValue {
        try #require(table.operation(named: name)).result(of: HTTPResponse(status: 200, body: body))
    }

    @Test func `members that aren't in the table are kept in JSON responses`() throws {
        let value = try result(.lambda, "GetAccountSettings", Array(#"{"AccountUsage": {"New": 1}, "Newer": 2}"#.utf8))
        #expect(value == ["AccountUsage": ["New": 1], "Newer": 2])
    }

    @Test(arguments: [
        "<a>", "", "no XML", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&d;</a>",
        String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300),
    ])
    func `a response that isn't XML, or is nested too deeply, is rejected`(text: String) {
        #expect(throws: AnswerFault.self) { try XMLElement(parsing: Array(text.utf8)) }
    }

    @Test func `a query protocol response without its result is rejected`() {
        #expect(throws: AnswerFault.missingElement("GetCallerIdentityResult")) {
            try result(.sts, "GetCallerIdentity", Array("<GetCallerIdentityResponse/>".utf8))
        }
    }

    @Test func `a response that isn't JSON is rejected`() {
        #expect(throws: AnswerFault.malformedJSON) { try result(.sqs, "ListQueues", Array("<html>".utf8)) }
        #expect(throws: AnswerFault.malformedJSON) { try result(.sqs, "ListQueues", Array("[]".utf8)) }
    }

    @Test func `an event stream becomes the array of its events`() throws {
        let stream =
            EventStreamBytes.message([(":message-type", "event"), (":event-type", "PayloadChunk")], "some text")
            + EventStreamBytes.message([(":message-type", "event"), (":event-type", "InvokeComplete")], "{}")
        let value = try result(.lambda, "InvokeWithResponseStream", stream)
        #expect(
            value["EventStream"] == [["PayloadChunk": ["Payload": "some text"]], ["InvokeComplete": [:]]])
    }

    @Test func `an event stream that ends with an error fails with its code`() {
        let stream = EventStreamBytes.message(
            [(":message-type", "exception"), (":exception-type", "SessionTimeoutException")], #"{"message": "late"}"#)
        #expect(throws: AnswerFault.failedStream(code: "SessionTimeoutException", message: "late")) {
            try result(.logs, "StartLiveTail", stream)
        }
    }

    @Test func `the JSON protocol's first event contains the other members`() throws {
        let stream =
            EventStreamBytes.message([(":message-type", "event"), (":event-type", "initial-response")], "{}")
            + EventStreamBytes.message(
                [(":message-type", "event"), (":event-type", "sessionStart")], #"{"sessionId": "s"}"#)
        let value = try result(.logs, "StartLiveTail", stream)
        #expect(value["responseStream"] == [["sessionStart": ["sessionId": "s"]]])
    }

    @Test func `an event that can't be read is text among the others`() throws {
        let events = ["{\"sessionId\": ", "[]", "{\"sessionId\": \"s\"}"]
        let stream = events.map {
            EventStreamBytes.message([(":message-type", "event"), (":event-type", "sessionStart")], $0)
        }
        let value = try result(.logs, "StartLiveTail", Array(stream.joined()))
        #expect(
            value["responseStream"] == [
                ["sessionStart": "{\"sessionId\": "], ["sessionStart": "[]"], ["sessionStart": ["sessionId": "s"]],
            ])
    }
}

/// Messages of the format application/vnd.amazon.eventstream.
private enum EventStreamBytes {
    static func message(_ fields: [(String, String)], _ payload: String) -> [UInt8] {
        var headers: [UInt8] = []
        for (name, value) in fields {
            headers += [UInt8(name.utf8.count)] + name.utf8 + [7] + integer(value.utf8.count).suffix(2) + value.utf8
        }
        let prelude = integer(16 + headers.count + payload.utf8.count) + integer(headers.count)
        let message = prelude + integer(Int(CRC32.of(prelude[...]))) + headers + payload.utf8
        return message + integer(Int(CRC32.of(message[...])))
    }

    private static func integer(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
}
