// SPDX-License-Identifier: GPL-3.0-or-later

/// One way to complete what stands before the cursor.
public struct Completion: Sendable, Equatable {
    /// What replaces the text from `Completions.start` to the cursor.
    public var text: String
    /// Shown instead of `text` in the list of choices, as a file's name for its path.
    public var display: String?
    /// A few words beside an ambiguous choice.
    public var description: String?
    /// Typed after `text` when it is the only choice: a space, `=`, a quote, or nothing.
    public var suffix: String

    public init(_ text: String, display: String? = nil, description: String? = nil, suffix: String = " ") {
        self.text = text
        self.display = display
        self.description = description
        self.suffix = suffix
    }
}

/// All ways to complete what stands before the cursor.
public struct Completions: Sendable, Equatable {
    /// Offset in UTF-8 bytes of the text that is replaced; it ends at the cursor.
    public var start: Int
    public var candidates: [Completion]

    public init(start: Int, candidates: [Completion]) {
        self.start = start
        self.candidates = candidates
    }

    /// Nothing to offer.
    public static let none = Completions(start: 0, candidates: [])
}

/// Completes `line` at `cursor` (an offset in UTF-8 bytes). Called on the thread that reads the terminal: it may look
/// things up, and should answer within what a typist takes for at once (150 ms).
public typealias Completer = @Sendable (_ line: String, _ cursor: Int) -> Completions
