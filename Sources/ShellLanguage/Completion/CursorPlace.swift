// SPDX-License-Identifier: GPL-3.0-or-later

/// What's at the end of an unfinished text: the first rule of the grammar that meets the end says it.
enum CursorPlace {
    /// The first word of a statement, or of what follows `NAME =` and `return`.
    ///
    /// `goingOn`: keywords by which the statement before may go on. `isTop`: no block is open.
    case statement(PartialWord, isRightSide: Bool, isTop: Bool, goingOn: [Keyword])
    case argument(PartialWord, PartialCall)
    case keyword(PartialWord, [Keyword])
    /// Between `<<` and its `>>`, from that offset on.
    case expression(Int)
    /// A word of a program's call, after `|` or `!`.
    case program(PartialWord)
    /// The file after `>` or `>>`.
    case file(PartialWord)
    /// A comment, the inside of a JSON template, or a place that only free text fits.
    case nothing
}

/// The word that's being typed.
struct PartialWord: Equatable {
    /// Offset of its first byte, a quote included.
    var start: Int
    /// The text that its bytes mean so far.
    var text: String
    /// The quote that is open at the cursor.
    var quote: UInt8?
    /// False when a part of it is interpolated or a quote was closed: then nothing can replace it.
    var isReplaceable = true
}

/// A call up to the word that's being typed.
struct PartialCall {
    var name: String
    var arguments: [RawArgument] = []
    /// `--name=` was typed, and the word is its value.
    var option: String?
    /// `--` wasn't typed.
    var takesOptions = true
}

/// Looks for the end of a text while it's parsed.
struct CursorSearch {
    /// What a word would be that ends where the text ends.
    enum Context {
        case none
        case argument(PartialCall)
        case program
        case file
    }

    private(set) var place: CursorPlace?
    var context = Context.none
    /// The text of a quote that isn't closed.
    var openText: String?
    /// Keywords by which the last statement may go on, and where.
    var continuations: (start: Int, keywords: [Keyword]) = (-1, [])

    /// The first place counts: rules end from the inside out.
    mutating func meet(_ place: CursorPlace) {
        if self.place == nil { self.place = place }
    }

    /// The place of a word of the context.
    func place(of word: PartialWord) -> CursorPlace {
        switch context {
        case .none: .nothing
        case .argument(let call): .argument(word, call)
        case .program: .program(word)
        case .file: .file(word)
        }
    }
}
