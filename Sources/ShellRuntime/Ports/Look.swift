// SPDX-License-Identifier: GPL-3.0-or-later

/// How a result is laid out for people; programs get the same whatever it says.
package struct Look: Sendable, Equatable {
    /// Whether long cells stay whole and lines run over the edge.
    package var isWide = false
    /// Whether times stay as the service wrote them.
    package var hasAbsoluteTimes = false
    /// The pager for what is longer than the screen.
    package var pager = PagerChoice.auto

    package init() {}
}

/// `set pager`
package enum PagerChoice: Sendable, Equatable {
    /// The user's: `LAMSH_PAGER`, `PAGER` or less.
    case auto
    case off
    case command(String)

    var text: String {
        switch self {
        case .auto: "auto"
        case .off: "off"
        case .command(let command): command
        }
    }

    init(_ text: String) {
        self =
            switch text {
            case "auto", "on": .auto
            case "off": .off
            default: .command(text)
            }
    }
}

/// `set theme`: the background that colours are chosen for.
package enum Theme: String, Sendable, CaseIterable {
    /// As the terminal says, where it says anything.
    case auto
    case dark, light
}
