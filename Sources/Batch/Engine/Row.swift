// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
package import Lambda
package import Waiting

/// One row of a batch, ready to be sent.
package struct Row: Sendable {
    /// The position in the input, from 0.
    package let index: Int
    package let key: RowKey?
    package let request: InvocationRequest
    /// Its place in the table if an earlier process had it in flight and may have run it.
    package let carried: Place?

    package init(index: Int, key: RowKey? = nil, request: InvocationRequest, carried: Place? = nil) {
        self.index = index
        self.key = key
        self.request = request
        self.carried = carried
    }
}

/// The result of asking for the next row.
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

/// The source of a batch's rows. The engine requests a row when it can start one.
@SessionActor
package protocol RowFeed: AnyObject {
    /// Where bytes are read from when `next` returns `waiting`.
    var input: any ByteSource { get }
    /// The part of the input that was taken, from 0 to 1; nil if unknown.
    var fractionTaken: Double? { get }

    func next() async throws -> NextRow
    /// Adds bytes from `input`; nil at its end.
    func append(_ bytes: [UInt8]?)
}
