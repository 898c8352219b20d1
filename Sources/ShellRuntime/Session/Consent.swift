// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import ShellLanguage
import Waiting

/// The answers to the questions of one parallel loop. Each action is confirmed once, for all bodies.
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

    /// The answer given for an earlier body, or else the user's. While one body asks, the others wait.
    func answer(to action: String, on connection: Connection, _ console: any Console) async -> Answer<Bool> {
        let question = Question(connection: connection.name, action: action)
        let answer = await turns.taking { () -> Answer<Bool> in
            if Task.isCancelled { return .interrupted }
            if let known = answers[question] { return .given(known) }
            let all = count > 1 ? " for each of \(count) items" : ""
            let answer = await console.confirm(connection.question(about: action + all))
            switch answer {
            case .given(let isYes): answers[question] = isYes
            case .declined: answers[question] = false
            case .noOne, .interrupted: break
            }
            return answer
        }
        return answer ?? .interrupted
    }
}

extension Connection {
    fileprivate func question(about action: String) -> String { "`\(name)` is protected: \(action)?" }
}

extension CommandArguments {
    /// Confirms a change on `connection`: returns at once if the connection isn't protected or `--yes` was used,
    /// otherwise once the user says yes. Throws if they don't.
    ///
    /// - Parameter action: what's about to happen, such as `invoke create-order`.
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
        case .given(false), .declined: throw .failed(.usage, "cancelled: \(action)")
        case .interrupted: throw .interrupted
        case .noOne:
            throw .failed(
                .usage, "`\(connection.name)` is protected, and there's no terminal to confirm this: \(action)",
                hint: "add `--yes` to skip the confirmation")
        }
    }

    /// The function's name for the question; as written in the source if it depends on the row.
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
