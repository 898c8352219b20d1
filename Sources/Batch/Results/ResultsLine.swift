// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import JSON

/// A line of the results file.
extension RowOutcome {
    /// One JSON object and a newline.
    func append(to line: inout [UInt8]) {
        func text(_ string: String?) {
            if let string { serializeString(string, into: &line) } else { line += Self.null }
        }
        line += #"{"index":"#.utf8
        line += String(index).utf8
        line += #","key":"#.utf8
        if let key { key.serialize(into: &line) } else { line += Self.null }
        line += #","outcome":""#.utf8
        line += kind.rawValue.utf8
        line += #"","status":"#.utf8
        line += status.map { Array(String($0).utf8) } ?? Self.null
        line += #","functionError":"#.utf8
        text(functionError)
        line += #","payload":"#.utf8
        appendPayload(to: &line)
        line += #","error":"#.utf8
        if let error { error.serialize(into: &line) } else { line += Self.null }
        line += #","requestId":"#.utf8
        text(requestId)
        line += #","durationMs":"#.utf8
        line += duration.map { Array($0.millisecondsText(digits: 3).utf8) } ?? Self.null
        line += #","attempts":"#.utf8
        line += String(attempts).utf8
        line += #","possiblyTwice":"#.utf8
        line += (possiblyTwice ? "true" : "false").utf8
        line += "}\n".utf8
    }

    /// The outcome without secrets in what the row, the function and the service wrote.
    ///
    /// The line's own numbers and words stay: a secret `1234` would remove the position of row 1234 from its line, and
    /// no run could continue with the file.
    func redacted(_ redact: ([UInt8]) -> [UInt8]) -> RowOutcome {
        func redacted(_ text: String) -> String { String(decoding: redact(Array(text.utf8)), as: UTF8.self) }
        func redacted(_ json: JSONValue) -> JSONValue {
            let bytes = json.serialized()
            let hidden = redact(bytes)
            if hidden == bytes { return json }
            return (try? JSONValue(parsing: hidden)) ?? .string(String(decoding: hidden, as: UTF8.self))
        }
        var outcome = self
        outcome.key = key.map(redacted)
        outcome.functionError = functionError.map(redacted)
        // Hiding a number makes the JSON invalid, so the payload is then written as a string.
        outcome.payload = redact(payload)
        outcome.error = error.map(redacted)
        outcome.requestId = requestId.map(redacted)
        return outcome
    }

    package var json: JSONValue {
        var line: [UInt8] = []
        append(to: &line)
        return (try? JSONValue(parsing: line)) ?? .null
    }

    private static let null = Array("null".utf8)

    /// The received JSON if it's one line; anything that isn't JSON, or is nested too deeply for a line, becomes a
    /// string.
    private func appendPayload(to line: inout [UInt8]) {
        guard !payload.isEmpty else { return line += Self.null }
        guard let json = try? JSONValue(parsing: payload), fitsInLine else {
            return serializeString(String(decoding: payload, as: UTF8.self), into: &line)
        }
        if payload.contains(UInt8(ascii: "\n")) || payload.contains(UInt8(ascii: "\r")) {
            json.serialize(into: &line)
        } else {
            line += payload
        }
    }

    /// Whether the payload can still be parsed inside its line's object.
    private var fitsInLine: Bool {
        let openings = payload.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
        guard openings >= JSONValue.depthLimit else { return true }
        return (try? JSONValue(parsing: [UInt8(ascii: "[")] + payload + [UInt8(ascii: "]")])) != nil
    }
}
