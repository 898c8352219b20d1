// SPDX-License-Identifier: GPL-3.0-or-later

public import Base

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What one stream can show; each stream is checked separately.
public struct Capabilities: Sendable, Equatable {
    public var isTerminal: Bool
    public var hasColor: Bool
    /// Columns, or nil if it isn't a terminal.
    public var width: Int?
    /// Lines, or nil if it isn't a terminal.
    public var height: Int?
    public var background: Background
    /// Whether it's a terminal that's known to have links (OSC 8).
    public var hasLinks: Bool
    /// Whether it's a terminal that's known to make faint text darker instead of paler.
    public var isFaintDarker: Bool

    public init(
        isTerminal: Bool, hasColor: Bool, width: Int? = nil, height: Int? = nil, background: Background = .unknown,
        hasLinks: Bool = false, isFaintDarker: Bool = false
    ) {
        self.hasLinks = hasLinks
        self.isFaintDarker = isFaintDarker
        self.isTerminal = isTerminal
        self.hasColor = hasColor
        self.width = width
        self.height = height
        self.background = background
    }

    /// A pipe or a file: no colour, any width.
    public static let plain = Capabilities(isTerminal: false, hasColor: false)

    public var palette: Palette { hasColor ? .colored(on: background, isFaintDarker: isFaintDarker) : .plain }
}

extension Capabilities {
    /// Checks `descriptor`, and `NO_COLOR`, `FORCE_COLOR`, `COLORFGBG`, `TERM`, `COLUMNS` and `LINES` in `environment`.
    public init(descriptor: CInt, environment: EnvironmentVariables) {
        self.init(
            isTerminal: isatty(descriptor) == 1, size: TerminalSize(descriptor: descriptor), environment: environment)
    }

    /// NO_COLOR (no-color.org) overrides FORCE_COLOR (force-color.org); each has an effect only if it isn't empty.
    package init(isTerminal: Bool, size: TerminalSize?, environment: EnvironmentVariables) {
        func isSet(_ name: String) -> Bool { environment[name] != nil }
        func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }

        let isCapable = isTerminal && environment["TERM"].map { $0 != "dumb" } ?? false
        self.init(
            isTerminal: isTerminal,
            hasColor: !isSet("NO_COLOR") && (isSet("FORCE_COLOR") || isCapable),
            width: isTerminal ? size?.columns ?? number("COLUMNS") ?? 80 : nil,
            height: isTerminal ? size?.rows ?? number("LINES") ?? 24 : nil,
            background: Background(environment: environment),
            hasLinks: isCapable && Self.hasLinks(environment),
            isFaintDarker: ["XTERM_VERSION", "ALACRITTY_WINDOW_ID"].contains(where: isSet))
    }

    /// Other terminals may print the sequence, and multiplexers pass it on only since lately.
    private static func hasLinks(_ environment: EnvironmentVariables) -> Bool {
        let term = environment["TERM"] ?? ""
        if ["tmux", "screen"].contains(where: term.hasPrefix) || environment["TMUX"] != nil { return false }
        // VTE has them since version 0.50.
        if let version = environment["VTE_VERSION"].flatMap({ Int($0) }) { return version >= 5000 }
        return ["xterm-kitty", "xterm-ghostty", "foot", "alacritty"].contains(where: term.hasPrefix)
            || ["iTerm.app", "WezTerm", "ghostty", "vscode"].contains(environment["TERM_PROGRAM"])
            || ["WT_SESSION", "KONSOLE_VERSION"].contains { environment[$0] != nil }
    }
}

/// The window size reported by the terminal driver; serial lines and some containers report none.
package struct TerminalSize: Equatable {
    package let columns: Int
    package let rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    package init?(descriptor: CInt) {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        self.init(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
