// SPDX-License-Identifier: GPL-3.0-or-later

/// A fault that the machine could have, as its driver would see it. Each has to be caught by the rules.
enum Mutation: String, CaseIterable {
    /// A row is sent without a record in the table.
    case sendsWithoutRecord
    /// The record is written after the row was sent.
    case entersAfterSending
    /// A line counts as durable when it was written.
    case takesWrittenForDurable
    /// A line that could not be written counts as written.
    case ignoresFailedWrites
    /// A sync that failed counts as done.
    case ignoresFailedSyncs
    /// A run that ends always removes the table.
    case alwaysRemovesTheTable
    /// A row that may have run is treated as one that was refused.
    case takesUncertainForRefused
    /// What earlier processes had in flight is forgotten.
    case forgetsCarriedRows
    /// A call that was cancelled is never counted down.
    case losesCancelledCalls
    /// A row is sent twice.
    case sendsTwice
    /// An outcome is written twice.
    case writesTwice
    /// A row is taken and never sent.
    case losesRows
    /// The pace is not kept.
    case ignoresThePace
    /// More calls than the cap are in flight.
    case ignoresTheCap
}
