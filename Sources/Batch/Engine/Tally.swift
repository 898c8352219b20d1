// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Histogram
import JSON

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The results so far: counts, errors by type, latencies.
package struct Tally: Sendable {
    package private(set) var ok = 0
    package private(set) var failed = 0
    package private(set) var uncertain = 0
    package private(set) var possiblyTwice = 0
    /// The part of the counts that an earlier process finished.
    package private(set) var earlier = 0
    /// Refusals for throttling.
    package private(set) var throttled = 0
    private var groups: [String: FailureGroup] = [:]
    package private(set) var latencies = Latencies()
    package private(set) var reports = ReportTally()

    private static let mostTypes = 100

    package init() {}

    package var done: Int { ok + failed + uncertain }
    package var failedNow: Int { failed - failedEarlier }
    private var failedEarlier = 0

    package mutating func add(_ outcome: RowOutcome) {
        count(outcome.kind, errorType: outcome.errorType, index: outcome.index, message: outcome.errorMessage)
        if outcome.possiblyTwice { possiblyTwice += 1 }
        if let duration = outcome.duration { latencies.record(duration) }
    }

    mutating func addThrottle() { throttled += 1 }

    mutating func add(log: String) { reports.add(log: log) }

    /// Adds a line that an earlier process wrote.
    mutating func addEarlier(_ line: JSONValue, _ kind: RowOutcome.Kind) {
        let type = line["error"]?["type"]?.string ?? line["payload"]?["errorType"]?.string
        count(
            kind, errorType: type ?? line["functionError"]?.string ?? line["error"]?["kind"]?.string,
            index: line["index"]?.int ?? 0,
            message: line["error"]?["message"]?.string ?? line["payload"]?["errorMessage"]?.string)
        earlier += 1
        if kind == .failed { failedEarlier += 1 }
        if line["possiblyTwice"]?.bool == true { possiblyTwice += 1 }
        if case .number(let number)? = line["durationMs"], (0...1e12).contains(number.double) {
            latencies.record(.milliseconds(number.double))
        }
    }

    private mutating func count(_ kind: RowOutcome.Kind, errorType: String?, index: Int, message: String?) {
        switch kind {
        case .ok: ok += 1
        case .uncertain: uncertain += 1
        case .failed:
            failed += 1
            let type = errorType ?? "unknown"
            // Function code can invent error types, so their number is limited.
            let name = groups[type] == nil && groups.count >= Self.mostTypes ? "other" : type
            groups[name, default: FailureGroup(type: name)].add(index, message)
        }
    }

    /// The errors by count, most frequent first.
    package var errorsByNumber: [FailureGroup] {
        groups.values.sorted { ($1.count, $0.type) < ($0.count, $1.type) }
    }

    /// What all rows failed with, if they failed alike.
    package var commonFailure: FailureGroup? {
        guard failed > 0, failed == done, groups.count == 1, let group = groups.values.first, group.isUniform else {
            return nil
        }
        return group
    }
}

/// The failed rows with one type of error.
package struct FailureGroup: Sendable, Equatable {
    package let type: String
    package private(set) var count = 0
    /// The lowest index of its rows, and the message there.
    package private(set) var firstIndex = Int.max
    package private(set) var message: String?
    /// Whether all messages are the same.
    package private(set) var isUniform = true

    /// In characters; messages are only shown.
    private static let longestMessage = 500

    init(type: String) { self.type = type }

    mutating func add(_ index: Int, _ message: String?) {
        let message = message.map { String($0.prefix(Self.longestMessage)) }
        if count > 0, message != self.message { isUniform = false }
        count += 1
        if index < firstIndex {
            firstIndex = index
            self.message = message
        }
    }
}

/// Durations in a High Dynamic Range histogram: three significant digits from a microsecond on, whatever their number.
package struct Latencies: Sendable {
    /// nil until there's a duration: it has room for an hour, because growing step by step takes milliseconds.
    private var recorded: Histogram<UInt64>?

    private static let hour: UInt64 = 3_600_000_000

    private static var empty: Histogram<UInt64> {
        var histogram = Histogram<UInt64>(highestTrackableValue: hour, numberOfSignificantValueDigits: .three)
        histogram.autoResize = true
        return histogram
    }

    private var histogram: Histogram<UInt64> { recorded ?? Self.empty }

    package var count: Int { Int(recorded?.totalCount ?? 0) }

    mutating func record(_ duration: Duration) {
        if recorded == nil { recorded = Self.empty }
        recorded?.record(UInt64(max(1, duration.microseconds)))
    }

    /// In milliseconds; nil if empty.
    package func percentile(_ percent: Double) -> Double? {
        count == 0 ? nil : Self.milliseconds(min(histogram.valueAtPercentile(percent), histogram.maxRecorded))
    }

    package var longest: Double? { count == 0 ? nil : Self.milliseconds(histogram.maxRecorded) }
    package var shortest: Double? {
        count == 0 ? nil : Self.milliseconds(histogram.lowestEquivalentForValue(histogram.min))
    }
    package var mean: Double? { count == 0 ? nil : (histogram.mean).rounded() / 1000 }

    /// The counts in ranges whose bounds grow by a constant factor, in milliseconds.
    package func buckets(_ number: Int) -> [(from: Double, to: Double, count: Int)] {
        guard count > 0 else { return [] }
        let low = Double(max(1, histogram.lowestEquivalentForValue(histogram.min)))
        let high = Double(histogram.maxRecorded) + 1
        let factor = pow(high / low, 1 / Double(number))
        var buckets: [(from: Double, to: Double, count: Int)] = []
        var bound = low
        for index in 0..<number {
            let next = index == number - 1 ? high : bound * factor
            buckets.append((bound / 1000, next / 1000, 0))
            bound = next
        }
        for value in histogram.recordedValues() {
            let index = buckets.lastIndex { Double(value.value) / 1000 >= $0.from } ?? 0
            buckets[index].count += Int(value.count)
        }
        return buckets
    }

    private static func milliseconds(_ microseconds: UInt64) -> Double { Double(microseconds) / 1000 }
}
