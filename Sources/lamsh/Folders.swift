// SPDX-License-Identifier: GPL-3.0-or-later

/// Where lamsh keeps its files (XDG Base Directory Specification); nil without a home folder.
struct Folders {
    let environment: [String: String]

    /// The rc file: a script that runs before the first prompt.
    var rc: String? { folder("XDG_CONFIG_HOME", ".config").map { "\($0)/lamsh/rc.lamsh" } }

    var history: String? {
        if let path = environment["LAMSH_HISTORY"] { return path.isEmpty ? nil : path }
        return state.map { "\($0)/history" }
    }

    /// A file that is there once the greeting was shown.
    var greeted: String? { state.map { "\($0)/greeted" } }

    private var state: String? { folder("XDG_STATE_HOME", ".local/state").map { "\($0)/lamsh" } }

    private func folder(_ variable: String, _ fallback: String) -> String? {
        // The specification says that relative paths are to be ignored.
        if let path = environment[variable], path.hasPrefix("/") { return path }
        return environment["HOME"].map { "\($0)/\(fallback)" }
    }
}
