// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import JSON
import Lambda
import Testing

/// The platform's report in a log, in both log formats (aws-lambda-power-tuning#232, #253, #261, #305).
@Suite struct ReportTests {
    private static let text =
        "REPORT RequestId: 8f0e\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\t"

    private static func json(_ metrics: String, status: String = "success", more: String = "") -> String {
        #"{"time":"2026-01-02T03:04:05.678Z","type":"platform.report","record":{"requestId":"8f0e","metrics":{"durationMs":3.01,"billedDurationMs":4,"memorySizeMB":128,"maxMemoryUsedMB":36"#
            + metrics + #"},"tracing":{"spanId":"1","type":"X-Amzn-Trace-Id","value":"Root=1"},"status":""#
            + status + "\"" + more + "}}"
    }

    private static func members(_ log: String) -> JSONValue? { InvocationReport(log: log)?.json }

    /// What every report here has, with members replaced.
    private static func report(_ changes: [(String, JSONValue)] = []) -> JSONValue {
        var report: JSONObject = [
            "durationMs": JSONNumber(parsing: "3.01").map(JSONValue.number) ?? .null, "billedDurationMs": 4,
            "memorySizeMB": 128,
            "maxMemoryUsedMB": 36, "initDurationMs": .null, "restoreDurationMs": .null,
            "billedRestoreDurationMs": .null, "status": .null, "errorType": .null,
        ]
        for (name, value) in changes { report[name] = value }
        return .object(report)
    }

    @Test func `a REPORT line and a platform.report event say the same`() {
        #expect(Self.members("START RequestId: 8f0e\nhello\nEND RequestId: 8f0e\n\(Self.text)\n") == Self.report())
        let log = #"{"type":"platform.start","record":{}}"# + "\nhello\n\(Self.json(""))\n"
        #expect(Self.members(log) == Self.report([("status", "success")]))
    }

    @Test func `a cold start, a restore, a timeout and an error are read`() {
        #expect(Self.members(Self.text + "Init Duration: 110 ms\t") == Self.report([("initDurationMs", 110)]))
        #expect(
            Self.members(Self.json(#","initDurationMs":110"#))
                == Self.report([("initDurationMs", 110), ("status", "success")]))
        let restored: [(String, JSONValue)] = [("restoreDurationMs", 371), ("billedRestoreDurationMs", 120)]
        #expect(
            Self.members(Self.text + "Restore Duration: 371 ms\tBilled Restore Duration: 120 ms\t\n")
                == Self.report(restored))
        #expect(
            Self.members(Self.json(#","restoreDurationMs":371,"billedRestoreDurationMs":120"#))
                == Self.report(restored + [("status", "success")]))
        #expect(Self.members(Self.text + "Status: timeout\r\n") == Self.report([("status", "timeout")]))
        let failed: [(String, JSONValue)] = [("status", "error"), ("errorType", "Runtime.ExitError")]
        #expect(Self.members(Self.text + "Status: error\tError Type: Runtime.ExitError\n") == Self.report(failed))
        #expect(
            Self.members(Self.json("", status: "error", more: #","errorType":"Runtime.ExitError""#))
                == Self.report(failed))
    }

    @Test func `an X-Ray line and lines of extensions may follow`() {
        let log = Self.text + "\nXRAY TraceId: 1-5\tSegmentId: 2\tSampled: true\t\n[extension] done\n"
        #expect(Self.members(log) == Self.report())
        #expect(InvocationReport.line(in: log) == Self.text)
    }

    @Test(arguments: [
        "", "hello\n", "REPORT of the day\tDuration: 5 ms\n", "not REPORT RequestId: 1\tDuration: 5 ms\n",
        #"{"type":"report","record":{"metrics":{"durationMs":5}}}"#, #"{"type":"platform.report"}"#,
        #"{"message":"{\"type\":\"platform.report\",\"record\":{}}"}"#,
    ])
    func `other lines aren't reports`(log: String) {
        #expect(InvocationReport(log: log) == nil)
        #expect(InvocationReport.line(in: log) == nil)
    }

    @Test func `numbers that can't be true are ignored`() {
        let report = InvocationReport(
            log: "REPORT RequestId: 1\tDuration: -1 ms\tBilled Duration: 1e300 ms\tStatus: x\n")
        #expect(report?.duration == nil)
        #expect(report?.billedDuration == nil)
        #expect(InvocationReport(log: Self.json(#","initDurationMs":"soon""#))?.initDuration == nil)
    }

    /// A log tail has 4 KB, and its first line may be cut anywhere.
    @Test func `a line cut in front is never read as a report`() {
        let quoted = "the function says: \(Self.text)Init Duration: 9999 ms\t"
        let quotedJSON = "the function says: " + Self.json(#","initDurationMs":9999"#)
        for line in [quoted, quotedJSON] {
            for start in 0..<line.utf8.count {
                let first = String(decoding: line.utf8.dropFirst(start), as: UTF8.self)
                let filler = String(repeating: "x", count: 4_096 - first.utf8.count - 2)
                let tail = "\(first)\n\(filler)\n"
                #expect(tail.utf8.count == 4_096)
                #expect(InvocationReport(log: tail) == nil)
                let reported = "\(first)\n\(filler.dropLast(Self.text.utf8.count + 1))\n\(Self.text)\n"
                #expect(InvocationReport(log: reported)?.initDuration == nil)
                #expect(InvocationReport(log: reported)?.duration != nil)
            }
        }
    }

    @Test func `a report cut in front isn't read, whatever is left of it`() {
        for line in [Self.text + "Init Duration: 1 ms\t", Self.json(#","initDurationMs":1"#)] {
            for start in 1..<line.utf8.count {
                #expect(InvocationReport(log: String(decoding: line.utf8.dropFirst(start), as: UTF8.self)) == nil)
            }
        }
    }
}
