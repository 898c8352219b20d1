// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation

/// What finishes after Ctrl-C and is cancelled by another Ctrl-C: `finally` and `after` blocks, batches.
@SessionActor
package final class Cleanups {
    private var cancellations: [Int: () -> Void] = [:]
    private var next = 0

    package init() {}

    func run(_ body: @escaping @SessionActor () async throws -> Void) async throws {
        let task = Task { try await body() }
        let id = add { task.cancel() }
        defer { remove(id) }
        try await task.value
    }

    /// Another Ctrl-C calls `cancel`, unless it's removed before.
    func add(_ cancel: @escaping () -> Void) -> Int {
        next += 1
        cancellations[next] = cancel
        return next
    }

    func remove(_ id: Int) { cancellations[id] = nil }

    func cancel() {
        for cancel in cancellations.values { cancel() }
    }
}
