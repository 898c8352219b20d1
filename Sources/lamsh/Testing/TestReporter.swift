// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import Lambda
import ShellRuntime

/// Reports test results while tests run.
@SessionActor
protocol TestReporter {
    mutating func begin(count: Int)
    mutating func report(_ result: TestResult)
    mutating func end(_ report: TestReport)
}

extension TestResult {
    /// `checkout.lamsh: orders are priced`
    var title: String {
        switch (file, name) {
        case (let file?, let name?): "\(file): \(name)"
        case (let file?, nil): "\(file) (top level)"
        case (nil, let name): name ?? ""
        }
    }
}

extension RecordedInvocation {
    /// What was called: `create-order:live`, `ship-order (event)`.
    var target: String {
        let name = qualifier.map { "\(function):\($0)" } ?? function
        switch type {
        case .requestResponse: return name
        case .event: return "\(name) (event)"
        case .dryRun: return "\(name) (dry run)"
        }
    }

    /// Whether the function failed or didn't respond.
    var isFailure: Bool {
        switch answer {
        case .failure: true
        case .outcome(_, _, let functionError, _, _): functionError != nil
        }
    }

    /// How it ended, in a few words: `200`, `200 Unhandled`, `TooManyRequestsException`.
    var ending: String {
        switch answer {
        case .failure(let error): error.code
        case .outcome(let status, _, let functionError, _, _): functionError.map { "\(status) \($0)" } ?? "\(status)"
        }
    }

    var log: String? {
        guard case .outcome(_, _, _, _, let log) = answer else { return nil }
        return log
    }

    /// The line of the log with the platform's report; nil without one.
    var reportLine: String? { log.flatMap(InvocationReport.line) }
}
