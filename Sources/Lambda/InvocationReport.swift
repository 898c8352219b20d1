// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// The platform's report of an invocation, from a Lambda log: durations in milliseconds, memory in megabytes.
///
/// It's a REPORT line, or with the log format JSON a `platform.report` event (Lambda Developer Guide, "Lambda Telemetry
/// API Event schema reference").
package struct InvocationReport: Sendable, Equatable {
    package var duration: JSONNumber?
    package var billedDuration: JSONNumber?
    package var memorySize: JSONNumber?
    package var maxMemoryUsed: JSONNumber?
    /// Only if the sandbox was started for this invocation.
    package var initDuration: JSONNumber?
    /// Only if the sandbox was restored from a snapshot (SnapStart) for this invocation.
    package var restoreDuration: JSONNumber?
    package var billedRestoreDuration: JSONNumber?
    /// How the invocation ended, in the log's word: `success`, `error`, `failure` or `timeout`. REPORT lines omit
    /// `success`.
    package var status: String?
    /// What failed: for example `Runtime.ExitError`.
    package var errorType: String?

    /// The size of a log tail that may have been cut, in bytes.
    private static let cutSize = 4_096

    /// Reads the last report in `log`, which may be a log tail; nil if there's none.
    package init?(log: String) {
        guard let report = Self.last(in: log)?.report else { return nil }
        self = report
    }

    /// The line of the last report in `log`; nil if there's none.
    package static func line(in log: String) -> String? { last(in: log).map { String($0.line) } }

    private static func last(in log: String) -> (line: Substring, report: InvocationReport)? {
        let newline = UInt8(ascii: "\n")
        var lines = log.utf8.split(separator: newline)
        // The service cuts a tail at any byte, so the first line may be the end of anything.
        if log.utf8.count >= cutSize, log.utf8.first != newline { lines.removeFirst() }
        for line in lines.reversed() {
            let text = Substring(line)
            if let report = InvocationReport(text: text) ?? InvocationReport(json: text) { return (text, report) }
        }
        return nil
    }

    private init?(text line: Substring) {
        guard line.utf8.starts(with: "REPORT RequestId: ".utf8) else { return nil }
        for field in line.utf8.split(separator: UInt8(ascii: "\t")) {
            guard let colon = field.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = Substring(field[field.index(after: colon)...]).drop { $0 == " " }.prefix { $0 != "\r" }
            let number = JSONNumber(parsing: value.prefix { $0 != " " }).flatMap(Self.possible)
            switch String(Substring(field[..<colon])) {
            case "Duration": duration = number
            case "Billed Duration": billedDuration = number
            case "Memory Size": memorySize = number
            case "Max Memory Used": maxMemoryUsed = number
            case "Init Duration": initDuration = number
            case "Restore Duration": restoreDuration = number
            case "Billed Restore Duration": billedRestoreDuration = number
            case "Status": status = String(value)
            case "Error Type": errorType = String(value)
            default: continue
            }
        }
    }

    private init?(json line: Substring) {
        guard line.utf8.first == UInt8(ascii: "{"), let event = try? JSONValue(parsing: Array(line.utf8)),
            event["type"] == "platform.report", let record = event["record"]
        else { return nil }
        func number(_ name: String) -> JSONNumber? {
            guard case .number(let number) = record["metrics"]?[name] else { return nil }
            return Self.possible(number)
        }
        duration = number("durationMs")
        billedDuration = number("billedDurationMs")
        memorySize = number("memorySizeMB")
        maxMemoryUsed = number("maxMemoryUsedMB")
        initDuration = number("initDurationMs")
        restoreDuration = number("restoreDurationMs")
        billedRestoreDuration = number("billedRestoreDurationMs")
        status = record["status"]?.string
        errorType = record["errorType"]?.string
    }

    /// The function may have written the line itself, so impossible values are ignored to keep sums and durations valid.
    private static func possible(_ number: JSONNumber) -> JSONNumber? {
        (0...1e12).contains(number.double) ? number : nil
    }

    package var json: JSONValue {
        func number(_ number: JSONNumber?) -> JSONValue { number.map(JSONValue.number) ?? .null }
        func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
        return [
            "durationMs": number(duration),
            "billedDurationMs": number(billedDuration),
            "memorySizeMB": number(memorySize),
            "maxMemoryUsedMB": number(maxMemoryUsed),
            "initDurationMs": number(initDuration),
            "restoreDurationMs": number(restoreDuration),
            "billedRestoreDurationMs": number(billedRestoreDuration),
            "status": text(status),
            "errorType": text(errorType),
        ]
    }
}
