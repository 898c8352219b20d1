// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import Lambda

/// The value of `last`: the whole response to the last command that the service answered, including failures.
struct LastResponse: Sendable {
    var status: Int
    var payload: Value = .null
    /// Why the payload is text, where it looks like JSON.
    var payloadProblem: JSONSyntaxError?
    var functionError: String?
    var executedVersion: String?
    var requestId: String?
    var log: String?
    var duration: Duration?

    init(status: Int) { self.status = status }

    init(_ outcome: InvocationOutcome) {
        status = outcome.status
        let payload = Payload(outcome.payload)
        self.payload = payload.value
        payloadProblem = payload.problem
        functionError = outcome.functionError
        executedVersion = outcome.executedVersion
        requestId = outcome.requestId
        log = outcome.log
        duration = outcome.duration
    }

    /// nil if the service didn't respond.
    init?(_ error: LambdaError) {
        guard let status = error.status else { return nil }
        self.status = status
        payload = Value(["code": .string(error.code), "message": .string(error.message)])
        requestId = error.requestId
    }

    var json: JSONValue {
        func text(_ string: String?) -> JSONValue { string.map(JSONValue.string) ?? .null }
        return [
            "status": .number(JSONNumber(status)),
            "payload": payload.json,
            "functionError": text(functionError),
            "executedVersion": text(executedVersion),
            "requestId": text(requestId),
            "log": text(log),
            "report": log.flatMap(InvocationReport.init(log:))?.json ?? .null,
            "durationMs": duration.flatMap { JSONNumber($0.milliseconds) }.map(JSONValue.number) ?? .null,
        ]
    }
}
