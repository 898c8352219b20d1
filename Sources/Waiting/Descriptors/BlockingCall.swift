// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs `body`, which may block (`open(2)`, `fsync(2)`, a read from a slow disk), on a separate thread.
///
/// Throws what `body` throws. If the task is cancelled, the call throws `CancellationError` at once, while `body`
/// continues to its end on its thread and its result is dropped. So `body` must own what it uses, and its result must
/// release itself.
package func onBlockingThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try Task.checkCancellation()
    let reply = Reply<Value>()
    try startThread { reply.deliver(Result { try body() }) }
    return try await reply.value()
}
