// SPDX-License-Identifier: GPL-3.0-or-later

/// Work that was started before its value is needed. It's cancelled with its last reference.
package final class OwnedTask<Value: Sendable>: Sendable {
    private let task: Task<Value, any Error>

    package init(_ body: @escaping @Sendable () async throws -> Value) { task = Task { try await body() } }

    deinit { task.cancel() }

    /// Throws what the work throws. Cancelling the caller cancels the work.
    package func value() async throws -> Value {
        let task = task
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
