// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
package import Lambda

/// One row of a batch on its way.
package struct Row: Sendable {
    /// The position in the input, from 0.
    package let index: Int
    package let key: RowKey?
    package let request: InvocationRequest
    /// Whether an earlier process, or an attempt without an answer, may have run it.
    package var possiblyTwice: Bool
    /// How often it was sent, refusals for throttling included.
    package var attempts = 0
    /// How often the service refused it for throttling, or could not be reached.
    var refusals = 0
    /// How often it ran and failed.
    var failures = 0
    /// When it was due; a load test counts latencies from there.
    var due: ContinuousClock.Instant?
    /// Its place among the rows in flight.
    var slot: Int?

    package init(index: Int, key: RowKey? = nil, request: InvocationRequest, possiblyTwice: Bool = false) {
        self.index = index
        self.key = key
        self.request = request
        self.possiblyTwice = possiblyTwice
    }
}

/// What the source of rows has next.
package enum NextRow: Sendable {
    case row(Row)
    /// A row whose arguments could not be evaluated, or that is not to be run again.
    case outcome(RowOutcome)
    /// A row that an earlier run finished.
    case passed
    /// More bytes have to be read first.
    case waiting
    case end
}

/// Where the rows of a batch come from. The engine asks for one when it may start one.
@SessionActor
package protocol RowFeed: AnyObject {
    /// Where bytes are read from when `next` says `waiting`.
    var input: any ByteSource { get }
    /// How much of the input has been taken, from 0 to 1; nil when nobody knows.
    var fractionTaken: Double? { get }

    func next() async throws -> NextRow
    /// Takes what `input` gave; nil at its end.
    func append(_ bytes: [UInt8]?)
}
