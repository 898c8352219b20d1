// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Base
import JSON
import Lambda
import ShellRuntime
import Terminal

/// A report as one HTML page, without scripts or external assets: the tests, each with a timeline of its invocations
/// (request, response, log tail and REPORT line).
struct HTMLReport {
    private let report: TestReport
    private let console: any Console

    /// Secrets are hidden before anything is escaped.
    init(_ report: TestReport, console: any Console) {
        self.report = report
        self.console = console
    }

    var text: String {
        let tests = report.results.filter { $0.name != nil }
        let failed = report.results.count { $0.failure != nil }
        let passed = tests.count { $0.isPassed }
        let title = failed == 0 ? "\(passed) passed" : "\(failed) failed, \(passed) passed"
        let page: MarkupText = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>lamsh test: \(title)</title>
            <style>\(HTMLReportStyle.sheet)</style>
            </head>
            <body>
            <h1>\(title)</h1>
            <p>\(tests.count) test\(tests.count == 1 ? "" : "s") in \(report.duration.readable)\
            \(report.wasInterrupted ? ", interrupted" : "")</p>
            \(report.results.map(section))</body>
            </html>

            """
        return page.text
    }

    // MARK: Tests

    private func section(_ result: TestResult) -> MarkupText {
        let (mark, label) = mark(of: result)
        let isOpen: MarkupText = result.failure == nil ? "" : " open"
        return """
            <details class="test \(mark)"\(isOpen)>
            <summary><b>\(label)</b> \(redact(result.title)) <small>\(result.duration.readable)</small></summary>
            \(outcome(result))\(output(result))\(timeline(result))</details>

            """
    }

    private func mark(of result: TestResult) -> (style: String, label: String) {
        switch result.outcome {
        case .passed: ("passed", "ok")
        case .failed: ("failed", "FAIL")
        case .notRun: ("skipped", "skip")
        }
    }

    private func outcome(_ result: TestResult) -> MarkupText {
        switch result.outcome {
        case .passed: ""
        case .notRun(let reason): "<p>\(redact(reason))</p>\n"
        case .failed(let failure):
            "<pre class=\"failure\">\(redact(Message(failure).plainText(hiding: console.secretRanges)))</pre>\n"
        }
    }

    private func output(_ result: TestResult) -> MarkupText {
        result.output.isEmpty ? "" : "<h3>Output</h3>\n<pre>\(redact(result.output))</pre>\n"
    }

    // MARK: Invocations

    private func timeline(_ result: TestResult) -> MarkupText {
        guard !result.invocations.isEmpty else { return "" }
        let omitted: MarkupText =
            result.omittedInvocations == 0
            ? ""
            : "<p>Only the first \(InvocationJournal.limit) invocations are shown; \(result.omittedInvocations) are omitted.</p>\n"
        return "<h3>Invocations</h3>\n\(omitted)\(result.invocations.map { invocation($0, in: result) })"
    }

    private func invocation(_ invocation: RecordedInvocation, in result: TestResult) -> MarkupText {
        let whole = max(result.duration.milliseconds, 0.001)
        let left = min(100, max(0, (invocation.start - result.start).milliseconds / whole * 100))
        let width = min(100 - left, invocation.duration.milliseconds / whole * 100)
        let style = "left:\(Self.percent(left));width:\(Self.percent(width))"
        let mark = invocation.isFailure ? "failed" : "passed"
        let isOpen: MarkupText = invocation.isFailure ? " open" : ""
        return """
            <details class="call \(mark)"\(isOpen)>
            <summary><span class="name">\(redact(invocation.target))</span> <span>\(redact(invocation.ending))</span> \
            <small>\(invocation.duration.readable)</small>\
            <span class="track"><i style="\(style)"></i></span></summary>
            \(block("Request", invocation.request))\(answer(invocation))</details>

            """
    }

    private func answer(_ invocation: RecordedInvocation) -> MarkupText {
        switch invocation.answer {
        case .failure(let error): return block("Error", "\(error.code): \(error.message)")
        case .outcome(_, let payload, _, let requestId, let log):
            return """
                \(block("Response", payload))\(log.map { block("Log tail", $0) } ?? "")\
                \(invocation.reportLine.map { block("Report", $0) } ?? "")\
                \(requestId.map { block("Request ID", $0) } ?? "")
                """
        }
    }

    private func block(_ title: String, _ payload: RecordedPayload?) -> MarkupText {
        guard let payload, !payload.text.isEmpty else { return "" }
        guard payload.omitted == 0 else {
            return block(title, payload.text + "… (\(Readable.size(payload.omitted)) more)")
        }
        let readable = (try? JSONValue(parsing: Array(payload.text.utf8)))?.serialized(.indented)
        return block(title, readable.map { String(decoding: $0, as: UTF8.self) } ?? payload.text)
    }

    private func block(_ title: String, _ text: String) -> MarkupText {
        "<h4>\(title)</h4>\n<pre>\(redact(text))</pre>\n"
    }

    private func redact(_ text: String) -> String { console.redact(text) }

    /// With two decimals, for CSS.
    private static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)%"
    }
}
