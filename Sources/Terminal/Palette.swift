// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns styles into ANSI sequences, or into nothing.
public struct Palette: Sendable {
    /// True when it adds nothing to a text.
    public let isPlain: Bool

    /// Adds nothing.
    public static let plain = Palette(isPlain: true)
    /// The 16 colours that every theme defines, so that light and dark terminals both can be read.
    public static let standard = Palette(isPlain: false)

    private init(isPlain: Bool) { self.isPlain = isPlain }

    /// `text` in the look of `style`.
    public func callAsFunction(_ style: Style, _ text: some StringProtocol) -> String {
        isPlain ? String(text) : Self.start(of: style) + text + Self.end
    }

    static let end = "\u{1B}[0m"

    static func start(of style: Style) -> String { "\u{1B}[\(parameters(of: style))m" }

    private static func parameters(of style: Style) -> String {
        switch style {
        case .error: "1;31"
        case .warning: "1;33"
        case .hint: "36"
        case .success: "32"
        case .dim: "2"
        case .heading: "1"
        case .prompt: "1;34"
        case .caret: "1;31"
        case .key: "34"
        case .string: "32"
        case .number: "36"
        case .literal: "35"
        case .punctuation: "2"
        }
    }
}
