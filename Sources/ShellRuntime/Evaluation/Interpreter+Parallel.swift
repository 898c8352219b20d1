// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

/// `for … parallel N`: bodies side by side, each in a scope of its own.
///
/// The bodies take turns on the main actor and wait for services, programs and clocks side by side.
extension Interpreter {
    typealias LoopItem = (key: JSONValue, item: JSONValue)

    /// How a body ended.
    private enum Ending {
        case done(Value)
        /// `break`: no body starts after it.
        case left
        case stopped(Stop)
    }

    /// Runs the bodies and sets `_` to the array of their `_`. After a failure or `break` no body starts, and those
    /// running finish; the loop fails with the first failure in the order of the items.
    func run(_ loop: For, _ parallel: For.Parallel, over items: [LoopItem], isSecret: Bool) async throws(Stop) -> Flow {
        let limit = try number(parallel.limit)
        let consoles = items.map { _ in BufferedConsole(console) }
        var endings = [Ending?](repeating: nil, count: items.count)
        var flushed = 0
        var isEnding = false

        await withTaskGroup(of: (Int, Ending).self) { group in
            var next = 0
            func start() {
                let index = next
                next += 1
                group.addTask { @MainActor in
                    (index, await body(loop, parallel, items[index], isSecret: isSecret, console: consoles[index]))
                }
            }
            while next < min(limit, items.count) { start() }
            while let (index, ending) = await group.next() {
                endings[index] = ending
                if case .done = ending {} else { isEnding = true }
                while flushed < items.count, endings[flushed] != nil {
                    consoles[flushed].flush()
                    flushed += 1
                }
                if !isEnding, next < items.count { start() }
            }
        }
        for console in consoles[flushed...] { console.flush() }

        let stops = endings.compactMap { ending -> Stop? in
            guard case .stopped(let stop) = ending else { return nil }
            return stop
        }
        // Ctrl-C and `exit` end more than the loop.
        if let stop = stops.first(where: \.endsRun) ?? stops.first { throw stop }
        let results = endings.compactMap { ending -> Value? in
            guard case .done(let value) = ending else { return nil }
            return value
        }
        scope.result = Value(.array(results.map(\.json)), isSecret: results.contains(where: \.isSecret))
        return .next
    }

    private func body(
        _ loop: For, _ parallel: For.Parallel, _ item: LoopItem, isSecret: Bool, console: BufferedConsole
    ) async -> Ending {
        let inner = Scope(inside: scope, locals: parallel.locals, printsValues: scope.printsValues)
        bind(loop.names.map(\.text), to: item, isSecret: isSecret, in: inner)
        let interpreter = Interpreter(session: session, scope: inner, source: source, depth: depth, console: console)
        do {
            switch try await interpreter.run(loop.body.statements) {
            case .next, .continue, .return: return .done(inner.result ?? .null)
            case .break: return .left
            }
        } catch {
            return .stopped(error)
        }
    }
}

extension Stop {
    /// Not a failure, which the loop that it happened in may report and a `try` may catch.
    fileprivate var endsRun: Bool {
        switch self {
        case .failed: false
        case .interrupted, .exit: true
        }
    }
}
