// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A possible completion of the text before the cursor. It's the editor's own type, because the editor doesn't know the
/// language, and the language doesn't know the editor.
public struct Completion: Sendable, Equatable {
    /// The replacement for the text from `Completions.start` to the cursor.
    public var text: String
    /// Shown in place of `text` in the list of choices, for example a file's name for its path.
    public var display: String?
    /// A short description next to an ambiguous choice.
    public var description: String?
    /// Inserted after `text` if it's the only choice: a space, `=`, a quote, or nothing.
    public var suffix: String

    public init(_ text: String, display: String? = nil, description: String? = nil, suffix: String = " ") {
        self.text = text
        self.display = display
        self.description = description
        self.suffix = suffix
    }
}

/// All possible completions of the text before the cursor.
public struct Completions: Sendable, Equatable {
    /// The offset in UTF-8 bytes of the replaced text, which ends at the cursor.
    public var start: Int
    public var candidates: [Completion]
    /// Whether they're listed, but none is inserted, not even what all of them begin with.
    public var areOnlyListed = false

    /// Candidates with control characters are left out, because readline sends some of them to the terminal as they are.
    public init(start: Int, candidates: [Completion], areOnlyListed: Bool = false) {
        self.start = start
        self.areOnlyListed = areOnlyListed
        self.candidates = candidates.filter { candidate in
            !candidate.text.unicodeScalars.contains { ControlCharacters.contains($0) && $0 != "\n" && $0 != "\t" }
        }
    }

    /// No completions.
    public static let none = Completions(start: 0, candidates: [])
}

extension Completions {
    /// Readline's replacements for everything before the cursor: the common prefix, then each choice; or the only
    /// choice with its suffix.
    package func replacements(in line: String) -> [String] {
        let kept = String(decoding: line.utf8.prefix(start), as: UTF8.self)
        if areOnlyListed, !candidates.isEmpty { return [line] + candidates.map { kept + $0.text } }
        guard candidates.count > 1 else { return candidates.map { kept + $0.text + $0.suffix } }
        return [kept + commonBeginning] + candidates.map { kept + $0.text }
    }

    /// The longest prefix, in whole characters, that all candidates share.
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
/// things up, but should respond within 150 ms, the longest delay that still feels instant.
public typealias Completer = @Sendable (_ line: String, _ cursor: Int) -> Completions
