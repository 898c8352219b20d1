// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON

/// The bodies of one parallel loop: which are done, and what they printed until it is their turn.
@SessionActor
final class ParallelBodies {
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
