// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import ShellLanguage

extension Interpreter {
    /// Fails with the message, and with the values that the condition looked at.
    func run(_ assertion: Assertion) throws(Stop) {
        let judgement = try judge(assertion.condition)
        guard !judgement.isTrue else { return }
        let expression = assertion.condition.expression
        let message = try assertion.message.map { word throws(Stop) in try text(of: word) }
        var failure = Failure(.assertion, message ?? "assertion failed: \(expression.source)")
        if message != nil { failure.details.append("not true: \(expression.source)") }
        let secrets = expression.rootNames.filter { scope[$0.name]?.isSecret == true }.map(\.range)
        let details = AssertionDetails(expression: expression) { range in secrets.contains { range.overlaps($0) } }
        failure.details += details.lines(judgement)
        throw .failed(placed(failure, at: assertion.condition.range))
    }
}
