// SPDX-License-Identifier: GPL-3.0-or-later

import Waiting

/// Runs `body`, which reads files of the user's, on a thread that may block: a FIFO without a writer, a slow disk.
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
        throw .sourceFailed(source: "files", reason: "no thread to read them on: \(error)")
    }
    return try result.get()
}
