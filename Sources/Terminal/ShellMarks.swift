// SPDX-License-Identifier: GPL-3.0-or-later

public import Base

/// Marks that show a terminal where prompts, commands and their output begin (OSC 133, from FinalTerm), and its window
/// title (OSC 2): it can then jump from prompt to prompt and select a command's output.
public struct ShellMarks: Sendable {
    private let isEnabled: Bool

    /// - Parameter environment: `TERM` decides, because other terminals may print the sequences instead of interpreting
    ///   them.
    public init(_ capabilities: Capabilities, environment: EnvironmentVariables) {
        let families = ["xterm", "tmux", "alacritty", "foot", "wezterm", "rxvt", "konsole", "vte"]
        let term = environment["TERM"] ?? ""
        isEnabled = capabilities.isTerminal && families.contains { term.hasPrefix($0) }
    }

    /// `prompt` between the marks for its beginning and its end.
    public func marked(_ prompt: String) -> String { isEnabled ? mark("A") + prompt + mark("B") : prompt }

    /// Write it after a statement was read, before its output.
    public var outputStart: String { isEnabled ? mark("C") : "" }

    /// Write it after a statement has ended.
    public func outputEnd(status: Int32) -> String { isEnabled ? mark("D;\(status)") : "" }

    /// Write it when the title changes. A control character in `title` would end the sequence: they're spelled out.
    public func title(_ title: String) -> String {
        isEnabled ? "\u{1B}]2;\(ControlCharacters.spelled(title))\u{07}" : ""
    }

    /// Write it when the current folder changes (OSC 7): new windows of the terminal open there.
    ///
    /// - Parameter path: absolute.
    public func folder(_ path: String) -> String {
        isEnabled ? "\u{1B}]7;file://\(PercentEncoding.encode(path, for: .path))\u{07}" : ""
    }

    /// Saves the window title, so that `restoreTitle` can restore it (xterm's window operations 22 and 23).
    public var keepTitle: String { isEnabled ? "\u{1B}[22;2t" : "" }
    public var restoreTitle: String { isEnabled ? "\u{1B}[23;2t" : "" }

    private func mark(_ text: String) -> String { "\u{1B}]133;\(text)\u{07}" }
}
