// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import JSON
import ShellRuntime
import Terminal

/// Reports in the Test Anything Protocol, version 14 (https://testanything.org/tap-version-14-specification.html).
struct TAPReporter: TestReporter {
    let console: TerminalConsole
    private var number = 0

    init(console: TerminalConsole) { self.console = console }

    func begin(count: Int) { write("TAP version 14\n1..\(count)\n") }

    mutating func report(_ result: TestResult) {
        var text = comment(result.output)
        guard result.name != nil else {
            // The top level of a file isn't a test: its tests are skipped, with the reason as a comment.
            if let failure = result.failure { text += comment(details(failure)) }
            return write(text)
        }
        number += 1
        let title = "\(number) - \(escaped(result.title))"
        switch result.outcome {
        case .passed: text += "ok \(title)\n"
        case .notRun(let reason): text += "not ok \(title)\n\(block(["message": reason]))"
        case .failed(let failure):
            text += "not ok \(title)\n"
            text += block([
                "message": failure.message, "severity": failure.kind == .assertion ? "fail" : "error",
                "at": failure.place?.description ?? "", "details": details(failure),
            ])
        }
        write(text)
    }

    func end(_ report: TestReport) {
        if report.wasInterrupted { write("Bail out! interrupted\n") }
    }

    private func details(_ failure: Failure) -> String {
        Message(failure).plainText(hiding: console.secretRanges)
    }

    private func write(_ text: String) { console.write(Array(text.utf8)) }

    /// Text that isn't part of the protocol.
    private func comment(_ text: String) -> String {
        text.split(separator: "\n").map { "# \($0)\n" }.joined()
    }

    /// A `#` in a description would begin a directive.
    private func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("#", with: "\\#").replacing("\n", with: " ")
    }

    private func block(_ members: KeyValuePairs<String, String>) -> String {
        var text = "  ---\n"
        for (key, value) in members where !value.isEmpty {
            if key == "details" {
                text += "  \(key): |-\n" + value.split(separator: "\n").map { "    \($0)\n" }.joined()
            } else {
                // JSON's strings are YAML's.
                text += "  \(key): \(JSONValue.string(value).description)\n"
            }
        }
        return text + "  ...\n"
    }
}
