// SPDX-License-Identifier: GPL-3.0-or-later

/// The results of the tests of some files, in source order.
package struct TestReport: Sendable {
    package var results: [TestResult] = []
    package var duration = Duration.zero
    /// Ctrl-C ended the run.
    package var wasInterrupted = false

    package func count(_ matches: (TestResult.Outcome) -> Bool) -> Int { results.count { matches($0.outcome) } }

    /// 3 or 1, depending on the first failure in source order; 130 after Ctrl-C; 2 if there were no tests.
    package var status: Int32 {
        if wasInterrupted { return 130 }
        for result in results {
            if case .failed(let failure) = result.outcome { return failure.status }
        }
        return results.isEmpty ? 2 : 0
    }
}

/// The result of one test.
package struct TestResult: Sendable {
    package enum Outcome: Sendable {
        case passed
        case failed(Failure)
        /// The top level of its file failed, for this reason.
        case notRun(String)
    }

    /// The path of the file; nil at the prompt.
    package let file: String?
    /// nil for the file's top level, which is only reported if it failed.
    package let name: String?
    package var outcome: Outcome
    /// Since the run began.
    package var start = Duration.zero
    package var duration = Duration.zero
    /// What it wrote to standard output and standard error, with secrets hidden.
    package var output = ""
    package var invocations: [RecordedInvocation] = []
    /// The number of invocations that weren't kept.
    package var omittedInvocations = 0

    package var failure: Failure? {
        guard case .failed(let failure) = outcome else { return nil }
        return failure
    }

    /// Whether the test ran and passed.
    package var isPassed: Bool {
        guard case .passed = outcome else { return false }
        return true
    }
}
