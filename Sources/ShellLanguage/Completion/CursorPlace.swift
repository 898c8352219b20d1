// SPDX-License-Identifier: GPL-3.0-or-later

/// What's at the end of an unfinished text; the first grammar rule that reaches the end determines it.
enum CursorPlace {
    /// The first word of a statement, or of what follows `NAME =` and `return`.
    ///
    /// `goingOn`: keywords that can continue the previous statement. `isTop`: no block is open.
    case statement(PartialWord, isRightSide: Bool, isTop: Bool, goingOn: [Keyword])
    case argument(PartialWord, PartialCall)
    case keyword(PartialWord, [Keyword])
    /// Other words that are likely there.
    case words(PartialWord, [Candidate])
    /// Between `<<` and its `>>`; the expression begins at this offset.
    case expression(Int)
    /// A word of a program's command line, after `|` or `!`. `isFirst`: the program itself.
    case program(PartialWord, isFirst: Bool)
    /// A key of a JSON template in an argument; `path` leads to its object, with nil for elements of arrays.
    case key(PartialWord, PartialCall, path: [String?])
    /// The file after `>` or `>>`.
    case file(PartialWord)
    /// A comment, a value in a JSON template, a position right after a closing bracket, or one for free text only.
    case nothing
}

/// The word that's being typed.
struct PartialWord: Equatable {
    /// Offset of its first byte, including a quote.
    var start: Int
    /// The text that the bytes mean so far.
    var text: String
    /// The quote that's open at the cursor.
    var quote: UInt8?
    /// False if a part of it is interpolated or a quote was closed, so that it can't be replaced.
    var isReplaceable = true
    /// Whether the quote comes after just `@`, so that it contains the name of a file.
    var isAfterAt = false
}

/// A name that a construct around the cursor binds.
struct LocalName {
    /// What's known about its value.
    enum Value {
        case unknown
        /// An element of the array, or a value of the object.
        case element(of: Template)
        /// An error that `catch` binds.
        case error
    }

    let name: String
    let value: Value
}

/// What's around the cursor.
struct CursorSurroundings {
    /// Outermost first.
    var names: [LocalName] = []
    /// The call whose arguments the cursor is in.
    var call: PartialCall?
    /// The keyword whose statement the cursor is in, outside of its blocks.
    var keyword: Keyword?
}

/// A call up to the word that's being typed.
struct PartialCall {
    var name: String
    var arguments: [RawArgument] = []
    /// The option, if `--name=` was typed and the word is its value.
    var option: String?
    /// Whether `--` hasn't been typed.
    var takesOptions = true
}

/// Looks for the end of a text while it's parsed.
struct CursorSearch {
    /// The role of a word that ends where the text ends.
    enum Context {
        case none
        case argument(PartialCall)
        case program(isFirst: Bool)
        case file
    }

    private(set) var place: CursorPlace?
    private(set) var surroundings = CursorSurroundings()
    /// The names that the constructs being parsed bind.
    var names: [LocalName] = []
    var context = Context.none
    /// The keyword whose statement is being parsed, outside of its blocks.
    var keyword: Keyword?
    /// The text of a quote that isn't closed.
    var openText: String?
    /// Keywords that can continue the last statement, and where.
    var continuations: (start: Int, keywords: [Keyword]) = (-1, [])

    var isSeeking: Bool { place == nil }

    /// Only the first place counts, since rules end from the inside out.
    mutating func meet(_ place: CursorPlace) {
        guard self.place == nil else { return }
        self.place = place
        surroundings.names = names
        surroundings.keyword = keyword
        if case .argument(let call) = context { surroundings.call = call }
    }

    /// The place of a word in the current context.
    func place(of word: PartialWord) -> CursorPlace {
        switch context {
        case .none: .nothing
        case .argument(let call): .argument(word, call)
        case .program(let isFirst): .program(word, isFirst: isFirst)
        case .file: .file(word)
        }
    }
}
