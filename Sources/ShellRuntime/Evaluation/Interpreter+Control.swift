// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JMESPath
import JSON
import ShellLanguage

/// if, for, while, retry, try.
extension Interpreter {
    func run(_ condition: If) async throws(Stop) -> Flow {
        for branch in condition.branches where try isTrue(branch.condition) {
            return try await run(branch.body.statements)
        }
        return try await condition.otherwise.runIfPresent(run)
    }

    func run(_ loop: For) async throws(Stop) -> Flow {
        let sequence = try value(of: loop.sequence)
        let names = loop.names.map(\.text)
        let items = try items(of: sequence.json, withKeys: names.count == 2, at: loop.sequence.range)
        if let parallel = loop.parallel {
            let items = Array(items)
            return try await run(loop, parallel, over: items, isSecret: sequence.isSecret)
        }
        let saved = names.map { scope[$0] }
        defer { for (name, value) in zip(names, saved) { scope[name] = value } }
        let assignments = loop.body.statements.plainAssignments
        for item in items {
            bind(names, to: item, isSecret: sequence.isSecret, in: scope)
            if let assignments {
                for assignment in assignments { try assign(assignment) }
                continue
            }
            switch try await run(loop.body.statements) {
            case .next, .continue: continue
            case .break: return .next
            case .return(let value): return .return(value)
            }
        }
        return .next
    }

    func bind(_ names: [String], to item: LoopItem, isSecret: Bool, in scope: Scope) {
        if names.count == 2 { scope[names[0]] = Value(item.key) }
        scope[names[names.count - 1]] = Value(item.item, isSecret: isSecret)
    }

    private func items(of json: JSONValue, withKeys: Bool, at range: SourceRange) throws(Stop) -> LoopItems {
        switch json {
        case .array(let elements): return LoopItems(elements: elements)
        case .object(let members) where withKeys: return LoopItems(members: members)
        case .object:
            throw .failed(
                placed(
                    Failure(.value, "`for` over an object takes two names", hint: "write `for key, value in <<…>>`"),
                    at: range))
        case .null, .bool, .number, .string:
            throw .failed(
                placed(
                    Failure(.value, "`for` takes an array or an object, and this is \(json.kindWithArticle)"), at: range
                ))
        }
    }

    func run(_ loop: While) async throws(Stop) -> Flow {
        while try isTrue(loop.condition) {
            if Task.isCancelled { throw .interrupted }
            switch try await run(loop.body.statements) {
            case .next, .continue: continue
            case .break: return .next
            case .return(let value): return .return(value)
            }
        }
        return .next
    }

    func run(_ retry: Retry) async throws(Stop) -> Flow {
        let times = try number(retry.times)
        let backoff = Backoff(
            first: try duration(retry.pause),
            factor: try retry.backoff.map { backoff throws(Stop) in try self.factor(backoff) } ?? 1,
            longest: try retry.longestPause.map { longest throws(Stop) in try duration(longest) }
                ?? .seconds(1_000_000_000))
        var attempt = 1
        while true {
            let pause = backoff.wait(after: attempt)
            do {
                return try await run(retry.body.statements)
            } catch .failed(let failure) {
                guard attempt < times, failure.kind != .usage, failure.kind != .syntax else { throw .failed(failure) }
                console.notice(
                    "attempt \(attempt) of \(times) failed: \(failure.message); again in \(pause.lamshText)")
            }
            attempt += 1
            try await session.sleep(for: pause)
        }
    }

    func run(_ attempt: Try) async throws(Stop) -> Flow {
        var flow = Flow.next
        var stop: Stop?
        do {
            flow = try await run(attempt.body.statements)
        } catch .failed(let failure) where attempt.handler != nil {
            do { flow = try await handle(failure, with: attempt.handler) } catch { stop = error }
        } catch {
            stop = error
        }
        if let cleanup = attempt.cleanup {
            let after = try await runToEnd(cleanup)
            if case .next = after {} else { return after }
        }
        if let stop { throw stop }
        return flow
    }

    /// Runs a `finally` or an `after` block, after Ctrl-C too.
    func runToEnd(_ cleanup: Block) async throws(Stop) -> Flow {
        guard Task.isCancelled else { return try await run(cleanup.statements) }
        var flow = Flow.next
        do {
            try await session.cleanups.run { flow = try await run(cleanup.statements) }
        } catch {
            throw error as? Stop ?? .interrupted
        }
        return flow
    }

    private func handle(_ failure: Failure, with handler: Try.Catch?) async throws(Stop) -> Flow {
        guard let handler else { throw .failed(failure) }
        let name = handler.name?.text ?? "error"
        let saved = scope[name]
        scope[name] = Value(failure.json)
        defer { scope[name] = saved }
        return try await run(handler.body.statements)
    }

    // MARK: Amounts of the heads

    func number(_ amount: Amount<Int>) throws(Stop) -> Int {
        switch amount {
        case .literal(let number): return number
        case .computed(let interpolation):
            guard let number = try value(of: interpolation).json.int, number > 0 else {
                throw .failed(placed(Failure(.usage, "a whole number above 0 is needed here"), at: interpolation.range))
            }
            return number
        }
    }

    private func duration(_ amount: Amount<Duration>) throws(Stop) -> Duration {
        switch amount {
        case .literal(let duration): return duration
        case .computed(let interpolation):
            guard let text = try value(of: interpolation).json.asText, let duration = Duration(lamsh: text) else {
                throw .failed(
                    placed(
                        Failure(.usage, "a duration is needed here", hint: "such as 500ms, 2s, 10m or 1h"),
                        at: interpolation.range))
            }
            return duration
        }
    }

    private func factor(_ amount: Amount<JSONNumber>) throws(Stop) -> Double {
        switch amount {
        case .literal(let number): return number.double
        case .computed(let interpolation):
            guard case .number(let number) = try value(of: interpolation).json else {
                throw .failed(placed(Failure(.usage, "a number is needed here"), at: interpolation.range))
            }
            return number.double
        }
    }
}

extension Optional where Wrapped == Block {
    fileprivate func runIfPresent(
        _ run: ([Statement]) async throws(Stop) -> Interpreter.Flow
    ) async throws(Stop) -> Interpreter.Flow {
        guard let self else { return .next }
        return try await run(self.statements)
    }
}
