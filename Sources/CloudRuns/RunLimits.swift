// SPDX-License-Identifier: GPL-3.0-or-later

/// Limits of Step Functions (AWS Step Functions Developer Guide, "Service quotas" and "Distributed mode").
package enum RunLimits {
    /// Bytes of the input or output of a workflow, a state or a task.
    package static let payload = 262_144
    /// Seconds that an Express workflow may take.
    package static let expressSeconds = 300
    /// Rows of one run.
    package static let rows = 100_000_000
    package static let concurrency = 10_000
    /// Bytes after which an object with rows ends, and the next one begins. AWS allows 10 GB.
    package static let objectSize = 9_000_000_000

    /// Rows of a batch in `cheap` mode, at most.
    package static let batchRows = 100
    /// Bytes of the rows of a batch, at most.
    package static let batchBytes = 200_000
    /// Calls of one batch that run at the same time.
    package static let batchConcurrency = 10
    /// Seconds of an Express workflow that are kept for waiting while Lambda throttles.
    package static let reservedSeconds = 30
    /// The function's answer is there some seconds after its timeout at the latest.
    package static let answerSeconds = 10
}
