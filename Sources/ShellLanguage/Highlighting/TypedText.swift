// SPDX-License-Identifier: GPL-3.0-or-later

/// A text while it's typed, parsed once for both its colours and the hint at its cursor.
package struct TypedText {
    let source: Source
    /// An offset in UTF-8 bytes, within the text.
    let cursor: Int
    let layout: Layout
    let vocabulary: Vocabulary
    /// The whole text, whose calls aren't bound.
    let reading: Parser.TypedReading

    /// - Parameter cursor: an offset in UTF-8 bytes.
    package init(_ text: String, cursor: Int, vocabulary: Vocabulary) {
        source = Source(text: text)
        self.cursor = min(max(cursor, 0), source.bytes.count)
        layout = source.bytes.contains(UInt8(ascii: "\n")) ? .text : .prompt
        self.vocabulary = vocabulary
        reading = Parser.reading(of: source, functions: vocabulary.functions, layout: layout)
    }

    /// What's at the cursor, and around it.
    var atCursor: (place: CursorPlace, surroundings: CursorSurroundings) {
        if cursor == source.bytes.count { return (reading.end, reading.surroundings) }
        let beginning = Source(name: nil, bytes: Array(source.bytes.prefix(cursor)))
        let (_, end, surroundings) = Parser.unfinished(beginning, functions: vocabulary.functions)
        return (end, surroundings)
    }
}
