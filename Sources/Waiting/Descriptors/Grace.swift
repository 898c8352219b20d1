// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs `body` in a separate task. If the caller's task is cancelled, `body` is cancelled too and has `grace` to end;
/// then the call throws `CancellationError` and abandons `body`.
///
/// For operations that only end after a cancellation if another party cooperates, such as a program that keeps a pipe
/// open.
package func withGrace<Value: Sendable>(
    _ grace: Duration, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let reply = Reply<Value>()
    let task = Task {
        do { reply.deliver(.success(try await body())) } catch { reply.deliver(.failure(error)) }
    }
    return try await reply.value {
        task.cancel()
        Task {
            try? await Task.sleep(for: grace)
            reply.deliver(.failure(CancellationError()))
        }
    }
}
