// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON

/// One thing to do in the tutorial, and how to see that it was done.
struct TutorialStep: Sendable {
    let title: String
    /// What to know and what to type.
    let text: String
    /// Whether the line that has just run to its end did it.
    let isDone: @SessionActor @Sendable (_ line: String, _ session: Session) -> Bool

    static let all = [
        TutorialStep(
            title: "Connect",
            text: "lamsh carries a Lambda of its own, with sample functions. Type:\n  connect local"
        ) { _, session in session.connections.current?.opened.kind == .local },
        TutorialStep(
            title: "Look around",
            text: "See its functions. Tab completes commands and names: type `li`, then Tab.\n  list"
        ) { line, session in line.hasPrefix("li") && session.scope.result != nil },
        TutorialStep(
            title: "Invoke",
            text: """
                A body is JSON, without quotes around it. Type:
                  invoke create-order --body {"sku": "A-1", "qty": 2}
                """
        ) { line, session in line.contains("invoke create-order") && session.scope.last?.status == 200 },
        TutorialStep(
            title: "Keep a result",
            text: """
                NAME = COMMAND keeps what a command gives. The up arrow brings the last line back; put `order = ` before it:
                  order = invoke create-order --body {"sku": "A-1", "qty": 2}
                """
        ) { _, session in session.scope["order"]?.json["lines"] != nil },
        TutorialStep(
            title: "Read a part of it",
            text: "<<…>> holds a path into your variables. Tab after the dot shows what there is:\n  <<order.id>>"
        ) { line, _ in line.contains("<<order.") },
        TutorialStep(
            title: "Put it into the next request",
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
            title: "Ask for less",
            text: "--query applies an expression to any result:\n  list --query '[].FunctionName'"
        ) { line, _ in line.contains("--query") },
        TutorialStep(
            title: "Expect failures",
            text: """
                There is no C-3 in stock, so this fails; `try` is for what you expect:
                  try { invoke reserve --body {"sku": "C-3", "qty": 1} } catch err { print <<err.type>> }
                """
        ) { line, session in line.hasPrefix("try") && session.scope.last?.functionError != nil },
        TutorialStep(
            title: "Be sure",
            text: """
                Scripts are these same lines in a file, and `assert` makes them tests:
                  assert <<length(order.lines) > 0>> "an order has lines"
                """
        ) { line, _ in line.hasPrefix("assert") },
    ]
}
