// SPDX-License-Identifier: GPL-3.0-or-later

/// How the rows of a run in the cloud are called.
package enum RunMode: String, Sendable, CaseIterable {
    /// Each row is a Standard workflow, which runs exactly once.
    case once
    /// Batches of rows are Express workflows: much cheaper, but a batch can run twice.
    case cheap
}
