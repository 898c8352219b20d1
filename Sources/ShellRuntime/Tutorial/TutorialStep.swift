// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON

/// A tutorial step, and how to check that it's done.
struct TutorialStep: Sendable {
    let title: String
    /// What to know and what to type.
    let text: String
    /// Whether the line that just succeeded completes the step.
    let isDone: @SessionActor @Sendable (_ line: String, _ session: Session) -> Bool

    static let all = [
        TutorialStep(
            title: "Connect",
            text: "lamsh has a built-in Lambda with sample functions. Type:\n  connect local"
        ) { _, session in session.connections.current?.hasSamples == true },
        TutorialStep(
            title: "Look around",
            text: "List its functions. Tab completes commands and names: type `li`, then press Tab.\n  list"
        ) { line, session in line.hasPrefix("li") && session.scope.result != nil },
        TutorialStep(
            title: "Invoke",
            text: """
                The body is JSON; don't put it in quotes. Type:
                  invoke create-order --body {"sku": "A-1", "qty": 2}
                """
        ) { line, session in line.contains("invoke create-order") && session.scope.last?.status == 200 },
        TutorialStep(
            title: "Keep a result",
            text: """
                NAME = COMMAND keeps a command's result. Press Up to get the last line back, and put `order = ` before it:
                  order = invoke create-order --body {"sku": "A-1", "qty": 2}
                """
        ) { _, session in session.scope["order"]?.json["lines"] != nil },
        TutorialStep(
            title: "Read part of it",
            text: "<<…>> reads a path in your variables. Press Tab after the dot to see what's there:\n  <<order.id>>"
        ) { line, _ in line.contains("<<order.") },
        TutorialStep(
            title: "Use it in the next request",
            text: "A whole value keeps its type:\n  invoke reserve --body <<order.lines[0]>>"
        ) { line, session in
            line.contains("invoke") && line.contains("<<order.lines") && session.scope.last?.status == 200
        },
        TutorialStep(
            title: "Repeat",
            text:
                "A block runs once for each element:\n  for line in <<order.lines>> { print <<line.qty>> of <<line.sku>> }"
        ) { line, _ in line.hasPrefix("for ") },
        TutorialStep(
            title: "Select part of a result",
            text: "--query applies an expression to any result:\n  list --query '[].FunctionName'"
        ) { line, _ in line.contains("--query") },
        TutorialStep(
            title: "Expect failures",
            text: """
                C-3 is out of stock, so this fails. Use `try` for failures you expect:
                  try { invoke reserve --body {"sku": "C-3", "qty": 1} } catch err { print <<err.type>> }
                """
        ) { line, session in line.hasPrefix("try") && session.scope.last?.functionError != nil },
        TutorialStep(
            title: "Check results",
            text: """
                A script contains the same lines in a file, and `assert` makes it a test:
                  assert <<length(order.lines) > 0>> "an order has lines"
                """
        ) { line, _ in line.hasPrefix("assert") },
    ]
}
