// SPDX-License-Identifier: GPL-3.0-or-later

/// The versions and aliases that a template declares for its function. All of them run the function's current code.
package struct DeclaredQualifiers: Sendable, Hashable {
    /// Numbers.
    package var versions: Set<Int> = []
    /// Versions by the names of aliases; `$LATEST` is one too.
    package var aliases: [String: String] = [:]

    package init() {}
}
