// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import ShellLanguage

extension Interpreter {
    /// Fails with the message, and with the values that the condition looked at.
    func run(_ assertion: Assertion) throws(Stop) {
        guard try !isTrue(assertion.condition) else { return }
        let expression = assertion.condition.expression
        let message = try assertion.message.map { word throws(Stop) in try text(of: word) }
        var failure = Failure(.assertion, message ?? "assertion failed: \(expression.source)")
        if message != nil { failure.details.append("not true: \(expression.source)") }
        for name in Set(expression.rootNames.map(\.name)).sorted() {
            let value = ScopeRoot(scope: scope, session: session).value(name)
            failure.details.append("\(name) = \(value.map { preview($0) } ?? "")")
        }
        throw .failed(placed(failure, at: assertion.condition.range))
    }

    private func preview(_ value: Value) -> String {
        if value.isSecret { return "•••" }
        let text = value.json.description
        return text.count > 200 ? "\(text.prefix(200))…" : text
    }
}
