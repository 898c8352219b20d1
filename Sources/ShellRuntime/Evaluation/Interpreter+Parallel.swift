// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellLanguage

/// `for … parallel N`: bodies side by side, each in a scope of its own.
///
/// The bodies take turns on the session's actor and wait for services, programs and clocks side by side.
extension Interpreter {
    typealias LoopItem = (key: JSONValue, item: JSONValue)

    /// Runs the bodies and sets `_` to the array of their `_`. After a failure or `break` no body starts, and those
    /// running finish; the loop fails with the first failure in the order of the items.
    func run(_ loop: For, _ parallel: For.Parallel, over items: [LoopItem], isSecret: Bool) async throws(Stop) -> Flow {
        let bodies = ParallelBodies(items: items, console: console)
        let consent = Consent(count: items.count)
        let workers = min(try number(parallel.limit), items.count)
        let work: @SessionActor @Sendable () async -> Void = {
            while let index = bodies.start() {
                let console = bodies.consoles[index]
                let ending = await body(loop, parallel, items[index], isSecret: isSecret, consent, console)
                await bodies.finish(index, with: ending)
            }
        }
        await SessionActor.sideBySide {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<workers { group.addTask { await work() } }
            }
        }
        if let stop = bodies.stop { throw stop }
        let results = bodies.results
        scope.result = Value(.array(results.map(\.json)), isSecret: results.contains(where: \.isSecret))
        return .next
    }

    private func body(
        _ loop: For, _ parallel: For.Parallel, _ item: LoopItem, isSecret: Bool, _ consent: Consent,
        _ console: BufferedConsole
    ) async -> ParallelBodies.Ending {
        let inner = Scope(inside: scope, locals: parallel.locals, printsValues: scope.printsValues)
        bind(loop.names.map(\.text), to: item, isSecret: isSecret, in: inner)
        let interpreter = Interpreter(
            session: session, scope: inner, source: source, depth: depth, consent: consent, console: console)
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

/// The bodies of one parallel loop: which are done, and what they printed until it is their turn.
@SessionActor
private final class ParallelBodies {
    /// How a body ended.
    enum Ending {
        case done(Value)
        /// `break`: no body starts after it.
        case left
        case stopped(Stop)
    }

    let consoles: [BufferedConsole]
    private var endings: [Ending?]
    private var next = 0
    private var isEnding = false
    /// How many bodies, from the first on, have printed.
    private var flushed = 0
    private var isFlushing = false

    init(items: [Interpreter.LoopItem], console: any Console) {
        consoles = items.map { _ in BufferedConsole(console) }
        endings = Array(repeating: nil, count: items.count)
    }

    /// The index of a body that may start now; nil when none may.
    func start() -> Int? {
        guard !isEnding, next < endings.count else { return nil }
        defer { next += 1 }
        return next
    }

    func finish(_ index: Int, with ending: Ending) async {
        endings[index] = ending
        if case .done = ending {} else { isEnding = true }
        // While one body's output is shown, a pager may be waited for. Then it shows that of the next ones, too.
        guard !isFlushing else { return }
        isFlushing = true
        defer { isFlushing = false }
        while flushed < endings.count, endings[flushed] != nil {
            await consoles[flushed].flush()
            flushed += 1
        }
    }

    /// The first failure in the order of the items; Ctrl-C and `exit`, which end more than the loop, go before it.
    var stop: Stop? {
        let stops = endings.compactMap { ending -> Stop? in
            guard case .stopped(let stop) = ending else { return nil }
            return stop
        }
        return stops.first(where: \.endsRun) ?? stops.first
    }

    var results: [Value] {
        endings.compactMap { ending in
            guard case .done(let value) = ending else { return nil }
            return value
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
