// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
package import Lambda

/// One row of a batch, ready to be sent.
package struct Row: Sendable {
    /// The position in the input, from 0.
    package let index: Int
    package let key: RowKey?
    package let request: InvocationRequest
    /// Where the table has it as a row that an earlier process had in flight, and may have run.
    package let carried: Place?

    package init(index: Int, key: RowKey? = nil, request: InvocationRequest, carried: Place? = nil) {
        self.index = index
        self.key = key
        self.request = request
        self.carried = carried
    }
}

/// What the source of rows has next.
package enum NextRow: Sendable {
    case row(Row)
    /// A row whose arguments can't be evaluated, or that must not run again.
    case settled(RowOutcome, carried: Place?)
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
    /// How much of the input has been taken, from 0 to 1; nil when that isn't known.
    var fractionTaken: Double? { get }

    func next() async throws -> NextRow
    /// Takes what `input` gave; nil at its end.
    func append(_ bytes: [UInt8]?)
}
