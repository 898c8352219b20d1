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

    /// A function that failed: HTTP 200 with X-Amz-Function-Error. Python calls its trace `stackTrace`, Node `trace`.
    init(functionError: String, function: String, payload: JSONValue, requestId: String?) {
        let type = payload["errorType"]?.string
        let message = payload["errorMessage"]?.string
        let text = [type, message].compactMap(\.self).joined(separator: ": ")
        self.init(.function, "\(function) failed: \(text.isEmpty ? functionError : text)", type: type ?? functionError)
        self.payload = payload
        self.requestId = requestId
        let trace = payload["stackTrace"]?.array ?? payload["trace"]?.array ?? []
        details = trace.flatMap { line -> [Message.Note] in
            (line.asText ?? "").split(separator: "\n").map { Message.Note(String($0)) }
        }
        if text.isEmpty, !payload.isNull { details.append(Message.Note(payload.description)) }
        if let requestId { details.append("request ID: \(requestId)") }
    }
}

extension Stop {
    init(_ error: LambdaError) {
        self = error.kind == .cancelled ? .interrupted : .failed(Failure(error))
    }
}
