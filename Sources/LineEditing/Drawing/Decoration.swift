// SPDX-License-Identifier: GPL-3.0-or-later

public import Terminal

/// What's drawn on and around a line while it's edited.
public struct Decoration: Sendable, Equatable {
    /// A part of the line, as offsets of its UTF-8 bytes, and its look.
    public struct Span: Sendable, Equatable {
        public var range: Range<Int>
        public var style: Style

        public init(_ range: Range<Int>, _ style: Style) {
            self.range = range
            self.style = style
        }
    }

    /// A piece of the hint.
    public struct HintPart: Sendable, Equatable {
        public var text: String
        public var style: Style

        public init(_ text: String, _ style: Style) {
            self.text = text
            self.style = style
        }
    }

    /// In the order of the text, and without overlaps.
    public var spans: [Span]
    /// How the line may go on; shown after it while the cursor is at its end.
    public var suggestion: String
    /// Shown below the line, cut to one row.
    public var hint: [HintPart]

    public init(spans: [Span] = [], suggestion: String = "", hint: [HintPart] = []) {
        self.spans = spans
        self.suggestion = suggestion
        self.hint = hint
    }

    public static let none = Decoration()
}

/// Decorates `line` with the cursor at that offset in UTF-8 bytes. Called on the thread that reads the terminal after
/// each key that isn't followed by another one at once: it should take less than a millisecond.
public typealias Decorator = @Sendable (_ line: String, _ cursor: Int) -> Decoration
