// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

/// Turns a text into a syntax tree whose calls are not yet bound: recursive descent over the bytes, one file a family
/// of rules. The grammar's lexer modes are its functions.
package struct Parser {
    /// How deep blocks may stand in each other.
    package static let blockDepthLimit = 200

    let source: Source
    let functions: FunctionTable
    let layout: Layout
    var lexer: SourceCursor
    var diagnostics: [Diagnostic] = []
    /// What the statement that is being parsed reads.
    var variables: [VariableUse] = []
    var blockDepth = 0
    var templateDepth = 0
    var definitions: [Definition] = []
    var tests: [Test] = []
    var hooks: [Hook] = []
    /// What looks for the end of the text, where the parse is for that.
    var cursor: CursorSearch?

    init(_ source: Source, functions: FunctionTable, layout: Layout) {
        self.source = source
        self.functions = functions
        self.layout = layout
        lexer = SourceCursor(source)
    }

    /// Parses and checks the whole of `source`; finds every error it can, not the first alone.
    package static func parse(_ source: Source, vocabulary: Vocabulary, layout: Layout = .text) -> ParseResult {
        var parser = Parser(source, functions: vocabulary.functions, layout: layout)
        var script = parser.parseScript()
        var resolver = Resolver(script: script, vocabulary: vocabulary, layout: layout)
        resolver.resolve(&script)
        let found = (parser.diagnostics + resolver.diagnostics).sorted { $0.range.lowerBound < $1.range.lowerBound }
        return found.contains { $0.severity == .error } ? .failure(found) : .script(script, notes: found)
    }

    /// The tree of a text that need be neither finished nor right, and what's at its end. Calls aren't bound.
    static func unfinished(_ source: Source, functions: FunctionTable) -> (script: Script, end: CursorPlace) {
        var parser = Parser(source, functions: functions, layout: .text)
        parser.cursor = CursorSearch()
        let script = parser.parseScript()
        return (script, parser.cursor?.place ?? .nothing)
    }

    mutating func parseScript() -> Script {
        if let offset = source.firstInvalidByte {
            diagnostics.append(Diagnostic(.syntax(.notUTF8), at: offset..<offset + 1))
            return Script(source: source, statements: [], definitions: [], tests: [], hooks: [])
        }
        let statements = parseStatements()
        return Script(source: source, statements: statements, definitions: definitions, tests: tests, hooks: hooks)
    }

    // MARK: Faults

    /// A fault at `range`, or at what stands here.
    func fault(_ fault: SyntaxFault, at range: SourceRange? = nil) -> Diagnostic {
        Diagnostic(.syntax(fault), at: range ?? lexer.wordRange())
    }

    /// A fault about what stands here where something else has to.
    func expected(_ expectation: Expectation) -> Diagnostic {
        let range = lexer.wordRange()
        return fault(.expected(expectation, found: lexer.text(range)), at: range)
    }

    mutating func record(_ diagnostic: Diagnostic) {
        if case .syntax(.unclosed) = diagnostic.kind {
            cursor?.meet(.nothing)
            // Whatever stands around the construct that is open is open as well: it is said once.
            lexer.offset = lexer.bytes.count
            if isSomethingOpen { return }
        }
        diagnostics.append(diagnostic)
    }

    /// Whether the text has ended within a construct.
    var isSomethingOpen: Bool {
        diagnostics.contains { if case .syntax(.unclosed) = $0.kind { true } else { false } }
    }

    // MARK: The end of the text

    /// Whether the end of the text was looked for and not met yet.
    var isSeekingEnd: Bool { cursor.map { $0.place == nil } ?? false }

    /// The word, empty or a name, with which the text ends here; nil where it goes on, and where its end isn't looked for.
    private func wordAtEnd(orName: Bool) -> PartialWord? {
        guard isSeekingEnd else { return nil }
        if lexer.isAtEnd { return PartialWord(start: lexer.offset, text: "") }
        let range = lexer.nameRange()
        guard orName, !range.isEmpty, range.upperBound == lexer.bytes.count else { return nil }
        return PartialWord(start: range.lowerBound, text: lexer.text(range))
    }

    /// Says what's at the end of the text, where that's here.
    mutating func meetEnd(orName: Bool = false, _ place: (PartialWord) -> CursorPlace) {
        guard let word = wordAtEnd(orName: orName) else { return }
        cursor?.meet(lexer.isAtEnd && lexer.isInComment ? .nothing : place(word))
    }

    /// A statement, or what stands on the right of `=`.
    mutating func meetStatement(isRightSide: Bool, orName: Bool = true) {
        let isTop = blockDepth == 0
        let continuations = cursor?.continuations
        meetEnd(orName: orName) { word in
            .statement(
                word, isRightSide: isRightSide, isTop: isTop,
                goingOn: continuations?.start == word.start ? continuations?.keywords ?? [] : [])
        }
    }

    /// The keywords that may be here.
    mutating func offer(_ keywords: Keyword...) {
        meetEnd(orName: true) { .keyword($0, keywords) }
    }

    /// A word of `context`, where the text ends with it.
    mutating func meetWord(_ pieces: [Word.Piece], from start: Int, quote: UInt8? = nil) {
        guard isSeekingEnd, let cursor else { return }
        guard quote == nil || cursor.openText != nil else {
            self.cursor?.meet(.nothing)
            return
        }
        var text = ""
        var isBare = true
        for piece in pieces {
            switch piece {
            case .bare(let characters, _): text += characters
            case .quoted(let quoted):
                text += quoted.constant ?? ""
                isBare = false
            case .interpolation: isBare = false
            }
        }
        let word = PartialWord(
            start: start, text: text + (quote == nil ? "" : cursor.openText ?? ""), quote: quote,
            isReplaceable: quote == nil ? isBare : pieces.isEmpty)
        self.cursor?.meet(cursor.place(of: word))
    }

    /// Skips blanks; a backslash that ends the whole text asks for another line.
    mutating func skipBlank(newlines: Bool = false) throws(Diagnostic) {
        lexer.skipBlank(newlines: newlines)
        if lexer.isAtFinalBackslash {
            throw fault(.unclosed(.backslash), at: lexer.offset..<lexer.offset + 1)
        }
    }
}

extension Source {
    /// The offset of the first byte that is not UTF-8.
    var firstInvalidByte: Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return min(offset, bytes.count - 1)
    }
}
