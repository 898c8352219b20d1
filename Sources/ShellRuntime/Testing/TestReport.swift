// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of the tests of some files, in source order.
package struct TestReport: Sendable {
    package var results: [TestResult] = []
    package var duration = Duration.zero
    /// Ctrl-C ended the run.
    package var wasInterrupted = false

    package func count(_ matches: (TestResult.Outcome) -> Bool) -> Int { results.count { matches($0.outcome) } }

    /// 3 or 1, as the first failure in source order says; 130 after Ctrl-C; 2 when no test was found.
    package var status: Int32 {
        if wasInterrupted { return 130 }
        for result in results {
            if case .failed(let failure) = result.outcome { return failure.status }
        }
        return results.isEmpty ? 2 : 0
    }
}

/// What became of one test.
package struct TestResult: Sendable {
    package enum Outcome: Sendable {
        case passed
        case failed(Failure)
        /// The top level of its file did not end: the reason why.
        case notRun(String)
    }

    /// The path of the file; nil at the prompt.
    package let file: String?
    /// nil for the top level of the file, which is reported only when it failed.
    package let name: String?
    package var outcome: Outcome
    /// Since the run began.
    package var start = Duration.zero
    package var duration = Duration.zero
    /// What it printed and said, secrets hidden.
    package var output = ""
    package var invocations: [RecordedInvocation] = []
    /// Invocations beyond those that are kept.
    package var omittedInvocations = 0

    package var failure: Failure? {
        guard case .failed(let failure) = outcome else { return nil }
        return failure
    }

    /// Whether a test ran, and neither passed nor failed before it began.
    package var isPassed: Bool {
        guard case .passed = outcome else { return false }
        return true
    }
}
