// SPDX-License-Identifier: GPL-3.0-or-later

package import Lambda

/// The limits of a batch.
package struct BatchLimits: Sendable {
    package var concurrency = 64
    package var pace: Pace?
    /// How often a row that failed is sent again.
    package var retries = 0
    /// Stops after this many failed rows.
    package var stopAfter: Int?
    /// Whether a row's duration is measured from its due time, as in a load test (coordinated omission), and not from
    /// when it was sent.
    package var countsFromDue = false

    package init() {}
}

/// Why a run ended.
package enum BatchEnding: Sendable, Equatable {
    case complete
    /// After `stopAfter` failed rows.
    case stopped
    /// A stop was requested; `leavingRows` if calls in flight were abandoned.
    case interrupted(leavingRows: Bool)
}

/// Ends a run that can't continue.
package enum BatchFault: Error {
    /// The rows can't be produced: a failed evaluation ends the run.
    case rows(any Error)
    /// The bytes of the rows can't be read.
    case input(any Error)
    case results(ResultsFault)
    /// The service is no longer reachable or rejects the keys, so all other rows would fail, too. The affected rows
    /// have no outcome.
    case service(LambdaError)
}
