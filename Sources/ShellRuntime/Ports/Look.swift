// SPDX-License-Identifier: GPL-3.0-or-later

/// How a result is laid out for people. It doesn't affect output for programs.
package struct Look: Sendable, Equatable {
    /// Whether long cells aren't shortened, so that lines may be wider than the terminal.
    package var isWide = false
    /// Whether times are shown in full, as the service returned them.
    package var hasAbsoluteTimes = false
    /// The pager for output that's longer than the screen.
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
    /// As the terminal reports it (`COLORFGBG`), if it does.
    case auto
    case dark, light
}
