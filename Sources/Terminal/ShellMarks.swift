// SPDX-License-Identifier: GPL-3.0-or-later

/// Marks that tell a terminal where prompts, commands and their output begin (OSC 133, from FinalTerm), and the title of
/// its window (OSC 2): then it can jump from prompt to prompt and select the output of a command.
public struct ShellMarks: Sendable {
    private let isEnabled: Bool

    /// - Parameter environment: `TERM` decides: others than these may print the sequences instead of reading them.
    public init(_ capabilities: Capabilities, environment: [String: String]) {
        let families = ["xterm", "tmux", "alacritty", "foot", "wezterm", "rxvt", "konsole", "vte"]
        let term = environment["TERM"] ?? ""
        isEnabled = capabilities.isTerminal && families.contains { term.hasPrefix($0) }
    }

    /// `prompt` between the marks of its beginning and its end.
    public func marked(_ prompt: String) -> String { isEnabled ? mark("A") + prompt + mark("B") : prompt }

    /// To be written when a statement was read, before its output.
    public var outputStart: String { isEnabled ? mark("C") : "" }

    /// To be written when a statement has ended.
    public func outputEnd(status: Int32) -> String { isEnabled ? mark("D;\(status)") : "" }

    /// To be written when the title changes; `title` holds no control characters.
    public func title(_ title: String) -> String { isEnabled ? "\u{1B}]2;\(title)\u{07}" : "" }

    /// Keeps the window's title, so that `restoreTitle` brings it back (xterm's window operations 22 and 23).
    public var keepTitle: String { isEnabled ? "\u{1B}[22;2t" : "" }
    public var restoreTitle: String { isEnabled ? "\u{1B}[23;2t" : "" }

    private func mark(_ text: String) -> String { "\u{1B}]133;\(text)\u{07}" }
}
