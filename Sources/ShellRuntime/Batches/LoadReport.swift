// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import JSON
import Terminal

/// The results of a load test: as a value, and as text with a histogram for people.
struct LoadReport {
    let function: String
    let concurrency: Int
    let tally: Tally
    let elapsed: Duration
    /// Whether durations count from when the calls were due, which corrects for coordinated omission.
    let isCorrected: Bool

    private static let percents: [Double] = [50, 90, 95, 99, 99.9]
    private static let bars = 12
    private static let widestBar = 40.0

    private var rate: Double { elapsed > .zero ? Double(tally.done) / (elapsed / .seconds(1)) : 0 }

    var json: JSONValue {
        var errors = JSONObject()
        for group in tally.errorsByNumber { errors[group.type] = .number(JSONNumber(group.count)) }
        let reports = tally.reports
        return [
            "function": .string(function),
            "concurrency": .number(JSONNumber(concurrency)),
            "invocations": .number(JSONNumber(tally.done)),
            "ok": .number(JSONNumber(tally.ok)),
            "failed": .number(JSONNumber(tally.failed)),
            "errors": .object(errors),
            "throttled": .number(JSONNumber(tally.throttled)),
            "elapsedMs": .rounded(elapsed.milliseconds),
            "perSecond": .rounded(rate),
            "durationMs": tally.latencies.json(Self.percents),
            "correctedForCoordinatedOmission": .bool(isCorrected),
            "coldStarts": reports.count > 0 ? .number(JSONNumber(reports.coldStarts)) : .null,
            "initMs": reports.inits.json([50, 90, 99]),
            "restores": reports.count > 0 ? .number(JSONNumber(reports.restores)) : .null,
            "restoreMs": reports.restoreTimes.json([50, 90, 99]),
            "billedMs": reports.count > 0 ? .rounded(reports.billed) : .null,
            "histogram": .array(
                tally.latencies.buckets(Self.bars).map { bucket in
                    [
                        "fromMs": .rounded(bucket.from), "toMs": .rounded(bucket.to),
                        "count": .number(JSONNumber(bucket.count)),
                    ]
                }),
        ]
    }

    var text: String {
        var counts = "\(tally.ok) ok, \(tally.failed) failed"
        if tally.throttled > 0 { counts += ", \(tally.throttled) throttled attempts" }
        var lines = [
            "\(function): \(tally.done) invocation\(tally.done == 1 ? "" : "s") in \(elapsed.readable), "
                + "\(Int(rate.rounded()))/s, "
                + "up to \(concurrency) at a time: \(counts)"
        ]
        if let durations = tally.latencies.text(Self.percents) {
            lines.append("duration: \(durations)\(isCorrected ? " (measured from each call's scheduled start)" : "")")
        }
        if tally.reports.count > 0 { lines.append(tally.reports.text) }
        lines += tally.errorsByNumber.map { group in
            "  \(group.count) × \(group.type)\(group.message.map { ": \($0.split(separator: "\n").first ?? "")" } ?? "")"
        }
        let histogram = self.histogram
        if !histogram.isEmpty { lines += [""] + histogram }
        return lines.joined(separator: "\n")
    }

    /// A bar for each range of durations. The ranges grow exponentially.
    private var histogram: [String] {
        let buckets = tally.latencies.buckets(Self.bars)
        guard let most = buckets.map(\.count).max(), most > 0 else { return [] }
        let labels = buckets.map { Duration.clamped(milliseconds: $0.to).readable }
        let width = labels.map(\.count).max() ?? 0
        return zip(buckets, labels).map { bucket, label in
            let padding = String(repeating: " ", count: width - label.count)
            let bar = Self.bar(Double(bucket.count) / Double(most) * Self.widestBar)
            return "  ≤ \(padding)\(label) \(bar)\(bar.isEmpty ? "" : " ")\(bucket.count)"
        }
    }

    /// A bar of this many columns, with a resolution of an eighth.
    private static func bar(_ columns: Double) -> String {
        let eighths = Int((columns * 8).rounded())
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    }
}
