// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Lambda
import ShellRuntime
import Terminal

/// Reports for people: a line per test, failures with their source and invocations, a summary.
struct TextReporter: TestReporter {
    /// How many invocations of a failed test are shown; the HTML report has more.
    private static let shownInvocations = 10
    private static let payloadWidth = 160

    let console: TerminalConsole

    private var palette: Palette { console.out.palette }

    func begin(count: Int) {}

    func report(_ result: TestResult) {
        var text = ""
        switch result.outcome {
        case .passed where result.name == nil: break
        case .passed: text += "\(palette(.success, "ok"))    \(result.title) \(time(result.duration))\n"
        case .notRun: text += "\(palette(.warning, "skip"))  \(result.title)\n"
        case .failed: text += "\(palette(.error, "FAIL"))  \(result.title) \(time(result.duration))\n"
        }
        text += result.output.split(separator: "\n").map { "      \($0)\n" }.joined()
        if let failure = result.failure {
            text +=
                DiagnosticText(palette: palette, secrets: console.secretRanges).text(of: failure)
                + invocations(of: result)
        }
        console.write(Array(text.utf8))
    }

    func end(_ report: TestReport) {
        let tests = report.results.filter { $0.name != nil }
        let passed = tests.count { $0.isPassed }
        let failed = tests.count { $0.failure != nil }
        let files = report.results.count { $0.name == nil && $0.failure != nil }
        let skipped = tests.count - passed - failed
        var parts = ["\(passed) passed"]
        if failed > 0 { parts.append("\(failed) failed") }
        if skipped > 0 { parts.append("\(skipped) not run") }
        if files > 0 { parts.append(files == 1 ? "1 file failed" : "\(files) files failed") }
        let style: Style = report.status == 0 ? .success : .error
        let summary = palette(style, parts.joined(separator: ", "))
        let end = report.wasInterrupted ? ", interrupted" : ""
        console.write(Array("\(tests.count == 1 ? "1 test" : "\(tests.count) tests"): \(summary)\(end)\n".utf8))
    }

    private func time(_ duration: Duration) -> String { palette(.dim, "(\(duration.readable))") }

    private func invocations(of result: TestResult) -> String {
        guard !result.invocations.isEmpty else { return "" }
        let shown = result.invocations.suffix(Self.shownInvocations)
        let omitted = result.invocations.count - shown.count + result.omittedInvocations
        var text = palette(.heading, "invocations:") + "\n"
        if omitted > 0 { text += "    (\(omitted) earlier ones omitted)\n" }
        for invocation in shown {
            text += "    \(invocation.target): \(invocation.ending) \(time(invocation.duration))\n"
            if let request = invocation.request { text += "      request:  \(short(request.text))\n" }
            switch invocation.answer {
            case .failure(let error): text += "      error:    \(short(error.message))\n"
            case .outcome(_, let payload, _, _, let log):
                if !payload.text.isEmpty { text += "      response: \(short(payload.text))\n" }
                if invocation.isFailure, let log { text += lines(of: log) }
            }
        }
        return text
    }

    private func lines(of log: String) -> String {
        log.split(separator: "\n").map { "      \(palette(.dim, "| \($0)"))\n" }.joined()
    }

    private func short(_ text: String) -> String {
        // Secrets are hidden before the text is cut, which would leave parts that can't be recognised.
        let line = console.redactor.redact(text).replacing("\n", with: " ")
        return line.count > Self.payloadWidth ? "\(line.prefix(Self.payloadWidth))…" : line
    }
}
