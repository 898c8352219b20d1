// SPDX-License-Identifier: GPL-3.0-or-later

/// How lines belong together.
package enum Layout: Sendable {
    /// A typed line: a statement is complete at its `}`, so `else`, `catch` and `finally` must be on that line.
    case prompt
    /// A file, a `-c` text, standard input or a paste.
    case text
}
