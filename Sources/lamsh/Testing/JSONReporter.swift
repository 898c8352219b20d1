// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import ShellLanguage
import ShellRuntime

/// Reports for programs: one object, when all tests are done.
struct JSONReporter: TestReporter {
    let console: TerminalConsole

    func begin(count: Int) {}

    func report(_ result: TestResult) {}

    func end(_ report: TestReport) {
        let tests = report.results.filter { $0.name != nil }
        let json: JSONValue = [
            "passed": .number(JSONNumber(tests.count { $0.isPassed })),
            "failed": .number(JSONNumber(tests.count { $0.failure != nil })),
            "notRun": .number(JSONNumber(tests.count { $0.failure == nil && !$0.isPassed })),
            "interrupted": .bool(report.wasInterrupted),
            "durationMs": Self.milliseconds(report.duration),
            "tests": .array(report.results.map(Self.json)),
        ]
        console.write(json.serialized() + [UInt8(ascii: "\n")])
    }

    /// `name` is null for the top level of a file.
    private static func json(_ result: TestResult) -> JSONValue {
        let (outcome, reason): (String, String?) =
            switch result.outcome {
            case .passed: ("passed", nil)
            case .failed: ("failed", nil)
            case .notRun(let reason): ("notRun", reason)
            }
        return [
            "file": text(result.file),
            "name": text(result.name),
            "outcome": .string(outcome),
            "reason": text(reason),
            "failure": result.failure.map { Message($0).json } ?? .null,
            "durationMs": milliseconds(result.duration),
            "output": .string(result.output),
            "invocations": .array(result.invocations.map(json)),
            "omittedInvocations": .number(JSONNumber(result.omittedInvocations)),
        ]
    }

    private static func json(_ invocation: RecordedInvocation) -> JSONValue {
        [
            "function": .string(invocation.target),
            "ending": .string(invocation.ending),
            "durationMs": milliseconds(invocation.duration),
        ]
    }

    private static func text(_ string: String?) -> JSONValue { string.map(JSONValue.string) ?? .null }

    private static func milliseconds(_ duration: Duration) -> JSONValue {
        JSONNumber(duration.milliseconds).map(JSONValue.number) ?? .null
    }
}
