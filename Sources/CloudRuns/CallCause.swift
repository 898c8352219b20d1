// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// What the cause of a failed call says: `Function not found: … (Service: AWSLambda; Status Code: 404; …)`.
struct CallCause: Sendable, Equatable {
    /// The kinds of errors, as in a results file.
    enum Kind: String {
        /// The service refused the call.
        case service
        /// The call took too long, or its result was lost.
        case timeout
        case network
    }

    /// Without the part in parentheses.
    let message: String
    let status: Int?
    let requestId: String?

    init(_ text: String) {
        guard let start = text.range(of: " (Service: ") else {
            message = text
            status = nil
            requestId = nil
            return
        }
        message = String(text[..<start.lowerBound])
        // `;` after optimized integrations, `,` after those of the SDK.
        let parts = text[start.upperBound...].split { $0 == ";" || $0 == "," || $0 == ")" }
        func value(_ name: String) -> String? {
            parts.lazy.map { $0.drop { $0 == " " } }.first { $0.hasPrefix("\(name): ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
        status = value("Status Code").flatMap { Int($0) }
        requestId = value("Request ID")
    }

    static func kind(of error: String) -> Kind {
        switch error {
        case "States.Timeout", "States.HeartbeatTimeout", "Lambda.ClientExecutionTimeoutException": .timeout
        // The result was there, but was too large for Step Functions.
        case "States.DataLimitExceeded": .timeout
        case "Lambda.SdkClientException": .network
        default: .service
        }
    }

    /// The payload of a function's error; nil if the function isn't what failed.
    static func payload(of error: String, _ cause: String) -> [UInt8]? {
        if error == "Lambda.Unknown", let start = cause.range(of: "Returned payload: ") {
            return Array(cause[start.upperBound...].utf8)
        }
        guard !error.hasPrefix("States."), let json = try? JSONValue(parsing: Array(cause.utf8)), json.object != nil
        else { return nil }
        return Array(cause.utf8)
    }
}

extension String {
    /// Where `part` first appears.
    fileprivate func range(of part: String) -> Range<Index>? {
        ranges(of: part).first
    }
}
