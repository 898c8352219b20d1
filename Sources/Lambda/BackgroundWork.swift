// SPDX-License-Identifier: GPL-3.0-or-later

/// Requests that the user didn't make, such as those for names to complete: they print no notices and ask no questions.
package enum BackgroundWork {
    /// Whether the current task is such work.
    @TaskLocal package static var isSilent = false
}
