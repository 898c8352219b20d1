// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import AWSServices
import Base
import JSON
package import Lambda

/// The API operation InvokeWithResponseStream: a request like Invoke's, and a response that arrives in messages.
package struct StreamOperation {
    private var reader = EventStreamReader(
        damageHint: "the output is incomplete; the function may still be running",
        errorHint: "the stream was cut off: the output is incomplete", mayHaveRun: true)
    private var payload: [UInt8] = []
    private var completion: JSONValue?

    package init() {}

    package static func request(
        _ invocation: InvocationRequest, endpoint: Endpoint
    ) throws(LambdaError) -> HTTPRequest {
        var request = try InvokeOperation.request(
            invocation, endpoint: endpoint, version: "2021-11-15", suffix: "/response-streaming-invocations")
        request.streamsAnswer = true
        return request
    }

    /// The payload chunks in these bytes.
    package mutating func chunks(in bytes: [UInt8]) throws(LambdaError) -> [[UInt8]] {
        reader.append(bytes)
        var chunks: [[UInt8]] = []
        while let message = try reader.next() {
            switch message.eventType {
            case "PayloadChunk":
                payload += message.payload
                chunks.append(message.payload)
            case "InvokeComplete": completion = (try? JSONValue(parsing: message.payload)) ?? [:]
            default: continue
            }
        }
        return chunks
    }

    /// The outcome of a finished stream. Without the completion message it's unknown whether the function finished.
    package func outcome(of response: HTTPResponse, duration: Duration) throws(LambdaError) -> InvocationOutcome {
        try reader.finish()
        guard let completion else {
            throw LambdaError(
                .network, code: "IncompleteStream", message: "the stream ended before the function finished",
                hint: "the output is incomplete; the function may still be running", mayHaveRun: true)
        }
        var outcome = InvocationOutcome(
            status: response.status, payload: payload,
            executedVersion: response.fields.first(named: "x-amz-executed-version"),
            requestId: response.fields.first(named: "x-amzn-requestid"), duration: duration)
        outcome.log = completion["LogResult"]?.string.flatMap { Base64.decode($0) }
            .map { String(decoding: $0, as: UTF8.self) }
        if let code = completion["ErrorCode"]?.string {
            outcome.functionError = code
            outcome.payload = Array((completion["ErrorDetails"]?.string ?? "").utf8)
        }
        return outcome
    }
}
