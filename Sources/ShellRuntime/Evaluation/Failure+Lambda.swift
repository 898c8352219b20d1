// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import ShellLanguage

extension Failure {
    /// A call that the service rejected, or that got no response.
    init(_ error: LambdaError) {
        let kind: Kind =
            switch error.kind {
            case .service: .service
            case .network: .network
            case .timeout: .timeout
            case .credentials: .credentials
            case .usage: .usage
            case .cancelled, .recalled: .network
            }
        self.init(kind, error.description, type: error.code, hint: error.hint)
        requestId = error.requestId
        if let reason = error.reason { details.append("reason: \(reason)") }
        if error.mayHaveRun { details.append("the function may have run, or may still run") }
        if let requestId { details.append("request ID: \(requestId)") }
    }

    /// A function that failed: HTTP 200 with X-Amz-Function-Error.
    init(functionError: String, function: String, payload: JSONValue, requestId: String?) {
        let error = RaisedError(payload)
        let text = error.title
        self.init(
            .function, "\(function) failed: \(text ?? functionError)",
            type: payload["errorType"]?.string ?? functionError)
        self.payload = payload
        self.requestId = requestId
        details = error.stackAndCauses.map { Message.Note($0) }
        if text == nil, !payload.isNull { details.append(Message.Note(payload.description)) }
        if let requestId { details.append("request ID: \(requestId)") }
    }
}

extension Stop {
    init(_ error: LambdaError) {
        self = error.kind == .cancelled ? .interrupted : .failed(Failure(error))
    }
}
