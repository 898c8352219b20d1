// SPDX-License-Identifier: GPL-3.0-or-later

/// One way to complete what stands before the cursor: the editor's own word for it, as it knows no language and the
/// language knows no editor.
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

extension Completions {
    /// What readline may put in place of everything before the cursor: the common beginning, then each choice; or the
    /// only choice with its suffix.
    package func replacements(in line: String) -> [String] {
        let kept = String(decoding: line.utf8.prefix(start), as: UTF8.self)
        guard candidates.count > 1 else { return candidates.map { kept + $0.text + $0.suffix } }
        return [kept + commonBeginning] + candidates.map { kept + $0.text }
    }

    /// The longest beginning, in whole characters, that all candidates share.
    var commonBeginning: String {
        guard var common = candidates.first?.text[...] else { return "" }
        for candidate in candidates.dropFirst() {
            let length = zip(common, candidate.text).prefix { $0 == $1 }.count
            common = common.prefix(length)
        }
        return String(common)
    }
}

/// Completes `line` at `cursor` (an offset in UTF-8 bytes). Called on the thread that reads the terminal: it may look
/// things up, and should answer within what a typist takes for at once (150 ms).
public typealias Completer = @Sendable (_ line: String, _ cursor: Int) -> Completions
