// SPDX-License-Identifier: GPL-3.0-or-later

/// The variables that the shell sets itself, so that no script can assign them. `_` isn't among them: it has rules of
/// its own.
package enum ReadOnlyNames {
    package static let all = ["last", "args", "connection", "script"]

    package static func contains(_ name: String) -> Bool { all.contains(name) }
}
