// SPDX-License-Identifier: GPL-3.0-or-later

/// Calls that nobody asked for, such as for names that the prompt may need: they print no notices and ask no questions.
package enum BackgroundWork {
    /// Whether the current task is such work.
    @TaskLocal package static var isSilent = false
}
