// SPDX-License-Identifier: GPL-3.0-or-later

package import Lambda

/// What a batch keeps to.
package struct BatchLimits: Sendable {
    package var concurrency = 64
    package var pace: Pace?
    /// How often a row that failed is sent again.
    package var retries = 0
    /// Stops after this many failed rows.
    package var stopAfter: Int?
    /// Whether a row's duration counts from when it was due, as that of a load test does (coordinated omission), and not
    /// from when it was sent.
    package var countsFromDue = false

    package init() {}
}

/// Why a run ended.
package enum BatchEnding: Sendable, Equatable {
    case complete
    /// After `stopAfter` failed rows.
    case stopped
    /// It was asked to stop; `leavingRows` when calls in flight were given up.
    case interrupted(leavingRows: Bool)
}

/// What ends a run that can't go on.
package enum BatchFault: Error {
    /// The rows can't be made: their evaluation ends the run.
    case rows(any Error)
    /// The bytes of the rows can't be read.
    case input(any Error)
    case results(ResultsFault)
    /// The service can't be reached any more, or doesn't accept the keys: no row would fare better. The rows that met
    /// this have no outcome.
    case service(LambdaError)
}
