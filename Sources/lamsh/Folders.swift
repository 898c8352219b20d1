// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where lamsh keeps its files (XDG Base Directory Specification); nil without a home folder.
struct Folders {
    let environment: EnvironmentVariables

    /// The rc file: a script that runs before the first prompt.
    var rc: String? { folder("XDG_CONFIG_HOME", ".config").map { "\($0)/lamsh/rc.lamsh" } }

    var history: String? {
        if let path = environment.evenIfEmpty("LAMSH_HISTORY") { return path.isEmpty ? nil : path }
        return state.map { "\($0)/history" }
    }

    /// The file of a short text that's saved between sessions.
    func state(_ name: String) -> String? { state.map { "\($0)/\(name)" } }

    /// Whether this is the first start: the state folder is missing. Creates it.
    func isFirstStart() -> Bool {
        guard let state else { return false }
        var path = ""
        var isNew = false
        for part in state.split(separator: "/") {
            path += "/\(part)"
            isNew = unsafe mkdir(path, 0o700) == 0
        }
        return isNew
    }

    /// The current folder, with `~` for the home folder.
    var current: String {
        let path = FileManager.default.currentDirectoryPath
        guard let home = environment["HOME"], path == home || path.hasPrefix(home + "/") else {
            return path
        }
        return "~" + path.dropFirst(home.count)
    }

    /// `HH:MM` in UTC.
    static var clock: String {
        String(Timestamp(secondsSinceEpoch: Int(Date().timeIntervalSince1970)).extendedFormat.dropFirst(11).prefix(5))
    }

    var state: String? { folder("XDG_STATE_HOME", ".local/state").map { "\($0)/lamsh" } }

    private func folder(_ variable: String, _ fallback: String) -> String? {
        // The specification says to ignore relative paths.
        if let path = environment[variable], path.hasPrefix("/") { return path }
        return environment["HOME"].map { "\($0)/\(fallback)" }
    }
}
