// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import JSON
import Terminal

/// The outcome of a batch: as a value, and as text for people.
struct BatchSummary {
    let tally: Tally
    let elapsed: Duration
    /// The outcomes, if there's no results file.
    let results: [JSONValue]?

    private var rate: Double {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 ? Double(tally.done - tally.earlier) / seconds : 0
    }

    /// `2 of 10 rows failed: ValueError 1, timeout 1`, or the error that all rows failed with.
    var failedRows: String {
        if let common = tally.commonFailure, let message = common.message {
            let isKind = Failure.Kind(rawValue: common.type) != nil
            return "\(tally.failed) of \(tally.done) rows failed: \(isKind ? message : "\(common.type): \(message)")"
        }
        let types = tally.errorsByNumber.prefix(5).map { "\($0.type) \($0.count)" }.joined(separator: ", ")
        return "\(tally.failed) of \(tally.done) rows failed: \(types)"
    }

    var json: JSONValue {
        var object: JSONObject = [
            "rows": .number(JSONNumber(tally.done)),
            "ok": .number(JSONNumber(tally.ok)),
            "failed": .number(JSONNumber(tally.failed)),
            "uncertain": .number(JSONNumber(tally.uncertain)),
            "possiblyTwice": .number(JSONNumber(tally.possiblyTwice)),
            "earlier": .number(JSONNumber(tally.earlier)),
            "throttled": .number(JSONNumber(tally.throttled)),
        ]
        var errors = JSONObject()
        var first = JSONObject()
        for group in tally.errorsByNumber {
            errors[group.type] = .number(JSONNumber(group.count))
            first[group.type] = [
                "index": .number(JSONNumber(group.firstIndex)),
                "message": group.message.map(JSONValue.string) ?? .null,
            ]
        }
        object["errors"] = .object(errors)
        object["firstErrors"] = .object(first)
        object["durationMs"] = tally.latencies.json([50, 90, 99])
        object["elapsedMs"] = .rounded(elapsed.milliseconds)
        object["rowsPerSecond"] = .rounded(rate)
        // Only known from the platform's reports in the logs, which --log requests.
        let reports = tally.reports
        object["coldStarts"] = reports.count > 0 ? .number(JSONNumber(reports.coldStarts)) : .null
        object["restores"] = reports.count > 0 ? .number(JSONNumber(reports.restores)) : .null
        object["billedMs"] = reports.count > 0 ? .rounded(reports.billed) : .null
        if let results { object["results"] = .array(results) }
        return .object(object)
    }

    var text: String {
        var counts = ["\(tally.ok) ok", "\(tally.failed) failed"]
        if tally.uncertain > 0 { counts.append("\(tally.uncertain) uncertain") }
        if tally.possiblyTwice > 0 { counts.append("\(tally.possiblyTwice) possibly run twice") }
        if tally.throttled > 0 { counts.append("\(tally.throttled) throttled attempts") }
        var lines = [
            "\(tally.done) row\(tally.done == 1 ? "" : "s") in \(elapsed.readable), \(Int(rate.rounded()))/s: "
                + counts.joined(separator: ", ")
        ]
        if tally.earlier > 0 { lines[0] += " (\(tally.earlier) of them in earlier runs)" }
        if let latencies = tally.latencies.text([50, 90, 99]) { lines.append("duration: \(latencies)") }
        if tally.reports.count > 0 { lines.append(tally.reports.text) }
        lines += tally.errorsByNumber.map { group in
            let message = group.message.map { ": \($0.split(separator: "\n").first ?? "")" } ?? ""
            return "  \(group.count) × \(group.type) (first at index \(group.firstIndex)\(message))"
        }
        return lines.joined(separator: "\n")
    }
}

extension JSONValue {
    /// With at most three decimals.
    static func rounded(_ number: Double) -> JSONValue {
        JSONNumber((number * 1000).rounded() / 1000).map(JSONValue.number) ?? .null
    }
}

extension Latencies {
    /// `{"p50": …, "max": …}` in milliseconds; null if there are none.
    func json(_ percents: [Double]) -> JSONValue {
        guard count > 0 else { return .null }
        var object = JSONObject()
        for percent in percents {
            object[Self.name(percent).replacing(".", with: "")] = percentile(percent).map(JSONValue.rounded) ?? .null
        }
        object["max"] = longest.map(JSONValue.rounded) ?? .null
        return .object(object)
    }

    /// `p50 12 ms, p99 80 ms, max 1.2 s`
    func text(_ percents: [Double]) -> String? {
        guard let longest else { return nil }
        var parts = percents.compactMap { percent in
            percentile(percent).map { "\(Self.name(percent)) \(Duration.clamped(milliseconds: $0).readable)" }
        }
        parts.append("max \(Duration.clamped(milliseconds: longest).readable)")
        return parts.joined(separator: ", ")
    }

    /// `p99.9`; in names of members, the point is dropped.
    private static func name(_ percent: Double) -> String {
        "p" + "\(percent)".replacing(".0", with: "")
    }
}

extension ReportTally {
    var text: String {
        var text = "billed: \(Duration.clamped(milliseconds: billed).readable), cold starts: \(coldStarts)"
        if let inits = inits.text([50]) { text += " (init \(inits))" }
        if let restoreTimes = restoreTimes.text([50]) { text += ", restores: \(restores) (\(restoreTimes))" }
        return text
    }
}
