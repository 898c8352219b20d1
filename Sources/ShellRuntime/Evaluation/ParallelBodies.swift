// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON

/// The bodies of one parallel loop: which are done, and the output that waits for their turn.
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
    /// How many bodies have printed, counted from the first.
    private var flushed = 0
    private var isFlushing = false

    init(items: [Interpreter.LoopItem], console: any Console) {
        consoles = items.map { _ in BufferedConsole(console) }
        endings = Array(repeating: nil, count: items.count)
    }

    /// The index of the next body that may start; nil if none may start now.
    func start() -> Int? {
        guard !isEnding, next < endings.count else { return nil }
        defer { next += 1 }
        return next
    }

    func finish(_ index: Int, with ending: Ending) async {
        endings[index] = ending
        if case .done = ending {} else { isEnding = true }
        // Showing output may wait for a pager; bodies that finish meanwhile are shown next.
        guard !isFlushing else { return }
        isFlushing = true
        defer { isFlushing = false }
        while flushed < endings.count, endings[flushed] != nil {
            await consoles[flushed].flush()
            flushed += 1
        }
    }

    /// The first failure in the order of the items. Ctrl-C and `exit` end more than the loop, so they take precedence.
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
