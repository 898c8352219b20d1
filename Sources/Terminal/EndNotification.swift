// SPDX-License-Identifier: GPL-3.0-or-later

public import Base

/// Tells a person who looks at another window that a long command has ended.
public struct EndNotification: Sendable {
    private enum Form {
        /// Notifications of kitty, which shows them only if the window isn't in front.
        case kitty
        /// OSC 9, from iTerm2.
        case iTerm
        /// OSC 777, from rxvt-unicode.
        case rxvt
        case none
    }

    /// Commands that take less time don't need one.
    public static let threshold = Duration.seconds(10)

    private let form: Form
    private let isTerminal: Bool

    /// - Parameter environment: says which terminal it is: others print sequences that they don't know.
    public init(_ capabilities: Capabilities, environment: EnvironmentVariables) {
        isTerminal = capabilities.isTerminal
        let term = environment["TERM"] ?? ""
        let program = environment["TERM_PROGRAM"] ?? ""
        // Multiplexers keep the sequences for themselves.
        let isInside = ["tmux", "screen"].contains { term.hasPrefix($0) } || environment["TMUX"] != nil
        form =
            if !isTerminal || isInside {
                .none
            } else if term == "xterm-kitty" {
                .kitty
            } else if ["iTerm.app", "WezTerm", "ghostty"].contains(program) || environment["ConEmuPID"] != nil {
                .iTerm
            } else if environment["VTE_VERSION"] != nil || ["foot", "rxvt-unicode"].contains(where: term.hasPrefix) {
                .rxvt
            } else {
                .none
            }
    }

    /// The sequence that shows a notification; empty if the terminal has none.
    public func sequence(title: String, body: String) -> String {
        let (title, body) = (Self.plain(title), Self.plain(body))
        return switch form {
        case .kitty: "\u{1B}]99;o=unfocused;\(title): \(body)\u{1B}\\"
        case .iTerm: "\u{1B}]9;\(title): \(body)\u{07}"
        case .rxvt: "\u{1B}]777;notify;\(title);\(body)\u{07}"
        case .none: ""
        }
    }

    public var bell: String { isTerminal ? "\u{07}" : "" }

    /// A control character would end the sequence, and a semicolon a part of it.
    private static func plain(_ text: String) -> String {
        ControlCharacters.spelled(text).replacing(";", with: ",")
    }
}
