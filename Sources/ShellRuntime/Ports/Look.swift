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

extension PagerChoice {
    /// Words for on and off in other tools, which can't be meant as commands.
    static let habits: Set<String> = ["", "0", "1", "no", "yes", "true", "false", "none", "never", "always", "default"]
}

/// `set color`
package enum ColorChoice: String, Sendable, CaseIterable {
    /// At a terminal that has colours, as NO_COLOR and FORCE_COLOR say.
    case auto
    case always, never
}

/// `set theme`: the background that colours are chosen for.
package enum Theme: String, Sendable, CaseIterable {
    /// As the terminal reports it (`COLORFGBG`), if it does.
    case auto
    case dark, light
}
