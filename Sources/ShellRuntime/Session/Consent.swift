// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import ShellLanguage
import Waiting

/// What was answered to the questions of one parallel loop: what its bodies do is asked about once, for all of them.
@SessionActor
final class Consent {
    private struct Question: Hashable {
        let connection: String
        let action: String
    }

    private let count: Int
    private let turns = Turns()
    private var answers: [Question: Bool] = [:]

    /// - Parameter count: how many items the loop has.
    init(count: Int) { self.count = count }

    /// The answer of an earlier body, or of the person at `console`; while one body asks, the others wait.
    func answer(to action: String, on connection: Connection, _ console: any Console) async -> Answer<Bool> {
        let question = Question(connection: connection.name, action: action)
        let answer = await turns.taking { () -> Answer<Bool> in
            if Task.isCancelled { return .interrupted }
            if let known = answers[question] { return .given(known) }
            let all = count > 1 ? " for each of \(count) items" : ""
            let answer = await console.confirm(connection.question(about: action + all))
            if case .given(let isYes) = answer { answers[question] = isYes }
            return answer
        }
        return answer ?? .interrupted
    }
}

extension Connection {
    fileprivate func question(about action: String) -> String { "`\(name)` is protected: \(action)?" }
}

extension CommandArguments {
    /// Lets a command go on that changes something on `connection`: at once where it isn't protected or `--yes` was
    /// given, else when a person says so.
    ///
    /// - Parameter action: what is about to happen, as `invoke create-order`.
    func confirm(_ action: String, on connection: Connection) async throws(Stop) {
        guard connection.isProtected, !has(CommonParameters.yes) else { return }
        let answer =
            if let consent = interpreter.consent {
                await consent.answer(to: action, on: connection, console)
            } else {
                await console.confirm(connection.question(about: action))
            }
        switch answer {
        case .given(true): return
        case .given(false): throw .failed(.usage, "not done: \(action)")
        case .interrupted: throw .interrupted
        case .noOne:
            throw .failed(
                .usage, "`\(connection.name)` is protected, and there's no one to ask whether to \(action)",
                hint: "add --yes to go on without a question")
        }
    }

    /// The function to invoke as a question names it: as it's written where each row has its own.
    var functionInQuestion: String {
        get throws(Stop) {
            let argument = bound[required: CommonParameters.function]
            guard case .text(let word) = argument.kind, !word.interpolations.isEmpty else {
                return try text(required: CommonParameters.function)
            }
            return String(interpreter.source.text(in: argument.range))
        }
    }
}

extension EachFeed.Source {
    /// How many rows there are, or where they come from.
    var rowsInQuestion: String {
        switch self {
        case .values(let rows, _): rows.count == 1 ? "1 row" : "\(rows.count) rows"
        case .stream(_, _, let name, _): "each row of \(name)"
        }
    }
}
