// SPDX-License-Identifier: GPL-3.0-or-later

/// A fault that the machine could have, as its driver would see it. The rules must detect each of them.
enum Mutation: String, CaseIterable {
    /// A row is sent without a record in the table.
    case sendsWithoutRecord
    /// The record is written after the row was sent.
    case entersAfterSending
    /// A line counts as durable when it's written.
    case takesWrittenForDurable
    /// A line that couldn't be written counts as written.
    case ignoresFailedWrites
    /// A failed sync counts as done.
    case ignoresFailedSyncs
    /// A run that ends always removes the table.
    case alwaysRemovesTheTable
    /// A row that may have run is treated as refused.
    case takesUncertainForRefused
    /// Rows that earlier processes had in flight are forgotten.
    case forgetsCarriedRows
    /// A call that was cancelled is never counted down.
    case losesCancelledCalls
    /// A row is sent twice.
    case sendsTwice
    /// An outcome is written twice.
    case writesTwice
    /// A row is taken and never sent.
    case losesRows
    /// The pace isn't kept.
    case ignoresThePace
    /// More calls than the cap are in flight.
    case ignoresTheCap
}
