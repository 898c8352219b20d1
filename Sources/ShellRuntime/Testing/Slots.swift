// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation

/// Lets so many tests run at a time; the others wait in order.
@SessionActor
final class Slots {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func using<T>(_ body: @SessionActor () async -> T) async -> T {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        defer { release() }
        return await body()
    }

    private func release() {
        // A slot goes over to the first that waits.
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
