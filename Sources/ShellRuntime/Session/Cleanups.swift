// SPDX-License-Identifier: GPL-3.0-or-later

/// The `finally` and `after` blocks that run after Ctrl-C, which another Ctrl-C skips.
@MainActor
package final class Cleanups {
    private var tasks: [Int: Task<Void, any Error>] = [:]
    private var next = 0

    package init() {}

    func run(_ body: @escaping @MainActor () async throws -> Void) async throws {
        next += 1
        let id = next
        let task = Task { try await body() }
        tasks[id] = task
        defer { tasks[id] = nil }
        try await task.value
    }

    func cancel() {
        for task in tasks.values { task.cancel() }
    }
}
