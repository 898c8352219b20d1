// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns styles into ANSI sequences, or into nothing.
public struct Palette: Sendable {
    /// nil: styles add nothing.
    private let background: Background?
    private let isFaintDarker: Bool

    /// Adds nothing.
    public static let plain = Palette(background: nil, isFaintDarker: false)

    /// The 16 colours that every theme defines, limited to those that are readable on `background`, or on both
    /// backgrounds if it's unknown.
    ///
    /// - Parameter isFaintDarker: the terminal makes faint text darker, so that on a light background it looks like other
    ///   text.
    public static func colored(on background: Background, isFaintDarker: Bool = false) -> Palette {
        Palette(background: background, isFaintDarker: isFaintDarker)
    }

    private init(background: Background?, isFaintDarker: Bool) {
        self.background = background
        self.isFaintDarker = isFaintDarker
    }

    /// True if styles add nothing.
    public var isPlain: Bool { background == nil }

    /// `text` with `style` applied.
    public func callAsFunction(_ style: Style, _ text: some StringProtocol) -> String {
        guard let background else { return String(text) }
        return "\u{1B}[\(parameters(of: style, on: background))m" + text + Self.end
    }

    /// The SGR parameters of a style, for what draws one character at a time; empty if styles add nothing.
    package func parameters(of style: Style) -> String { background.map { parameters(of: style, on: $0) } ?? "" }

    /// Ends a style.
    package static let end = "\u{1B}[0m"

    /// SGR parameters (ECMA-48). Blue on black, and yellow or cyan on white, are unreadable.
    private func parameters(of style: Style, on background: Background) -> String {
        switch (style, background) {
        case (.error, _), (.caret, _): "1;31"
        case (.warning, .light): "1;35"
        case (.warning, _): "1;33"
        case (.hint, .light): "34"
        case (.hint, _): "36"
        case (.success, _), (.string, _): "32"
        case (.dim, _), (.punctuation, _), (.suggestion, _): faint(on: background)
        case (.heading, _), (.command, _), (.keyword, _): "1"
        case (.variable, .dark): "94"
        case (.variable, _): "34"
        case (.function, .light): "35"
        case (.function, _), (.option, .unknown), (.option, .dark): "36"
        case (.option, .light): "34"
        case (.unknownName, _): "31"
        case (.mistake, _): "4;31"
        case (.bracket, _): "7"
        case (.due, _): faint(on: background) + ";4"
        case (.prompt, .dark): "1;94"
        case (.prompt, _): "1;34"
        case (.key, .dark): "94"
        case (.key, _): "34"
        case (.number, .light): "31"
        case (.number, _): "36"
        case (.literal, _): "35"
        }
    }

    /// Grey, where faint text may look like other text. In some dark themes, that grey is the background's.
    private func faint(on background: Background) -> String {
        switch background {
        case .light: "90"
        case .dark: "2"
        case .unknown: isFaintDarker ? "90" : "2"
        }
    }
}
