// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch

/// Runs file access: it blocks, and the cooperative pool has only one thread per core.
package enum Blocking {
    private static let queue = DispatchQueue(label: "lamsh.local.files")

    package static func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: Result { () throws(Failure) in try work() })
            }
        }
        return try result.get()
    }
}
