// SPDX-License-Identifier: GPL-3.0-or-later

import Waiting

/// Runs `body`, which reads the user's files, on a thread that may block: on a FIFO without a writer, or a slow disk.
///
/// Throws `.cancelled` at once when the task is cancelled.
package func readingFiles<Value: Sendable>(
    _ body: @escaping @Sendable () throws(AWSSetupError) -> Value
) async throws(AWSSetupError) -> Value {
    let result: Result<Value, AWSSetupError>
    do {
        result = try await onBlockingThread {
            do throws(AWSSetupError) { return .success(try body()) } catch { return .failure(error) }
        }
    } catch is CancellationError {
        throw .cancelled
    } catch {
        throw .sourceFailed(source: "files", reason: "can't start a thread to read them: \(error)")
    }
    return try result.get()
}
