// SPDX-License-Identifier: GPL-3.0-or-later

/// The variables that the shell sets, so scripts can't assign them. `_` isn't included, since it has its own rules.
package enum ReadOnlyNames {
    package static let all = ["last", "args", "connection", "script"]

    package static func contains(_ name: String) -> Bool { all.contains(name) }
}
