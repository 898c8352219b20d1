// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Base
import ShellRuntime
import Terminal

/// A report in JUnit's XML format, which CI systems read; one suite per file.
struct JUnitReport {
    private let report: TestReport
    private let console: any Console

    /// - Parameter console: knows the secrets to hide.
    init(_ report: TestReport, console: any Console) {
        self.report = report
        self.console = console
    }

    var text: String {
        var suites: [(file: String, results: [TestResult])] = []
        for result in report.results {
            let file = result.file ?? ""
            if suites.last?.file != file { suites.append((file, [])) }
            suites[suites.count - 1].results.append(result)
        }
        let markup: MarkupText = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites \(counts(report.results)) time="\(report.duration.secondsText(digits: 3))">
            \(suites.map { suite($0.file, $0.results) })</testsuites>

            """
        return markup.text
    }

    private func suite(_ file: String, _ results: [TestResult]) -> MarkupText {
        let time = results.reduce(Duration.zero) { $0 + $1.duration }
        return """
            <testsuite name="\(redact(file))" \(counts(results)) time="\(time.secondsText(digits: 3))">
            \(results.filter(isCase).map { testCase($0, file) })</testsuite>

            """
    }

    /// A file's top level becomes a test case only if it failed, so that the failure shows up.
    private func isCase(_ result: TestResult) -> Bool { result.name != nil || result.failure != nil }

    private func counts(_ results: [TestResult]) -> MarkupText {
        let cases = results.filter(isCase)
        let failures = cases.count { $0.failure?.kind == .assertion }
        let errors = cases.count { $0.failure != nil } - failures
        let skipped = cases.count { $0.failure == nil && !$0.isPassed }
        return #"tests="\#(cases.count)" failures="\#(failures)" errors="\#(errors)" skipped="\#(skipped)""#
    }

    private func testCase(_ result: TestResult, _ file: String) -> MarkupText {
        let name = redact(result.name ?? "(top level)")
        return """
            <testcase name="\(name)" classname="\(redact(file))" time="\(result.duration.secondsText(digits: 3))">
            \(outcome(result))\(output(result))</testcase>

            """
    }

    private func outcome(_ result: TestResult) -> MarkupText {
        switch result.outcome {
        case .passed: return ""
        case .notRun(let reason): return "<skipped message=\"\(redact(reason))\"/>\n"
        case .failed(let failure):
            let (message, text) = (
                redact(failure.message), redact(Message(failure).plainText(hiding: console.secretRanges))
            )
            return failure.kind == .assertion
                ? "<failure type=\"assertion\" message=\"\(message)\">\(text)</failure>\n"
                : "<error type=\"\(failure.kind.rawValue)\" message=\"\(message)\">\(text)</error>\n"
        }
    }

    private func output(_ result: TestResult) -> MarkupText {
        result.output.isEmpty ? "" : "<system-out>\(redact(result.output))</system-out>\n"
    }

    private func redact(_ text: String) -> String { console.redact(text) }
}
