// SPDX-License-Identifier: GPL-3.0-or-later

/// One way to complete the text before the cursor.
package struct Candidate: Sendable, Equatable {
    /// Replaces the text from `Candidates.start` to the cursor.
    package var text: String
    /// Shown instead of `text` in the list of choices, such as a file's name for its path.
    package var display: String?
    /// A short description, shown next to the choice if there are several.
    package var description: String?
    /// Inserted after `text` if it's the only choice.
    package var suffix: String

    package init(_ text: String, display: String? = nil, description: String? = nil, suffix: String = " ") {
        self.text = text
        self.display = display
        self.description = description
        self.suffix = suffix
    }
}

/// All ways to complete the text before the cursor.
package struct Candidates: Sendable, Equatable {
    /// Offset in UTF-8 bytes of the text that's replaced; it ends at the cursor.
    package var start: Int
    package var items: [Candidate]
    /// Whether they're listed, but none is inserted, not even what all of them begin with.
    package var areOnlyListed = false

    package init(start: Int, items: [Candidate] = []) {
        self.start = start
        self.items = items
    }
}
