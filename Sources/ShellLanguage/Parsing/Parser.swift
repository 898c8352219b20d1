// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
package import JMESPath

/// Parses a text into a syntax tree whose calls aren't bound yet, by recursive descent over the bytes. The grammar's
/// lexer modes are functions of the parser, so everything it knows about a text is in this type.
package struct Parser {
    /// How deep blocks can be nested.
    package static let blockDepthLimit = 200

    private let source: Source
    private let functions: FunctionTable
    private let layout: Layout
    private var lexer: SourceCursor
    private var diagnostics: [Diagnostic] = []
    /// The variables that the current statement reads.
    private var variables: [VariableUse] = []
    private var blockDepth = 0
    private var templateDepth = 0
    /// The keys that lead to the template being parsed; nil for elements of arrays.
    private var templatePath: [String?] = []
    /// The position after the last `>>` of an interpolation.
    private var endOfInterpolation = -1
    private var definitions: [Definition] = []
    private var tests: [Test] = []
    private var testNames: Set<String> = []
    private var hooks: [Hook] = []
    /// Looks for the end of the text, if that's what this parse is for.
    private var cursor: CursorSearch?
    /// Collects secrets, if that's what this parse is for.
    private var secrets: SecretSearch?
    /// Collects what the parts of the text are, if that's what this parse is for.
    private var marks: HighlightMarks?

    private init(_ source: Source, functions: FunctionTable, layout: Layout) {
        self.source = source
        self.functions = functions
        self.layout = layout
        lexer = SourceCursor(source)
    }

    /// Parses and checks the whole of `source`; finds every error it can, not just the first.
    package static func parse(_ source: Source, vocabulary: Vocabulary, layout: Layout = .text) -> ParseResult {
        var (script, faults) = tree(of: source, functions: vocabulary.functions, layout: layout)
        var resolver = Resolver(script: script, vocabulary: vocabulary, layout: layout)
        resolver.resolve(&script)
        let found = resolver.findings(with: faults)
        return found.contains { $0.severity == .error } ? .failure(found) : .script(script, notes: found)
    }

    /// The tree of `source` without its calls bound, and what's wrong with its syntax.
    static func tree(
        of source: Source, functions: FunctionTable, layout: Layout = .text
    ) -> (script: Script, diagnostics: [Diagnostic]) {
        var parser = Parser(source, functions: functions, layout: layout)
        let script = parser.parseScript()
        return (script, parser.diagnostics)
    }

    /// The assignment at `start`, parsed again without the word before it, with its errors and notes; nil if there's no
    /// assignment. The statement is nil after an error.
    static func assignment(
        in source: Source, at start: Int, functions: FunctionTable
    ) -> (statement: Statement?, diagnostics: [Diagnostic])? {
        var parser = Parser(source, functions: functions, layout: .text)
        parser.lexer.offset = start
        guard parser.isAtAssignment else { return nil }
        var statement: Statement?
        do throws(Diagnostic) {
            statement = try parser.parseTopStatement(isTop: false)
            try parser.parseEndOfStatement()
        } catch {
            parser.record(error.inStatement(at: start))
        }
        return (parser.diagnostics.contains { $0.severity == .error } ? nil : statement, parser.diagnostics)
    }

    /// Where the value of the assignment or `return` at `start` begins; nil if there's neither.
    static func valueOfAssignment(in source: Source, at start: Int, functions: FunctionTable) -> Int? {
        var parser = Parser(source, functions: functions, layout: .text)
        parser.lexer.offset = start
        if parser.lexer.take(keyword: "return") {
            parser.lexer.skipBlank()
            return parser.lexer.offset
        }
        guard parser.isAtAssignment, (try? parser.parseTarget()) != nil else { return nil }
        parser.lexer.skipBlank()
        _ = parser.lexer.take(":")
        guard parser.lexer.take("=") else { return nil }
        parser.lexer.skipBlank()
        return parser.lexer.offset
    }

    /// The tree of a text that may be unfinished or wrong, and what's at its end. Calls aren't bound.
    static func unfinished(
        _ source: Source, functions: FunctionTable
    ) -> (script: Script, end: CursorPlace, surroundings: CursorSurroundings) {
        var parser = Parser(source, functions: functions, layout: .text)
        parser.cursor = CursorSearch()
        let script = parser.parseScript()
        return (script, parser.cursor?.place ?? .nothing, parser.cursor?.surroundings ?? CursorSurroundings())
    }

    /// The values that a text sets as secrets, including those in statements with errors, in no particular order.
    package static func secrets(in source: Source, vocabulary: Vocabulary) -> [SpelledSecret] {
        var parser = Parser(source, functions: vocabulary.functions, layout: .text)
        parser.secrets = SecretSearch(source, vocabulary)
        _ = parser.parseScript()
        return parser.secrets?.found ?? []
    }

    /// A text that's being typed, as one parse finds it.
    struct TypedReading {
        /// Its calls aren't bound.
        var script: Script
        /// What the parts of the text are.
        var marks: HighlightMarks
        /// What's wrong with the syntax.
        var diagnostics: [Diagnostic]
        /// What's at the end of the text.
        var end: CursorPlace
        var surroundings: CursorSurroundings
    }

    static func reading(of source: Source, functions: FunctionTable, layout: Layout) -> TypedReading {
        var parser = Parser(source, functions: functions, layout: layout)
        parser.marks = HighlightMarks()
        parser.cursor = CursorSearch()
        let script = parser.parseScript()
        return TypedReading(
            script: script, marks: parser.marks ?? HighlightMarks(), diagnostics: parser.diagnostics,
            end: parser.cursor?.place ?? .nothing,
            surroundings: parser.cursor?.surroundings ?? CursorSurroundings())
    }

    private mutating func parseScript() -> Script {
        if let offset = source.firstInvalidByte {
            diagnostics.append(Diagnostic(.syntax(.notUTF8), at: offset..<offset + 1))
            return Script(source: source, statements: [], definitions: [], tests: [], hooks: [])
        }
        let statements = parseStatements()
        return Script(source: source, statements: statements, definitions: definitions, tests: tests, hooks: hooks)
    }

    // MARK: Faults

    /// A fault at `range`, or at the word at this position.
    private func fault(_ fault: SyntaxFault, at range: SourceRange? = nil) -> Diagnostic {
        Diagnostic(.syntax(fault), at: source.wholeCharacters(range ?? lexer.wordRange()))
    }

    private func tip(_ fault: SyntaxFault, at range: SourceRange) -> Diagnostic {
        Diagnostic(.syntax(fault), at: range.clamped(to: 0..<lexer.bytes.count), severity: .tip)
    }

    /// A fault about the word at this position, where something else is expected.
    private func expected(_ expectation: Expectation) -> Diagnostic {
        let range = lexer.wordRange()
        return fault(.expected(expectation, found: lexer.text(range)), at: range)
    }

    private mutating func record(_ diagnostic: Diagnostic) {
        if case .syntax(.unclosed) = diagnostic.kind {
            cursor?.meet(.nothing)
            // The constructs around an open one are open, too; only one of them is reported.
            lexer.offset = lexer.bytes.count
            if isSomethingOpen { return }
        }
        diagnostics.append(diagnostic)
    }

    /// Whether the text has ended within a construct.
    private var isSomethingOpen: Bool {
        diagnostics.contains { if case .syntax(.unclosed) = $0.kind { true } else { false } }
    }

    // MARK: The end of the text

    /// Whether this parse looks for the end of the text and hasn't reached it yet.
    private var isSeekingEnd: Bool { cursor?.isSeeking ?? false }

    /// Whether the text ends right after a bracket, a quote or an interpolation, where no word can begin.
    private var isGlued: Bool {
        guard lexer.isAtEnd, let last = lexer.bytes.last else { return false }
        return lexer.offset == endOfInterpolation || Array("]})\"'".utf8).contains(last)
    }

    /// The name or empty word that ends the text here; nil if more text follows or the parse doesn't look for its end.
    private func wordAtEnd(orName: Bool) -> PartialWord? {
        guard isSeekingEnd, !isGlued else { return nil }
        if lexer.isAtEnd { return PartialWord(start: lexer.offset, text: "") }
        let range = lexer.nameRange()
        guard orName, !range.isEmpty, range.upperBound == lexer.bytes.count else { return nil }
        return PartialWord(start: range.lowerBound, text: lexer.text(range))
    }

    /// Records what's at the end of the text, if this is the end.
    private mutating func meetEnd(orName: Bool = false, _ place: (PartialWord) -> CursorPlace) {
        guard let word = wordAtEnd(orName: orName) else { return }
        cursor?.meet(lexer.isAtEnd && lexer.isInComment ? .nothing : place(word))
    }

    /// Records a statement or a right side as what's at the end of the text, if this is the end.
    private mutating func meetStatement(isRightSide: Bool, orName: Bool = true) {
        let isTop = blockDepth == 0
        let continuations = cursor?.continuations
        meetEnd(orName: orName) { word in
            .statement(
                word, isRightSide: isRightSide, isTop: isTop,
                goingOn: continuations?.start == word.start ? continuations?.keywords ?? [] : [])
        }
    }

    /// Records the keywords that are allowed at this position, if this is the end of the text.
    private mutating func offer(_ keywords: Keyword...) {
        meetEnd(orName: true) { .keyword($0, keywords) }
    }

    /// Records a word of the search's `context`, if the text ends with it.
    private mutating func meetWord(_ pieces: [Word.Piece], from start: Int, quote: UInt8? = nil) {
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
            isReplaceable: quote == nil ? isBare : pieces.isEmpty,
            isAfterAt: quote != nil && pieces.count == 1 && text == "@")
        self.cursor?.meet(cursor.place(of: word))
    }

    // MARK: Parts of the text

    private mutating func mark(_ kind: Highlight.Kind, _ range: SourceRange) { marks?.add(kind, range) }

    /// Whether the keyword is at this position; if so, skips it.
    private mutating func take(keyword: String) -> Bool {
        let start = lexer.offset
        guard lexer.take(keyword: keyword) else { return false }
        mark(.keyword, start..<lexer.offset)
        return true
    }

    /// Skips blanks; a backslash that ends the whole text asks for another line.
    private mutating func skipBlank(newlines: Bool = false) throws(Diagnostic) {
        lexer.skipBlank(newlines: newlines)
        if lexer.isAtFinalBackslash {
            throw fault(.unclosed(.backslash), at: lexer.offset..<lexer.offset + 1)
        }
    }
}

extension Parser {
    /// Whether `text`, typed at the prompt, is complete or needs another line. Names aren't looked up.
    package static func completeness(of text: String, functions: FunctionTable = .standard) -> Completeness {
        let errors = tree(of: Source(text: text), functions: functions, layout: .prompt).diagnostics
            .filter { $0.severity == .error }
        guard let first = errors.first else { return .complete }
        guard case .syntax(.unclosed(let open)) = first.kind, errors.count == 1 else { return .invalid }
        return .incomplete(open: open)
    }
}

// MARK: - Statements

extension Parser {
    /// The statements of the top level, or of the block whose `{` is at `opened`, up to its `}`.
    ///
    /// A statement with an error is skipped and its error recorded, so that the others are checked, too.
    private mutating func parseStatements(inBlockAt opened: Int? = nil) -> [Statement] {
        var statements: [Statement] = []
        while true {
            cursor?.keyword = nil
            lexer.skipSeparators()
            if lexer.isAtEnd {
                meetStatement(isRightSide: false)
                if let opened { record(fault(.unclosed(.block), at: opened..<opened + 1)) }
                return statements
            }
            if lexer.isAt("}") {
                if opened != nil { return statements }
                record(fault(.strayBracket("}"), at: lexer.offset..<lexer.offset + 1))
                lexer.offset += 1
                continue
            }
            let start = lexer.offset
            do throws(Diagnostic) {
                let statement = try parseTopStatement(isTop: opened == nil)
                if let statement { statements.append(statement) }
                try parseEndOfStatement()
                if let statement { secrets?.take(statement) }
            } catch {
                record(error.inStatement(at: start))
                lexer.skipStatement(from: start)
                // It's unknown what can follow an error.
                if lexer.isAtEnd { cursor?.meet(.nothing) }
                if case .syntax(.systemShell(.hereDocument(let word))) = error.kind { lexer.skipHereDocument(word) }
                if secrets != nil { lookForSecrets(inStatementAt: start, error) }
            }
        }
    }

    /// A statement with its range and variables; nil for a definition, test or hook, which is stored separately.
    private mutating func parseTopStatement(isTop: Bool) throws(Diagnostic) -> Statement? {
        let outer = variables
        variables = []
        defer { variables = outer }
        let start = lexer.offset
        try skipBlank()
        meetStatement(isRightSide: false)
        if !isAtAssignment, try parseDefinition(isTop: isTop) { return nil }
        let kind = try parseStatementKind()
        return Statement(kind: kind, range: start..<lexer.endOfContent, variables: variables)
    }

    private mutating func parseStatementKind() throws(Diagnostic) -> Statement.Kind {
        if isAtAssignment { return .assignment(try parseAssignment()) }
        if lexer.isAt("!") { return .shell(try parseShellLine()) }
        if isAtValue {
            let value = try parseValue()
            let options = try parseOptions(after: value)
            guard options.isEmpty else {
                let name = Name(text: CommandSignature.nameOfValues, range: value.range)
                let call = Call(
                    name: name, arguments: [.template(value)] + options,
                    range: value.range.lowerBound..<lexer.endOfContent, binding: .unresolved)
                return .command(Command(call: call, tail: try parseTail()))
            }
            return .value(ValueStatement(value: value, tail: try parseTail()))
        }
        if let control = try parseControl() { return control }
        let call = try parseCall(onRight: false)
        return .command(Command(call: call, tail: try parseTail()))
    }

    /// `--output FORM` and other options after a value that's a statement; empty if there are none.
    private mutating func parseOptions(after value: Template) throws(Diagnostic) -> [RawArgument] {
        try skipBlank()
        guard optionRange() != nil || isSeekingEnd && (lexer.isAtEnd || lexer.isAt("-")) else { return [] }
        return try parseArguments(of: Name(text: CommandSignature.nameOfValues, range: value.range), after: value)
    }

    /// A command's name and its arguments.
    private mutating func parseCall(onRight: Bool) throws(Diagnostic) -> Call {
        let range = lexer.nameRange()
        let word = lexer.bytes[range]
        // `_` and `_1` print a result, as the name of any other variable does.
        let isName = Identifier.isCommand(word) || !onRight && Identifier.isVariable(word)
        guard isName, !["true", "false", "null"].contains(lexer.text(range)) else {
            throw faultAtCall(onRight: onRight)
        }
        let start = lexer.offset
        lexer.offset = range.upperBound
        guard lexer.isAtBoundary else {
            lexer.offset = start
            throw faultAtCall(onRight: onRight)
        }
        let name = Name(text: lexer.text(range), range: range)
        mark(.command, range)
        try refuseOperatorAfter(name, onRight: onRight)
        try refuseDash(in: name, onRight: onRight)
        let arguments = try parseArguments(of: name)
        let end = arguments.last?.range.upperBound ?? range.upperBound
        return Call(name: name, arguments: arguments, range: start..<end, binding: .unresolved)
    }

    /// Throws for `a == b` and `n += 1`, which would otherwise be commands with odd arguments.
    private func refuseOperatorAfter(_ name: Name, onRight: Bool) throws(Diagnostic) {
        var next = lexer
        next.skipBlank()
        if next.starts(with: "==") || next.starts(with: "!=") {
            throw fault(.comparisonOutside, at: next.offset..<next.offset + 2)
        }
        guard !onRight, let sign = next.byte(), Array("+-*/".utf8).contains(sign), next.isAt("=", ahead: 1) else {
            return
        }
        let operatorRange = next.offset..<next.offset + 2
        throw fault(.compoundAssignment(name.text, lexer.text(operatorRange)), at: operatorRange)
    }

    /// Throws for `first-name = 5`, which would otherwise be a command with odd arguments.
    private func refuseDash(in name: Name, onRight: Bool) throws(Diagnostic) {
        var next = lexer
        next.skipBlank()
        guard !onRight, name.text.contains("-"), next.isAt("="), !next.isAt("=", ahead: 1) else { return }
        throw fault(.dashInName(name.text), at: name.range)
    }

    private func faultAtCall(onRight: Bool) -> Diagnostic {
        let range = lexer.wordRange()
        let text = lexer.text(range)
        if text.hasPrefix("$(") {
            return fault(.systemShell(.substitution), at: range.lowerBound..<range.lowerBound + 2)
        }
        if text.hasPrefix("`") { return fault(.systemShell(.backquote), at: range) }
        if onRight {
            if lexer.isAtEndOfArguments { return fault(.expected(.rightSide, found: lexer.text(range)), at: range) }
            return fault(.notARightSide(text), at: range)
        }
        if let compound = compoundAssignment(of: text, at: range) { return compound }
        if let equals = text.firstIndex(of: "="), text[..<equals].contains("-"),
            Identifier.isCommand(lexer.bytes[range.lowerBound..<range.lowerBound + text[..<equals].utf8.count])
        {
            let name = String(text[..<equals])
            return fault(.dashInName(name), at: range.lowerBound..<range.lowerBound + name.utf8.count)
        }
        if let byte = lexer.byte(), Array("])".utf8).contains(byte) {
            return fault(.strayBracket(String(Unicode.Scalar(byte))), at: lexer.offset..<lexer.offset + 1)
        }
        return fault(.notAStatement(text), at: range)
    }

    /// `order.qty += 1` and `n++`.
    private func compoundAssignment(of text: String, at range: SourceRange) -> Diagnostic? {
        if text.hasSuffix("++") || text.hasSuffix("--") {
            let name = String(text.dropLast(2))
            guard Identifier.isPath(name) else { return nil }
            let sign = String(text.suffix(2))
            return fault(.compoundAssignment(name, sign), at: range.upperBound - 2..<range.upperBound)
        }
        guard Identifier.isPath(text) else { return nil }
        var next = lexer
        next.offset = range.upperBound
        next.skipBlank()
        guard let sign = next.byte(), Array("+-*/".utf8).contains(sign), next.isAt("=", ahead: 1) else { return nil }
        let signRange = next.offset..<next.offset + 2
        return fault(.compoundAssignment(text, lexer.text(signRange)), at: signRange)
    }

    /// After a statement: a newline, `;`, the end, or the `}` of its block.
    private mutating func parseEndOfStatement() throws(Diagnostic) {
        try skipBlank()
        guard let byte = lexer.byte(), !lexer.isAtNewline else { return }
        switch byte {
        case UInt8(ascii: ";"): return
        case UInt8(ascii: "}"): return
        case UInt8(ascii: "]"), UInt8(ascii: ")"):
            throw fault(.strayBracket(String(Unicode.Scalar(byte))), at: lexer.offset..<lexer.offset + 1)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            throw fault(.tailAfterBlock, at: lexer.offset..<lexer.offset + 1)
        default:
            throw fault(.afterStatement(lexer.text(lexer.wordRange())))
        }
    }
}

// MARK: - Assignments

extension Parser {
    /// Whether `NAME =` or `NAME.path =` is at this position. The path is only skimmed: its errors are reported when
    /// it's parsed.
    private var isAtAssignment: Bool {
        let name = lexer.variableRange()
        guard !name.isEmpty else { return false }
        var next = lexer
        next.offset = name.upperBound
        var depth = 0
        while let byte = next.byte(), !next.isAtNewline {
            switch byte {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case let quote where quote == UInt8(ascii: "\"") || (quote == UInt8(ascii: "'") && depth > 0):
                guard let end = next.endOfQuoted(from: next.offset) else { return true }
                next.offset = end
                continue
            case UInt8(ascii: "<") where next.isAt("<", ahead: 1):
                guard let end = next.endOfExpression(from: next.offset + 2) else { return true }
                next.offset = end + 2
                continue
            case UInt8(ascii: "."): break
            default:
                guard depth > 0 || (next.offset > name.upperBound && byte.isNameByte) else {
                    next.skipBlank()
                    if next.starts(with: ":=") { return true }
                    return next.isAt("=") && !next.isAt("=", ahead: 1)
                }
            }
            next.offset += 1
        }
        return false
    }

    private mutating func parseAssignment() throws(Diagnostic) -> Assignment {
        let target = try parseTarget()
        try skipBlank()
        if lexer.starts(with: ":=") {
            record(tip(.colonEquals, at: lexer.offset..<lexer.offset + 2))
            lexer.offset += 1
        }
        guard lexer.take("=") else { throw expected(.equalsSign) }
        try skipBlank()
        let value = try parseRightSide()
        if target.name.text == "_" { try refuseUnderscore(target, value) }
        return Assignment(target: target, value: value)
    }

    private mutating func parseTarget() throws(Diagnostic) -> Assignment.Target {
        let start = lexer.offset
        let name = try parseName(for: .variable)
        mark(.variable, name.range)
        var path: [Assignment.Step] = []
        while lexer.isAt(".") || lexer.isAt("[") {
            let step = lexer.offset
            let kind = lexer.isAt(".") ? try parseMemberStep() : try parseIndexStep()
            path.append(Assignment.Step(kind: kind, range: step..<lexer.offset))
        }
        return Assignment.Target(name: name, path: path, range: start..<lexer.offset)
    }

    private mutating func parseMemberStep() throws(Diagnostic) -> Assignment.Step.Kind {
        lexer.offset += 1
        if lexer.isAt("\"") { return .key(try parseString(inTemplate: true)) }
        let range = lexer.nameRange()
        guard Identifier.isVariable(lexer.bytes[range]) else {
            if range.isEmpty { throw expected(.memberName) }
            throw fault(.memberNeedsQuotes(lexer.text(range)), at: range)
        }
        lexer.offset = range.upperBound
        return .member(lexer.text(range))
    }

    private mutating func parseIndexStep() throws(Diagnostic) -> Assignment.Step.Kind {
        let start = lexer.offset
        lexer.offset += 1
        let kind: Assignment.Step.Kind
        if lexer.starts(with: "<<") {
            kind = .computed(try parseInterpolation())
        } else if lexer.isAt("\"") || lexer.isAt("'") {
            kind = try parseQuotedKey()
        } else {
            var end = lexer.offset
            while end < lexer.bytes.count, lexer.bytes[end] != UInt8(ascii: "]"), !lexer.bytes[end].isWhiteSpace {
                end += 1
            }
            let range = lexer.offset..<end
            guard let index = Int(lexer.text(range)), !lexer.isAt("+") else {
                throw fault(.notAnIndex(lexer.text(range)), at: start..<min(end + 1, lexer.bytes.count))
            }
            lexer.offset = end
            kind = .index(index)
        }
        guard lexer.take("]") else { throw expected(.closingIndex) }
        return kind
    }

    /// `["key"]`, as other languages write a member: it's accepted, and a tip shows the usual form.
    private mutating func parseQuotedKey() throws(Diagnostic) -> Assignment.Step.Kind {
        let start = lexer.offset
        let key = lexer.isAt("'") ? try parseRawString() : try parseString(inTemplate: true)
        record(tip(.bracketedKey(lexer.text(start + 1..<lexer.offset - 1)), at: start - 1..<lexer.offset + 1))
        return .key(key)
    }

    /// `_` is the value of the last command, so only a command can set it.
    private func refuseUnderscore(_ target: Assignment.Target, _ value: RightSide) throws(Diagnostic) {
        guard case .call = value.kind, value.programs.isEmpty, target.path.isEmpty else {
            throw fault(.underscoreTakesCommand, at: target.range)
        }
    }

    // MARK: Names

    /// A variable's name, where a rule requires one; throws for read-only names.
    private mutating func parseName(for role: NameRole) throws(Diagnostic) -> Name {
        let range = lexer.variableRange()
        guard !range.isEmpty else { throw expected(.name(role)) }
        let text = lexer.text(range)
        if ReadOnlyNames.contains(text) || (text == "_" && role != .variable) {
            throw fault(.readOnlyName(text), at: range)
        }
        lexer.offset = range.upperBound
        return Name(text: text, range: range)
    }
}

// MARK: - Control

extension Parser {
    /// A statement that begins with a keyword; nil if there's none at this position.
    private mutating func parseControl() throws(Diagnostic) -> Statement.Kind? {
        let start = lexer.nameRange()
        guard let keyword = Keyword(rawValue: lexer.text(start)) else { return nil }
        cursor?.keyword = keyword
        switch keyword {
        case .if: return .if(try parseIf())
        case .for: return .for(try parseFor())
        case .while: return .while(try parseWhile())
        case .retry: return .retry(try parseRetry())
        case .watch: return .watch(try parseWatch())
        case .alias: return .alias(try parseAlias())
        case .try: return .try(try parseTry())
        case .break:
            _ = take(keyword: "break")
            return .break
        case .continue:
            _ = take(keyword: "continue")
            return .continue
        case .return: return .return(try parseReturn())
        case .secret: return .secret(try parseSecret())
        case .assert: return .assert(try parseAssertion())
        case .else, .catch, .finally: throw fault(.strayKeyword(keyword, layout), at: start)
        case .def, .test, .before, .after, .in, .parallel, .every, .backoff, .up, .to: return nil
        }
    }

    // MARK: if, while, for

    private mutating func parseIf() throws(Diagnostic) -> If {
        _ = take(keyword: "if")
        var branches = [If.Branch(condition: try parseCondition(of: .if), body: try parseBlock(of: .if))]
        while try takeContinuation(.else) {
            try skipBlank()
            offer(.if)
            guard take(keyword: "if") else {
                return If(branches: branches, otherwise: try parseBlock(of: .else))
            }
            branches.append(If.Branch(condition: try parseCondition(of: .if), body: try parseBlock(of: .if)))
        }
        return If(branches: branches, otherwise: nil)
    }

    private mutating func parseWhile() throws(Diagnostic) -> While {
        _ = take(keyword: "while")
        return While(condition: try parseCondition(of: .while), body: try parseBlock(of: .while))
    }

    private mutating func parseFor() throws(Diagnostic) -> For {
        _ = take(keyword: "for")
        try skipBlank()
        var names = [try parseName(for: .loopVariable)]
        try skipBlank()
        if lexer.take(",") {
            try skipBlank()
            let second = try parseName(for: .loopVariable)
            if second.text == names[0].text { throw fault(.repeatedName(second.text), at: second.range) }
            names.append(second)
            try skipBlank()
        }
        offer(.in)
        guard take(keyword: "in") else { throw expected(.keyword(.in)) }
        try skipBlank()
        meetEnd { .words($0, [Candidate("<<", description: "an array or an object", suffix: "")]) }
        guard isAtValue, !lexer.isAt("'"), !lexer.isAt("\"") else { throw expected(.sequence) }
        let sequence = lexer.isAt("<") ? try parseHeadInterpolation() : try parseTemplate()
        try skipBlank()
        offer(.parallel)
        var parallel: For.Parallel?
        if take(keyword: "parallel") {
            try skipBlank()
            parallel = For.Parallel(limit: try parseCount(), locals: [])
        }
        let items = names.indices.map { index in
            LocalName(name: names[index].text, value: index == names.count - 1 ? .element(of: sequence) : .unknown)
        }
        return For(names: names, sequence: sequence, parallel: parallel, body: try parseBlock(of: .for, binding: items))
    }

    private mutating func parseHeadInterpolation() throws(Diagnostic) -> Template {
        let interpolation = try parseInterpolation()
        return Template(kind: .interpolation(interpolation), range: interpolation.range)
    }

    /// One `<<expr>>`; a comparison must be inside it.
    private mutating func parseCondition(of keyword: Keyword) throws(Diagnostic) -> Interpolation {
        try skipBlank()
        guard lexer.starts(with: "<<") else { throw expected(.condition(of: keyword)) }
        let condition = try parseInterpolation()
        var next = lexer
        next.skipBlank()
        for comparison in ["==", "!=", "<=", ">=", "<", ">", "&&", "||"]
        where next.starts(with: comparison) {
            throw fault(
                .comparisonOutside, at: next.offset..<next.offset + comparison.utf8.count)
        }
        return condition
    }

    // MARK: Blocks

    /// Reports a `{` on a later line, and continues at it so that the block is still checked.
    private mutating func refuseBlockOnNextLine(of keyword: Keyword) {
        var next = lexer
        next.skipBlank(newlines: true)
        guard lexer.isAtNewline, next.isAt("{") else { return }
        lexer = next
        record(fault(.blockOnNextLine(keyword), at: next.offset..<next.offset + 1))
    }

    /// `{ … }` on the line of its head.
    ///
    /// - Parameter names: what the head binds.
    private mutating func parseBlock(
        of keyword: Keyword, binding names: [LocalName] = []
    ) throws(Diagnostic) -> Block {
        let outer = cursor
        cursor?.names += names
        defer {
            if let outer {
                cursor?.names = outer.names
                cursor?.keyword = outer.keyword
            }
        }
        try skipBlank()
        refuseBlockOnNextLine(of: keyword)
        let start = lexer.offset
        guard lexer.take("{") else { throw expected(.block(of: keyword)) }
        guard blockDepth < Parser.blockDepthLimit else {
            throw fault(.nestedTooDeep(limit: Parser.blockDepthLimit), at: start..<start + 1)
        }
        blockDepth += 1
        defer { blockDepth -= 1 }
        let statements = parseStatements(inBlockAt: start)
        _ = lexer.take("}")
        return Block(statements: statements, range: start..<lexer.offset)
    }

    /// Whether `else`, `catch` or `finally` follows the `}` of its statement; if so, skips it. At the prompt it must be
    /// on the same line, except inside a block, where the statement can't be mistaken for a complete one.
    ///
    /// - Parameter others: keywords that are also allowed at this position.
    private mutating func takeContinuation(_ keyword: Keyword, or others: Keyword...) throws(Diagnostic) -> Bool {
        try skipBlank()
        meetEnd(orName: true) { .keyword($0, [keyword] + others) }
        if take(keyword: keyword.rawValue) { return true }
        guard layout == .text || blockDepth > 0 else { return false }
        var next = lexer
        next.skipBlank(newlines: true)
        // `catch` is optional before `finally`.
        if isSeekingEnd, cursor?.continuations.start != next.offset {
            cursor?.continuations = (next.offset, [keyword] + others)
        }
        guard next.take(keyword: keyword.rawValue) else { return false }
        lexer = next
        mark(.keyword, lexer.offset - keyword.rawValue.utf8.count..<lexer.offset)
        return true
    }
}

// MARK: - retry and try

extension Parser {
    private mutating func parseRetry() throws(Diagnostic) -> Retry {
        _ = take(keyword: "retry")
        try skipBlank()
        let times = try parseCount()
        try skipBlank()
        offer(.every)
        guard take(keyword: "every") else { throw expected(.keyword(.every)) }
        let pause = try parsePause()
        try skipBlank()
        offer(.backoff, .up)
        let backoff = take(keyword: "backoff") ? try parseFactor() : nil
        try skipBlank()
        offer(.up)
        var longest: Amount<Duration>?
        if take(keyword: "up") {
            try skipBlank()
            offer(.to)
            guard take(keyword: "to") else { throw expected(.keyword(.to)) }
            longest = try parsePause()
        }
        return Retry(
            times: times, pause: pause, backoff: backoff, longestPause: longest, body: try parseBlock(of: .retry))
    }

    private mutating func parseWatch() throws(Diagnostic) -> Watch {
        _ = take(keyword: "watch")
        try skipBlank()
        let pause: Amount<Duration>
        do throws(Diagnostic) {
            // Without a pause, it would run the statement as fast as it can.
            pause = try parsePositiveDuration(of: "the pause of `watch`")
        } catch {
            throw missingPauseOfWatch() ?? error
        }
        var until: Interpolation?
        var count: Amount<Int>?
        var limit: Amount<Duration>?
        try skipBlank()
        meetOptionOfWatch()
        while let range = optionRange() {
            lexer.offset = range.upperBound
            if !lexer.take("=") { try skipBlank() }
            switch lexer.text(range) {
            case "--until" where until == nil:
                // It's evaluated after the body, which may set its variables.
                let earlier = variables
                until = try parseCondition(of: .watch)
                variables = earlier
            case "--count" where count == nil: count = try parseCount()
            case "--limit" where limit == nil: limit = try parsePositiveDuration(of: "`--limit`")
            default: throw fault(.expected(.watchOption, found: lexer.text(range)), at: range)
            }
            try skipBlank()
            meetOptionOfWatch()
        }
        let body = lexer.offset
        meetStatement(isRightSide: false)
        guard !lexer.isAtEnd, !lexer.isAtNewline, !lexer.isAt(";"), !lexer.isAt("}"),
            let statement = try parseTopStatement(isTop: false)
        else { throw expected(.watchedStatement) }
        return Watch(
            pause: pause, until: until, count: count, limit: limit,
            body: Block(statements: [statement], range: body..<lexer.offset))
    }

    private mutating func parsePositiveDuration(of name: String) throws(Diagnostic) -> Amount<Duration> {
        try skipBlank()
        let start = lexer.offset
        let duration = try parsePause()
        guard case .literal(.zero) = duration else { return duration }
        let range = start..<lexer.offset
        throw fault(.expected(.positiveDuration(of: name), found: lexer.text(range)), at: range)
    }

    /// The fault where a statement, or the options of the program `watch`, come in the place of the duration.
    private func missingPauseOfWatch() -> Diagnostic? {
        let start = lexer.offset
        let range = lexer.wordRange()
        let fault = fault(.expected(.duration, found: lexer.text(range)), at: range)
        var end = lexer
        var seconds = "2"
        while let option = end.wordRange().isEmpty ? nil : end.text(end.wordRange()), option.hasPrefix("-"),
            !option.hasPrefix("--")
        {
            end.offset = end.wordRange().upperBound
            end.skipBlank()
            guard option.hasPrefix("-n") else { continue }
            let value = option.count > 2 ? String(option.dropFirst(2)) : end.text(end.wordRange())
            guard Duration(lamsh: value) != nil else { return fault }
            seconds = value
            guard option.count == 2 else { continue }
            end.offset = end.wordRange().upperBound
            end.skipBlank()
        }
        let isStatement = end.byte()?.isLetter == true && source.bytes[start].isDigit == false
        guard end.offset > start || isStatement, !range.isEmpty else { return nil }
        let pause = seconds.utf8.last?.isDigit == true ? seconds + "s" : seconds
        return Diagnostic(fault.kind, at: fault.range, edits: [SourceEdit(start..<end.offset, pause + " ")])
    }

    /// Records an option that's the end of the text.
    private mutating func meetOptionOfWatch() {
        let rest = lexer.offset..<lexer.bytes.count
        guard isSeekingEnd, lexer.isAt("-"), lexer.bytes[rest].allSatisfy({ $0.isNameByte }) else { return }
        cursor?.meet(.words(PartialWord(start: rest.lowerBound, text: lexer.text(rest)), Self.optionsOfWatch))
    }

    private static let optionsOfWatch = [
        Candidate("--until", description: "stop when this condition is true"),
        Candidate("--count", description: "stop after this many runs"),
        Candidate("--limit", description: "stop after this time"),
    ]

    private static let usualPauses = ["1s", "2s", "5s", "10s", "30s", "1m"].map { Candidate($0) }

    /// A whole number from 1, or `<<expr>>`.
    private mutating func parseCount() throws(Diagnostic) -> Amount<Int> {
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let count = Int(lexer.text(range)), count >= 1 else { throw expected(.count) }
        lexer.offset = range.upperBound
        return .literal(count)
    }

    private mutating func parsePause() throws(Diagnostic) -> Amount<Duration> {
        try skipBlank()
        meetEnd(orName: true) { .words($0, Self.usualPauses) }
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let duration = Duration(lamsh: lexer.text(range)) else { throw expected(.duration) }
        lexer.offset = range.upperBound
        return .literal(duration)
    }

    private mutating func parseFactor() throws(Diagnostic) -> Amount<JSONNumber> {
        try skipBlank()
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let factor = JSONNumber(parsing: lexer.text(range)), factor.double >= 1 else { throw expected(.factor) }
        lexer.offset = range.upperBound
        return .literal(factor)
    }

    /// The characters of a word in the head of a control statement.
    private func headRange() -> SourceRange {
        var end = lexer
        while !end.isAtBoundary, !end.isAt("{") { end.offset += 1 }
        return lexer.offset..<end.offset
    }

    private mutating func parseTry() throws(Diagnostic) -> Try {
        let keyword = lexer.nameRange()
        _ = take(keyword: "try")
        let body = try parseBlock(of: .try)
        var handler: Try.Catch?
        if try takeContinuation(.catch, or: .finally) {
            try skipBlank()
            let name = lexer.isAt("{") ? nil : try parseName(for: .error)
            let error = LocalName(name: name?.text ?? "error", value: .error)
            handler = Try.Catch(name: name, body: try parseBlock(of: .catch, binding: [error]))
        }
        let cleanup = try takeContinuation(.finally) ? try parseBlock(of: .finally) : nil
        // If a block is still open, it's unknown what follows it.
        if handler == nil, cleanup == nil, !isSomethingOpen { record(fault(.tryAlone(layout), at: keyword)) }
        return Try(body: body, handler: handler, cleanup: cleanup)
    }
}

// MARK: - Definitions, tests and hooks

extension Parser {
    /// Parses and stores a `def`, `test`, `before` or `after`; false if there's none at this position.
    private mutating func parseDefinition(isTop: Bool) throws(Diagnostic) -> Bool {
        let keyword = lexer.nameRange()
        switch lexer.text(keyword) {
        case "def":
            try refuseNested(.def, at: keyword, isTop)
            definitions.append(try parseDef())
        case "test":
            try refuseNested(.test, at: keyword, isTop)
            let test = try parseTest()
            testNames.insert(test.name)
            tests.append(test)
        case "before" where isAtHook(keyword):
            try refuseNested(.before, at: keyword, isTop)
            hooks.append(try parseHook(.before, keyword))
        case "after" where isAtHook(keyword):
            try refuseNested(.after, at: keyword, isTop)
            hooks.append(try parseHook(.after, keyword))
        default: return false
        }
        return true
    }

    private func refuseNested(_ keyword: Keyword, at range: SourceRange, _ isTop: Bool) throws(Diagnostic) {
        if !isTop { throw fault(.onlyAtTop(keyword), at: range) }
    }

    private func isAtHook(_ keyword: SourceRange) -> Bool {
        var next = lexer
        next.offset = keyword.upperBound
        next.skipBlank()
        return next.isAt("{")
    }

    private mutating func parseDef() throws(Diagnostic) -> Definition {
        let start = lexer.offset
        _ = take(keyword: "def")
        try skipBlank()
        let range = lexer.nameRange()
        guard Identifier.isCommand(lexer.bytes[range]) else { throw expected(.name(.definition)) }
        let name = Name(text: lexer.text(range), range: range)
        lexer.offset = range.upperBound
        try skipBlank()
        let parameters = try parseParameters()
        let names = parameters.map { LocalName(name: $0.name.text, value: .unknown) }
        let body = try parseBlock(of: .def, binding: names)
        return Definition(
            name: name, parameters: parameters, body: body, locals: [], range: start..<lexer.offset, source: source)
    }

    private mutating func parseParameters() throws(Diagnostic) -> [Definition.Parameter] {
        let open = lexer.offset..<lexer.offset + 1
        guard lexer.take("(") else { throw expected(.parameters) }
        var parameters: [Definition.Parameter] = []
        try skipBlank(newlines: true)
        if lexer.take(")") { return [] }
        repeat {
            try skipBlank(newlines: true)
            if lexer.isAtEnd { throw fault(.unclosed(.parameters), at: open) }
            let name = try parseName(for: .parameter)
            if parameters.contains(where: { $0.name.text == name.text }) {
                throw fault(.repeatedName(name.text), at: name.range)
            }
            try skipBlank(newlines: true)
            parameters.append(Definition.Parameter(name: name, defaultValue: try parseDefaultValue()))
            try skipBlank(newlines: true)
        } while lexer.take(",")
        if lexer.isAtEnd { throw fault(.unclosed(.parameters), at: open) }
        guard lexer.take(")") else { throw expected(.endOfParameters) }
        return parameters
    }

    private mutating func parseDefaultValue() throws(Diagnostic) -> Template? {
        guard lexer.take("=") else { return nil }
        try skipBlank(newlines: true)
        if isAtValue { return try parseValue() }
        guard let scalar = parseScalar() else { throw expected(.defaultValue) }
        return scalar
    }

    private mutating func parseTest() throws(Diagnostic) -> Test {
        let start = lexer.offset
        _ = take(keyword: "test")
        try skipBlank()
        guard lexer.isAt("'") || (lexer.isAt("\"") && !lexer.starts(with: "\"\"\"")) else { throw expected(.testName) }
        let name = try parseQuoted()
        guard let text = name.constant else { throw fault(.testNameNotLiteral, at: name.range) }
        if testNames.contains(text) { throw fault(.repeatedTest(text), at: name.range) }
        let body = try parseBlock(of: .test)
        return Test(name: text, nameRange: name.range, body: body, range: start..<lexer.offset)
    }

    private mutating func parseHook(_ kind: Hook.Kind, _ keyword: SourceRange) throws(Diagnostic) -> Hook {
        _ = take(keyword: lexer.text(keyword))
        let body = try parseBlock(of: kind == .before ? .before : .after)
        return Hook(kind: kind, body: body, range: keyword.lowerBound..<lexer.offset)
    }
}

// MARK: - return, secret and assert

extension Parser {
    private mutating func parseReturn() throws(Diagnostic) -> RightSide? {
        _ = take(keyword: "return")
        try skipBlank()
        meetStatement(isRightSide: true, orName: false)
        if lexer.isAtNewline || lexer.isAtEnd || lexer.isAt(";") || lexer.isAt("}") { return nil }
        return try parseRightSide()
    }

    private mutating func parseSecret() throws(Diagnostic) -> SecretStatement {
        _ = take(keyword: "secret")
        try skipBlank()
        let name = try parseName(for: .secret)
        try skipBlank()
        guard lexer.take("=") else { return SecretStatement(name: name, value: nil) }
        try skipBlank()
        return SecretStatement(name: name, value: try parseRightSide())
    }

    private mutating func parseAssertion() throws(Diagnostic) -> Assertion {
        _ = take(keyword: "assert")
        let condition = try parseCondition(of: .assert)
        try skipBlank()
        if lexer.isAtEndOfArguments { return Assertion(condition: condition, message: nil) }
        return Assertion(condition: condition, message: try parseWord())
    }
}

// MARK: - Arguments

extension Parser {
    /// The arguments of a command, up to a boundary that ends them.
    private mutating func parseArguments(
        of name: Name, after value: Template? = nil
    ) throws(Diagnostic) -> [RawArgument] {
        let earlier = value.map { [RawArgument.template($0)] } ?? []
        var arguments: [RawArgument] = []
        var takesOptions = true
        var marks: [SourceRange] = []
        defer {
            cursor?.context = .none
            self.marks?.add(call: name.text, arguments)
        }
        while true {
            try skipBlank()
            if let mark = foreignContinuation(isGoingOn: !marks.isEmpty) {
                marks.append(mark)
                lexer.offset = mark.upperBound
                lexer.skipBlank(newlines: true)
            }
            if isSeekingEnd {
                let call = PartialCall(name: name.text, arguments: earlier + arguments, takesOptions: takesOptions)
                cursor?.context = .argument(call)
                meetEnd { .argument($0, call) }
            }
            if lexer.isAtEndOfArguments {
                recordContinuations(marks)
                return arguments
            }
            let argument = try parseArgument(takesOptions: takesOptions)
            if takesOptions, case .word(let word) = argument, word.soleBare == "--" {
                takesOptions = false
            } else {
                arguments.append(argument)
            }
        }
    }

    /// One argument, at its first character, which isn't a boundary.
    private mutating func parseArgument(takesOptions: Bool) throws(Diagnostic) -> RawArgument {
        if lexer.isAt("{") || lexer.isAt("[") { return .template(try parseTemplateArgument()) }
        if takesOptions, let name = optionRange() { return try parseOption(name) }
        if takesOptions, let name = argumentNameRange() { return try parseNamedArgument(name) }
        return .word(try parseWord())
    }

    /// The mark that other shells join this line and the next with, including the blanks after it: `^`, a backquote, or
    /// a backslash followed by blanks. It counts as one only if the next line begins with an option or an earlier line
    /// already ended in such a mark.
    private func foreignContinuation(isGoingOn: Bool) -> SourceRange? {
        guard lexer.isAt("^") || lexer.isAt("`") || lexer.isAt("\\") else { return nil }
        var next = lexer
        next.offset += 1
        while next.isAt(" ") || next.isAt("\t") { next.offset += 1 }
        let end = next.offset
        guard next.isAtNewline, !(lexer.isAt("\\") && end == lexer.offset + 1) else { return nil }
        next.offset += next.newlineLength()
        while next.isAt(" ") || next.isAt("\t") { next.offset += 1 }
        let isBeforeOption = next.starts(with: "--") && next.byte(ahead: 2)?.isLetter == true
        // A `secret` statement must stay a separate statement, so that it's found.
        let isBeforeSecret = next.take(keyword: Keyword.secret.rawValue)
        return isBeforeOption || isGoingOn && !isBeforeSecret ? lexer.offset..<end : nil
    }

    private mutating func recordContinuations(_ marks: [SourceRange]) {
        guard let first = marks.first else { return }
        let edits = marks.map { SourceEdit($0, "\\") }
        diagnostics.append(
            Diagnostic(
                .syntax(.foreignContinuation(String(lexer.text(first).prefix(1)))),
                at: first.lowerBound..<first.lowerBound + 1, edits: edits))
    }

    /// A template that is a whole argument.
    private mutating func parseTemplateArgument() throws(Diagnostic) -> Template {
        let template = try parseTemplate()
        guard lexer.isAtBoundary else { throw fault(.missingSpaceAfterJSON) }
        return template
    }

    /// `--name` or `-n`, without a value.
    private func optionRange() -> SourceRange? {
        let dashes = lexer.starts(with: "--") ? 2 : lexer.isAt("-") ? 1 : 0
        guard dashes > 0, lexer.byte(ahead: dashes)?.isLetter == true else { return nil }
        var name = lexer
        name.offset += dashes
        while !name.isAtBoundary, let byte = name.byte(), !Array("='\"`{(".utf8).contains(byte),
            !name.starts(with: "<<")
        {
            name.offset += 1
        }
        return lexer.offset..<name.offset
    }

    private mutating func parseOption(_ range: SourceRange) throws(Diagnostic) -> RawArgument {
        let name = Name(text: lexer.text(range), range: range)
        mark(.option, range)
        lexer.offset = range.upperBound
        if isSeekingEnd, case .argument(var call)? = cursor?.context {
            if lexer.isAtEnd { cursor?.meet(.argument(PartialWord(start: range.lowerBound, text: name.text), call)) }
            call.option = lexer.isAt("=") ? name.text : nil
            cursor?.context = .argument(call)
        }
        if lexer.take("=") { return .option(name: name, value: try parseArgumentValue()) }
        guard lexer.isAtBoundary else { throw fault(.missingSpaceAfterOption(name.text), at: range) }
        return .option(name: name, value: nil)
    }

    /// The name of `name=value`; nil for `name==…`.
    private func argumentNameRange() -> SourceRange? {
        let range = lexer.variableRange()
        guard !range.isEmpty, lexer.starts(with: "=", at: range.upperBound),
            !lexer.starts(with: "==", at: range.upperBound)
        else { return nil }
        return range
    }

    private mutating func parseNamedArgument(_ range: SourceRange) throws(Diagnostic) -> RawArgument {
        let name = Name(text: lexer.text(range), range: range)
        lexer.offset = range.upperBound + 1
        cursor?.context = .none
        let value = try parseArgumentValue()
        guard case .word(let word) = value else { return .named(name: name, value: value, word: nil) }
        return .named(name: name, value: value, word: word.prefixed(by: name.text + "=", from: range.lowerBound))
    }

    /// The value after `--name=` or `name=`; empty text if nothing follows.
    private mutating func parseArgumentValue() throws(Diagnostic) -> RawArgument.Value {
        if lexer.isAt("{") || lexer.isAt("[") { return .template(try parseTemplateArgument()) }
        if lexer.isAtBoundary {
            if lexer.isAtEnd { meetWord([], from: lexer.offset) }
            return .word(Word(pieces: [], range: lexer.offset..<lexer.offset))
        }
        return .word(try parseWord())
    }
}

// MARK: - Secrets

extension Parser {
    /// Reads a statement with an error again, word by word, to find the secrets in it; continues after the statement.
    private mutating func lookForSecrets(inStatementAt start: Int, _ error: Diagnostic) {
        var end = lexer.offset
        // An open construct may contain other statements.
        if case .syntax(.unclosed) = error.kind { end = source.lineRange(at: error.range.lowerBound).upperBound }
        end = max(end, start + 1)
        lexer.offset = start
        while lexer.offset < end {
            guard !lexer.isAtBoundary else {
                lexer.offset += 1
                continue
            }
            let place = lexer.offset
            noteSecretStatement(isFirst: place == start, to: end)
            let option = optionRange()
            do throws(Diagnostic) {
                let argument = try parseArgument(takesOptions: true)
                secrets?.take(argument)
            } catch {
                lexer.offset = place
                let isExpression = isAtExpression
                lexer.offset = max(lexer.wordRange().upperBound, place + 1)
                if isExpression { secrets?.endArguments() } else { secrets?.takeBroken(option, at: place) }
            }
        }
        secrets?.endArguments()
        lexer.offset = end
    }

    /// Whether a `<<` is here that doesn't begin a here-document.
    private var isAtExpression: Bool { lexer.starts(with: "<<") && hereDocumentWord() == nil }

    /// Notes the value after a `secret` at this position. Text that looks like `NAME =` isn't part of the value, and is
    /// only optional after a `secret` that begins the statement.
    private mutating func noteSecretStatement(isFirst: Bool, to end: Int) {
        let keyword = lexer.nameRange()
        let isSpelled = lexer.text(keyword) == Keyword.secret.rawValue
        guard isSpelled || isFirst && secrets?.isLikeSecretKeyword(lexer.text(keyword)) == true else { return }
        let reader = lexer
        defer { lexer = reader }
        lexer.offset = keyword.upperBound
        lexer.skipSpaces()
        var sign = lexer
        while !sign.isAtBoundary, !sign.isAt("="), !sign.isAt("'"), !sign.isAt("\"") { sign.offset += 1 }
        sign.skipSpaces()
        if sign.take("=") {
            sign.skipSpaces()
            lexer = sign
        } else if !isFirst || !isSpelled {
            return
        }
        guard !lexer.isAtEnd, !lexer.isAtNewline else { return }
        var word = lexer
        word.offset = lexer.nameRange().upperBound
        let isCommand = word.isAtBoundary && secrets?.isKnown(lexer.text(lexer.nameRange())) == true
        let isComputed = isCommand || lexer.isAt("!") || isAtExpression
        secrets?.add(isComputed ? .computed : .unclear, from: lexer.offset, to: isFirst ? end : 0)
    }
}

// MARK: - Words

extension Parser {
    private enum WordMode {
        /// An argument of a command.
        case argument
        /// An argument of a program, after `|`.
        case program
    }

    /// One word, at its first character, which isn't a boundary.
    private mutating func parseWord(_ mode: WordMode = .argument) throws(Diagnostic) -> Word {
        let start = lexer.offset
        var pieces: [Word.Piece] = []
        while !lexer.isAtBoundary, let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                do throws(Diagnostic) {
                    pieces.append(.quoted(try parseQuoted()))
                } catch {
                    meetWord(pieces, from: start, quote: byte)
                    throw error
                }
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1):
                pieces.append(.interpolation(try parseInterpolation()))
            case UInt8(ascii: "<") where pieces.isEmpty:
                throw fault(.systemShell(.input))
            case UInt8(ascii: "`"):
                throw fault(.systemShell(.backquote))
            case UInt8(ascii: "{"), UInt8(ascii: "("):
                throw bracketInWord(from: start)
            default:
                if let piece = parseBareRun() { pieces.append(piece) }
            }
        }
        let word = Word(pieces: pieces, range: start..<lexer.offset)
        if marks != nil, word.scalar != nil { mark(.literal, word.range) }
        if lexer.isAtEnd || lexer.isAtFinalBackslash { meetWord(pieces, from: start) }
        try refuseShellSyntax(word)
        return word
    }

    /// Bare characters up to another piece or a boundary; nil if resolving backslashes before `<<` leaves nothing.
    private mutating func parseBareRun() -> Word.Piece? {
        let start = lexer.offset
        var text: [UInt8] = []
        run: while !lexer.isAtBoundary, let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "("):
                break run
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1): break run
            case UInt8(ascii: "\\"):
                text += takeBareBackslashes()
            default:
                text.append(byte)
                lexer.offset += 1
            }
        }
        return text.isEmpty ? nil : .bare(String(decoding: text, as: UTF8.self), start..<lexer.offset)
    }

    /// Takes a run of backslashes, except for the last one if that one joins two lines or ends the text.
    private mutating func takeBareBackslashes() -> [UInt8] {
        var count = 0
        while lexer.isAt("\\", ahead: count) { count += 1 }
        guard lexer.newlineLength(ahead: count) > 0 || lexer.byte(ahead: count) == nil else { return takeBackslashes() }
        lexer.offset += count - 1
        return Array(repeating: UInt8(ascii: "\\"), count: count - 1)
    }

    private func bracketInWord(from start: Int) -> Diagnostic {
        let bracket = lexer.offset..<lexer.offset + 1
        if lexer.isAt("("), lexer.offset > start, lexer.bytes[lexer.offset - 1] == UInt8(ascii: "$") {
            return fault(.systemShell(.substitution), at: lexer.offset - 1..<lexer.offset + 1)
        }
        let text = lexer.text(bracket)
        return fault(lexer.offset == start ? .bracketAsText(text) : .missingSpace(before: text), at: bracket)
    }

    /// Throws for `&`, `&&` and `2>`, which only have a meaning in the system shell.
    private func refuseShellSyntax(_ word: Word) throws(Diagnostic) {
        guard let text = word.soleBare else { return }
        switch text {
        case "&&":
            // The edit also removes the blank before it.
            let start = lexer.bytes[..<word.range.lowerBound].last == UInt8(ascii: " ") ? 1 : 0
            let edit = SourceEdit(word.range.lowerBound - start..<word.range.upperBound, ";")
            throw Diagnostic(.syntax(.systemShell(.and)), at: word.range, edits: [edit])
        case "&":
            if lexer.isAt(">") { throw descriptor(from: word.range.lowerBound) }
            throw fault(.systemShell(.background), at: word.range)
        default:
            if lexer.isAt(">"), text.utf8.allSatisfy(\.isDigit) {
                throw descriptor(from: word.range.lowerBound)
            }
        }
    }

    /// The fault for `2>` or `&>`, at the `>`. A redirect that drops the errors, or sends them where they already go,
    /// can be left out, so an edit removes it.
    private func descriptor(from start: Int) -> Diagnostic {
        let range = start..<lexer.offset + 1
        var end = lexer
        end.offset += 1
        while end.isAt(" ") { end.offset += 1 }
        guard let target = ["/dev/null", "&1"].first(where: { end.starts(with: $0) }), lexer.text(range) == "2>" else {
            return fault(.systemShell(.descriptor), at: range)
        }
        end.offset += target.utf8.count
        let blank = lexer.bytes[..<start].last == UInt8(ascii: " ") ? 1 : 0
        let edits = end.isAtBoundary ? [SourceEdit(start - blank..<end.offset, "")] : []
        return Diagnostic(.syntax(.systemShell(.descriptor)), at: range, edits: edits)
    }
}

// MARK: - Values

extension Parser {
    /// Whether a VALUE other than a bare word begins here.
    private var isAtValue: Bool {
        switch lexer.byte() {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "'"), UInt8(ascii: "\""): true
        case UInt8(ascii: "<"): lexer.isAt("<", ahead: 1)
        default: false
        }
    }

    /// `<<expr>>`, a template or quoted text, where `isAtValue`.
    private mutating func parseValue() throws(Diagnostic) -> Template {
        let template: Template
        if lexer.isAt("<") {
            let interpolation = try parseInterpolation()
            template = Template(kind: .interpolation(interpolation), range: interpolation.range)
        } else if lexer.isAt("{") || lexer.isAt("[") {
            template = try parseTemplate()
        } else {
            template = Parser.template(of: try parseQuoted())
        }
        guard lexer.isAtBoundary || lexer.isAt(",") else { throw fault(.missingSpaceAfterValue) }
        return template
    }

    /// A bare number, `true`, `false` or `null` that's a whole word; nil if there's none at this position.
    private mutating func parseScalar() -> Template? {
        var end = lexer
        while !end.isAtBoundary, !end.isAt(",") { end.offset += 1 }
        let range = lexer.offset..<end.offset
        guard range.count <= 64 || lexer.byte()?.isDigit == true || lexer.isAt("-") else { return nil }
        let word = Word(pieces: [.bare(lexer.text(range), range)], range: range)
        guard let scalar = word.scalar else { return nil }
        mark(.literal, range)
        lexer.offset = range.upperBound
        return Template(kind: .constant(scalar), range: range)
    }

    /// What's allowed on the right of `=` and after `return`.
    private mutating func parseRightSide() throws(Diagnostic) -> RightSide {
        let start = lexer.offset
        meetStatement(isRightSide: true)
        let kind: RightSide.Kind
        if lexer.isAt("!") {
            let shell = try parseShellLine()
            return RightSide(kind: .shell(shell), programs: [], range: shell.range)
        } else if isAtValue {
            kind = .value(try parseValue())
        } else if let scalar = parseScalar() {
            kind = .value(scalar)
        } else {
            kind = .call(try parseCall(onRight: true))
        }
        let end = lexer.offset
        let programs = try parsePrograms()
        if lexer.isAt(">") { throw fault(.redirectOfAssignment, at: lexer.offset..<lexer.offset + 1) }
        return RightSide(kind: kind, programs: programs, range: start..<(programs.last?.range.upperBound ?? end))
    }

    /// `!COMMAND`, at the `!`: everything to the end of the line; a backslash at its end joins it with the next.
    private mutating func parseShellLine() throws(Diagnostic) -> ShellLine {
        let start = lexer.offset
        defer { mark(.program, start..<lexer.offset) }
        lexer.offset += 1
        if lexer.isAt("!") { throw fault(.historyExpansion, at: start..<start + 2) }
        while !lexer.isAtEnd, !lexer.isAtNewline {
            if lexer.starts(with: "<<") { throw fault(.interpolationInShell, at: lexer.offset..<lexer.offset + 2) }
            if lexer.isAtFinalBackslash {
                throw fault(.unclosed(.backslash), at: lexer.offset..<lexer.offset + 1)
            }
            lexer.offset += lexer.isAtLineContinuation ? 1 + lexer.newlineLength(ahead: 1) : 1
        }
        meetShellWord(from: start + 1)
        let range = start..<lexer.offset
        let command = lexer.text(start + 1..<lexer.offset)
        guard !command.utf8.allSatisfy(\.isWhiteSpace) else { throw fault(.emptyShellLine, at: range) }
        return ShellLine(command: command, range: range)
    }

    /// `alias NAME = …`: everything to the end of the line, as it is.
    private mutating func parseAlias() throws(Diagnostic) -> Alias {
        _ = lexer.take(keyword: "alias")
        try skipBlank()
        if lexer.isAtEnd || lexer.isAtNewline || lexer.isAt(";") { return Alias(meaning: nil) }
        let range = lexer.nameRange()
        let name = Name(text: lexer.text(range), range: range)
        guard Identifier.isCommand(lexer.bytes[range]) else { throw expected(.name(.alias)) }
        guard Keyword(rawValue: name.text)?.opensStatement != true else {
            throw fault(.keywordAsName(name.text), at: range)
        }
        lexer.offset = range.upperBound
        try skipBlank()
        guard lexer.take("=") else { throw expected(.equalsSign) }
        try skipBlank()
        let start = lexer.offset
        if isSeekingEnd {
            meetStatement(isRightSide: false)
            _ = try parseTopStatement(isTop: false)
        }
        while !lexer.isAtEnd, !lexer.isAtNewline { lexer.offset += 1 }
        let bytes = lexer.bytes[start..<lexer.offset]
        let end = bytes.lastIndex { !$0.isWhiteSpace }.map { $0 + 1 } ?? start
        return Alias(meaning: Alias.Meaning(name: name, text: lexer.text(start..<end)))
    }

    /// Records the last word of a system shell line, if the text ends with it.
    private mutating func meetShellWord(from start: Int) {
        guard isSeekingEnd, lexer.isAtEnd else { return }
        let separators = Array("|;>".utf8)
        let last = lexer.bytes[start...].lastIndex { $0.isWhiteSpace || separators.contains($0) }
        let word = (last.map { $0 + 1 } ?? start)..<lexer.offset
        let before = lexer.bytes[start..<word.lowerBound].last { !$0.isWhiteSpace }
        let isFirst = before.map { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ";") } ?? true
        cursor?.meet(.program(PartialWord(start: word.lowerBound, text: lexer.text(word)), isFirst: isFirst))
    }
}

// MARK: - Templates

extension Parser {
    /// `{…}` or `[…]`, at its bracket.
    private mutating func parseTemplate() throws(Diagnostic) -> Template {
        templateDepth += 1
        defer { templateDepth -= 1 }
        guard templateDepth <= JSONValue.depthLimit else {
            throw fault(.nestedTooDeep(limit: JSONValue.depthLimit), at: lexer.offset..<lexer.offset + 1)
        }
        return lexer.isAt("{") ? try parseObject() : try parseArray()
    }

    private mutating func parseObject() throws(Diagnostic) -> Template {
        let start = lexer.offset
        lexer.offset += 1
        var members: [Template.Member] = []
        skipTemplateBlank()
        if !lexer.take("}") {
            repeat {
                skipTemplateBlank()
                meetKey()
                try refuseEnd(of: .object, from: start)
                guard lexer.isAt("\"") else { throw faultAtKey() }
                let key = try parseString(inTemplate: true)
                mark(.key, key.range)
                skipTemplateBlank()
                try refuseEnd(of: .object, from: start)
                guard lexer.take(":") else { throw fault(.json(.missingColon), at: lexer.offset..<lexer.offset + 1) }
                templatePath.append(key.constant ?? "")
                defer { templatePath.removeLast() }
                members.append(Template.Member(key: key, value: try parseTemplateValue(in: .object, from: start)))
            } while try parseComma(orEnd: "}", of: .object, from: start)
        }
        let range = start..<lexer.offset
        var object = JSONObject()
        for member in members {
            guard let key = member.key.constant, let value = member.value.constant else {
                return Template(members: members, range: range)
            }
            object[key] = value
        }
        return Template(kind: .constant(.object(object)), range: range)
    }

    /// Records the key of an argument's template, if the text ends there.
    private mutating func meetKey() {
        guard isSeekingEnd, lexer.isAtEnd || lexer.isAt("\""), case .argument(let call)? = cursor?.context else {
            return
        }
        let start = lexer.offset
        if lexer.isAtEnd {
            cursor?.meet(.key(PartialWord(start: start, text: ""), call, path: templatePath))
        } else if lexer.isAt("\""), lexer.endOfQuoted(from: start) == nil {
            let text = lexer.text(start + 1..<lexer.bytes.count)
            guard !text.contains("<<"), !text.contains("\n") else { return }
            let word = PartialWord(start: start, text: text, quote: UInt8(ascii: "\""))
            cursor?.meet(.key(word, call, path: templatePath))
        }
    }

    private mutating func parseArray() throws(Diagnostic) -> Template {
        let start = lexer.offset
        lexer.offset += 1
        var elements: [Template] = []
        skipTemplateBlank()
        if !lexer.take("]") {
            repeat {
                templatePath.append(nil)
                defer { templatePath.removeLast() }
                elements.append(try parseTemplateValue(in: .array, from: start))
            } while try parseComma(orEnd: "]", of: .array, from: start)
        }
        let range = start..<lexer.offset
        var constants: [JSONValue] = []
        constants.reserveCapacity(elements.count)
        for element in elements {
            guard let constant = element.constant else { return Template(kind: .array(elements), range: range) }
            constants.append(constant)
        }
        return Template(kind: .constant(.array(constants)), range: range)
    }

    /// Whether a comma, and so another element, follows; skips the comma or the closing bracket.
    private mutating func parseComma(
        orEnd end: Unicode.Scalar, of construct: OpenConstruct, from start: Int
    ) throws(Diagnostic) -> Bool {
        skipTemplateBlank()
        try refuseEnd(of: construct, from: start)
        if lexer.take(end) { return false }
        let comma = lexer.offset
        guard lexer.take(",") else {
            throw fault(.json(unexpectedInTemplate(otherwise: .missingComma(closing: String(end)))), at: strayRange())
        }
        skipTemplateBlank()
        if lexer.isAt(end) { throw fault(.json(.trailingComma), at: comma..<comma + 1) }
        return true
    }

    private mutating func parseTemplateValue(
        in construct: OpenConstruct, from start: Int
    ) throws(Diagnostic) -> Template {
        skipTemplateBlank()
        try refuseEnd(of: construct, from: start)
        switch lexer.byte() {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return try parseTemplate()
        case UInt8(ascii: "\""):
            return Parser.template(of: try parseString(inTemplate: true))
        case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1):
            let interpolation = try parseInterpolation()
            return Template(kind: .interpolation(interpolation), range: interpolation.range)
        default:
            return try parseTemplateScalar()
        }
    }

    /// A number, `true`, `false` or `null`.
    private mutating func parseTemplateScalar() throws(Diagnostic) -> Template {
        let range = strayRange()
        let text = lexer.text(range)
        let value: JSONValue
        switch text {
        case "true": value = true
        case "false": value = false
        case "null": value = .null
        default:
            guard let number = JSONNumber(parsing: text) else {
                if let constant = ForeignWords.constant(text) {
                    throw Diagnostic(
                        .usage(.foreignConstant(text, constant)), at: range, edits: [SourceEdit(range, constant)])
                }
                throw fault(.json(unexpectedInTemplate(otherwise: .notAValue(text))), at: range)
            }
            value = .number(number)
        }
        mark(.literal, range)
        lexer.offset = range.upperBound
        return Template(kind: .constant(value), range: range)
    }

    /// Text as a VALUE.
    static func template(of text: TextTemplate) -> Template {
        Template(kind: text.constant.map { .constant(.string($0)) } ?? .text(text), range: text.range)
    }

    // MARK: Faults

    private mutating func skipTemplateBlank() {
        while let byte = lexer.byte(), byte.isWhiteSpace, byte != 0x0B, byte != 0x0C { lexer.offset += 1 }
    }

    private func refuseEnd(of construct: OpenConstruct, from start: Int) throws(Diagnostic) {
        if lexer.isAtEnd { throw fault(.unclosed(construct), at: start..<start + 1) }
    }

    private func faultAtKey() -> Diagnostic {
        let found = lexer.text(strayRange())
        return fault(.json(unexpectedInTemplate(otherwise: .keyNotQuoted(found))), at: strayRange())
    }

    /// The fault of a known mistake at this position; otherwise `fault`.
    private func unexpectedInTemplate(otherwise fault: JSONFault) -> JSONFault {
        switch lexer.byte() {
        case UInt8(ascii: "'"): .singleQuote
        case UInt8(ascii: "#"): .comment
        case UInt8(ascii: "/") where lexer.isAt("/", ahead: 1) || lexer.isAt("*", ahead: 1): .comment
        default: fault
        }
    }

    /// The characters from here up to JSON's punctuation or a `<`; at least one.
    private func strayRange() -> SourceRange {
        var end = lexer.offset
        while end < lexer.bytes.count, !lexer.bytes[end].isWhiteSpace, !lexer.bytes[end].isJSONPunctuation { end += 1 }
        if end == lexer.offset, end < lexer.bytes.count { end += 1 }
        return lexer.offset..<end
    }
}

// MARK: - Quotes

extension Parser {
    /// `'…'`, `"…"` or `"""…"""`, at its opening quote.
    private mutating func parseQuoted() throws(Diagnostic) -> TextTemplate {
        if lexer.isAt("'") { return try parseRawString() }
        if lexer.starts(with: "\"\"\"") { return try parseTextBlock() }
        return try parseString(inTemplate: false)
    }

    /// `'…'`: nothing inside is special.
    private mutating func parseRawString() throws(Diagnostic) -> TextTemplate {
        let start = lexer.offset
        guard let end = lexer.bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
            cursor?.openText = lexer.text(start + 1..<lexer.bytes.count)
            mark(.string, start..<lexer.bytes.count)
            throw fault(.unclosed(.singleQuote), at: start..<start + 1)
        }
        lexer.offset = end + 1
        mark(.string, start..<lexer.offset)
        if lexer.starts(with: "\\''") { throw shellApostrophe(from: start) }
        return TextTemplate(literal: lexer.bytes[start + 1..<end], range: start..<end + 1)
    }

    /// The fault for `'it'\''s'`, whose first part ends here: the system shell's way to write an apostrophe in a text.
    private func shellApostrophe(from start: Int) -> Diagnostic {
        let mark = lexer.offset..<lexer.offset + 3
        var text = Array(lexer.bytes[start + 1..<lexer.offset - 1])
        var end = lexer
        while end.starts(with: "\\''") {
            guard let close = end.bytes[(end.offset + 3)...].firstIndex(of: UInt8(ascii: "'")) else {
                return fault(.systemShell(.apostrophe), at: mark)
            }
            text += [UInt8(ascii: "'")] + end.bytes[end.offset + 3..<close]
            end.offset = close + 1
        }
        // Escape what's special in `"…"`.
        var escaped: [UInt8] = []
        for (index, byte) in text.enumerated() {
            let isOpening = text[index...].starts(with: "<<".utf8)
            if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || isOpening {
                escaped.append(UInt8(ascii: "\\"))
            }
            escaped.append(byte)
        }
        let edit = SourceEdit(start..<end.offset, "\"\(String(decoding: escaped, as: UTF8.self))\"")
        return Diagnostic(.syntax(.systemShell(.apostrophe)), at: mark, edits: [edit])
    }

    /// `"…"` with JSON escapes and interpolations; in a template it must be strict JSON on one line.
    private mutating func parseString(inTemplate: Bool) throws(Diagnostic) -> TextTemplate {
        let start = lexer.offset
        defer { mark(.string, start..<lexer.offset) }
        if inTemplate, lexer.starts(with: "\"\"\"") { throw fault(.json(.textBlock), at: start..<start + 3) }
        lexer.offset += 1
        let beginning = takeOrdinary()
        // Most strings have nothing special.
        if lexer.take("\"") { return TextTemplate(literal: beginning, range: start..<lexer.offset) }
        var builder = SegmentBuilder()
        builder.append(beginning)
        while let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "\""):
                lexer.offset += 1
                return builder.finish(range: start..<lexer.offset)
            case UInt8(ascii: "\\"):
                try parseEscape(into: &builder)
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1):
                builder.append(try parseInterpolation())
            case 0..<0x20 where inTemplate:
                if lexer.isAtNewline { throw fault(.json(.newlineInString), at: start..<lexer.offset) }
                throw fault(.json(.controlCharacter(byte)), at: lexer.offset..<lexer.offset + 1)
            default:
                // A `<` before other text, or a control character.
                builder.append(byte)
                lexer.offset += 1
                builder.append(takeOrdinary())
            }
        }
        if inTemplate {
            cursor?.meet(.nothing)
            throw fault(.json(.newlineInString), at: start..<lexer.offset)
        }
        cursor?.openText = builder.finish(range: start..<lexer.offset).constant
        throw fault(.unclosed(.doubleQuote), at: start..<start + 1)
    }

    /// Bytes up to the next one that may be special inside `"…"`.
    private mutating func takeOrdinary() -> ArraySlice<UInt8> {
        let start = lexer.offset
        while let byte = lexer.byte(), byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
            byte != UInt8(ascii: "<")
        {
            lexer.offset += 1
        }
        return lexer.bytes[start..<lexer.offset]
    }

    /// `\<<` or one of JSON's escapes.
    private mutating func parseEscape(into builder: inout SegmentBuilder) throws(Diagnostic) {
        if lexer.starts(with: "<<", at: lexer.offset + 1) {
            builder.append("<<".utf8)
            lexer.offset += 3
            return
        }
        let simple: UInt8? =
            switch lexer.byte(ahead: 1) {
            case UInt8(ascii: "\""): UInt8(ascii: "\"")
            case UInt8(ascii: "\\"): UInt8(ascii: "\\")
            case UInt8(ascii: "/"): UInt8(ascii: "/")
            case UInt8(ascii: "b"): 0x08
            case UInt8(ascii: "f"): 0x0C
            case UInt8(ascii: "n"): 0x0A
            case UInt8(ascii: "r"): 0x0D
            case UInt8(ascii: "t"): 0x09
            default: nil
            }
        if let simple {
            builder.append(simple)
            lexer.offset += 2
        } else if lexer.isAt("u", ahead: 1), let unit = hexadecimalUnit(at: lexer.offset + 2) {
            try parseUnicodeEscape(unit, into: &builder)
        } else if lexer.byte(ahead: 1) == nil {
            // The text ends within the string, so the string is the open construct.
            lexer.offset += 1
        } else {
            var end = lexer.offset + 2
            while end < lexer.bytes.count, lexer.bytes[end] & 0xC0 == 0x80 { end += 1 }
            throw fault(.unknownEscape(lexer.text(lexer.offset..<end)), at: lexer.offset..<end)
        }
    }

    private mutating func parseUnicodeEscape(
        _ unit: UInt16, into builder: inout SegmentBuilder
    ) throws(Diagnostic) {
        let range = lexer.offset..<lexer.offset + 6
        lexer.offset += 6
        if let scalar = Unicode.Scalar(unit) {
            builder.append(UTF8.encode(scalar).map { Array($0) } ?? [])
            return
        }
        guard UTF16.isLeadSurrogate(unit), lexer.starts(with: "\\u"),
            let second = hexadecimalUnit(at: lexer.offset + 2), UTF16.isTrailSurrogate(second)
        else { throw fault(.loneSurrogate, at: range) }
        lexer.offset += 6
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        builder.append(Unicode.Scalar(value).flatMap { UTF8.encode($0) }.map { Array($0) } ?? [])
    }

    private func hexadecimalUnit(at index: Int) -> UInt16? {
        guard index + 4 <= lexer.bytes.count else { return nil }
        var unit: UInt16 = 0
        for byte in lexer.bytes[index..<index + 4] {
            guard let digit = Hexadecimal.value(byte) else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}

// MARK: - Text blocks

extension Parser {
    /// `"""…"""`, at its opening.
    ///
    /// A newline right after the opening is dropped. The common indentation of all later lines, including the closing
    /// one but not blank ones, is removed before anything is interpolated.
    private mutating func parseTextBlock() throws(Diagnostic) -> TextTemplate {
        let start = lexer.offset
        defer { mark(.string, start..<lexer.offset) }
        lexer.offset += 3
        var lines = TextBlockLines(isOpeningLineEmpty: lexer.isAtNewline)
        lexer.offset += lexer.newlineLength()
        while let byte = lexer.byte() {
            switch byte {
            case UInt8(ascii: "\"") where lexer.starts(with: "\"\"\""):
                lexer.offset += 3
                return lines.finish(range: start..<lexer.offset)
            case UInt8(ascii: "\\"):
                if lexer.starts(with: "\\\"\"\"") {
                    lines.append("\"\"\"".utf8)
                    lexer.offset += 4
                } else {
                    lines.append(takeBackslashes())
                }
            case UInt8(ascii: "<") where lexer.isAt("<", ahead: 1):
                lines.append(try parseInterpolation())
            default:
                lines.append(CollectionOfOne(byte))
                lexer.offset += 1
            }
        }
        throw fault(.unclosed(.textBlock), at: start..<start + 3)
    }

    /// Takes a run of backslashes in a word or a text block; returns the text it means. Before `<<`, two mean one, and
    /// an odd one makes the `<<` literal; everywhere else they mean themselves.
    private mutating func takeBackslashes() -> [UInt8] {
        let start = lexer.offset
        while lexer.isAt("\\") { lexer.offset += 1 }
        let count = lexer.offset - start
        guard lexer.starts(with: "<<") else { return Array(repeating: UInt8(ascii: "\\"), count: count) }
        let backslashes = Array(repeating: UInt8(ascii: "\\"), count: count / 2)
        guard count % 2 == 1 else { return backslashes }
        lexer.offset += 2
        return backslashes + "<<".utf8
    }
}

// MARK: - Interpolation

extension Parser {
    /// `<<expr>>`, at its `<<`.
    ///
    /// An expression that doesn't compile is recorded and replaced by `@`: its end is known, so the text after it can
    /// still be checked.
    private mutating func parseInterpolation() throws(Diagnostic) -> Interpolation {
        let start = lexer.offset
        if isSeekingEnd, lexer.endOfExpression(from: start + 2) == nil { cursor?.meet(.expression(start + 2)) }
        if let word = hereDocumentWord() {
            throw fault(.systemShell(.hereDocument(lexer.text(word))), at: start..<word.upperBound)
        }
        guard let end = lexer.endOfExpression(from: start + 2) else {
            mark(.expression(isClosed: false), start..<lexer.bytes.count)
            throw fault(.unclosed(.interpolation), at: start..<start + 2)
        }
        lexer.offset = end + 2
        endOfInterpolation = lexer.offset
        let range = start..<end + 2
        mark(.expression(isClosed: true), range)
        let text = lexer.text(start + 2..<end)
        if text.utf8.allSatisfy(\.isWhiteSpace) {
            record(fault(.emptyExpression, at: range))
            return Interpolation(expression: .wholeRoot, range: range, expressionOffset: start + 2)
        }
        do throws(ExpressionError) {
            let expression = try Expression(text, functions: functions)
            let interpolation = Interpolation(expression: expression, range: range, expressionOffset: start + 2)
            variables += interpolation.variables
            marks?.add(interpolation)
            for note in expression.notes {
                record(
                    Diagnostic(.expressionNote(note), at: interpolation.sourceRange(of: note.range), severity: .warning)
                )
            }
            return interpolation
        } catch {
            if let nested = nestedInterpolation(in: start + 2..<end) {
                record(nested)
                // The inner `>>` ended the outer expression.
                lexer.offset = endOfNested(from: start)
                return Interpolation(expression: .wholeRoot, range: range, expressionOffset: start + 2)
            }
            let fault = Diagnostic(
                .expression(error), at: start + 2 + error.range.lowerBound..<start + 2 + error.range.upperBound)
            // A stray `<<` may have swallowed other statements.
            if secrets != nil, error.kind == .syntax { throw fault }
            record(fault)
            return Interpolation(expression: .wholeRoot, range: range, expressionOffset: start + 2)
        }
    }

    /// The fault for a `<<` in the expression in `range`, outside of quotes.
    private func nestedInterpolation(in range: SourceRange) -> Diagnostic? {
        var index = range.lowerBound
        while index < range.upperBound {
            if lexer.starts(with: "<<", at: index) { return fault(.nestedInterpolation, at: index..<index + 2) }
            let isQuote = Array("'\"`".utf8).contains(lexer.bytes[index])
            index = (isQuote ? lexer.endOfQuoted(from: index) : nil) ?? index + 1
        }
        return nil
    }

    /// The position after the `>>` that closes the `<<` at `start`, or the end of the line.
    private func endOfNested(from start: Int) -> Int {
        var next = lexer
        next.offset = start
        var depth = 0
        while !next.isAtEnd, !next.isAtNewline {
            if next.starts(with: "<<") || next.starts(with: ">>") {
                depth += next.isAt("<") ? 1 : -1
                next.offset += 2
                if depth == 0 { break }
            } else {
                next.offset += 1
            }
        }
        return next.offset
    }

    /// The word of `<<EOF` at the end of a line, which begins a here-document in the system shell.
    private func hereDocumentWord() -> SourceRange? {
        var index = lexer.offset + 2
        let start = index
        let skipped = [UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "\"")]
        while index < lexer.bytes.count, skipped.contains(lexer.bytes[index]) { index += 1 }
        let letters = index
        while index < lexer.bytes.count, lexer.bytes[index].isUppercase || lexer.bytes[index] == UInt8(ascii: "_") {
            index += 1
        }
        guard index > letters else { return nil }
        while index < lexer.bytes.count, skipped.contains(lexer.bytes[index]) { index += 1 }
        var rest = lexer
        rest.offset = index
        return rest.isAtEnd || rest.isAtNewline ? start..<index : nil
    }
}

// MARK: - Programs and files

extension Parser {
    /// `| program …` and `> file`, if they follow.
    private mutating func parseTail() throws(Diagnostic) -> Tail {
        let programs = try parsePrograms()
        try skipBlank()
        guard lexer.isAt(">") else { return programs.isEmpty ? .none : Tail(programs: programs, redirect: nil) }
        return Tail(programs: programs, redirect: try parseRedirect())
    }

    private mutating func parsePrograms() throws(Diagnostic) -> [Program] {
        var programs: [Program] = []
        while true {
            try skipBlank()
            guard lexer.isAt("|") else { return programs }
            programs.append(try parseProgram())
        }
    }

    private mutating func parseProgram() throws(Diagnostic) -> Program {
        let pipe = lexer.offset..<lexer.offset + 1
        if lexer.starts(with: "||") { throw fault(.systemShell(.or), at: pipe.lowerBound..<pipe.upperBound + 1) }
        lexer.offset += 1
        try skipBlank(newlines: true)
        meetEnd { .program($0, isFirst: true) }
        if lexer.isAtEnd { throw fault(.unclosed(.pipe), at: pipe) }
        var words: [Word] = []
        cursor?.context = .program(isFirst: true)
        defer { cursor?.context = .none }
        while !lexer.isAtEndOfArguments {
            let word = try parseWord(.program)
            if words.isEmpty { mark(.program, word.range) }
            words.append(word)
            cursor?.context = .program(isFirst: false)
            try skipBlank()
            meetEnd { .program($0, isFirst: false) }
        }
        guard let first = words.first, let last = words.last else { throw expected(.program) }
        return Program(words: words, range: first.range.lowerBound..<last.range.upperBound)
    }

    private mutating func parseRedirect() throws(Diagnostic) -> Redirect {
        let start = lexer.offset
        let appends = lexer.starts(with: ">>")
        lexer.offset += appends ? 2 : 1
        if lexer.isAt("&") { throw fault(.systemShell(.descriptor), at: start..<lexer.offset + 1) }
        try skipBlank()
        meetEnd { .file($0) }
        guard !lexer.isAtBoundary else { throw expected(.fileName) }
        cursor?.context = .file
        defer { cursor?.context = .none }
        let file = try parseWord()
        let range = start..<lexer.offset
        try skipBlank()
        guard lexer.isAtEndOfArguments, !lexer.isAt("|"), !lexer.isAt(">") else {
            var next = lexer
            while next.byte()?.isDigit == true || next.isAt("&") { next.offset += 1 }
            if next.offset > lexer.offset, next.isAt(">") {
                let start = lexer.offset
                lexer.offset = next.offset
                throw descriptor(from: start)
            }
            throw fault(.afterRedirect)
        }
        return Redirect(appends: appends, file: file, range: range)
    }
}

extension Source {
    /// The offset of the first byte that isn't valid UTF-8.
    var firstInvalidByte: Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return min(offset, bytes.count - 1)
    }
}

extension Word {
    /// The word with the bare characters `prefix` before it; they begin at `start`.
    fileprivate func prefixed(by prefix: String, from start: Int) -> Word {
        let whole = start..<range.upperBound
        if case .bare(let text, let range) = pieces.first {
            return Word(pieces: [.bare(prefix + text, start..<range.upperBound)] + pieces.dropFirst(), range: whole)
        }
        return Word(pieces: [.bare(prefix, start..<range.lowerBound)] + pieces, range: whole)
    }
}

extension Expression {
    /// `@`, which replaces an expression that doesn't compile.
    fileprivate static let wholeRoot: Expression = {
        guard let expression = try? Expression("@") else { preconditionFailure("@ is an expression") }
        return expression
    }()
}

extension UInt8 {
    fileprivate var isUppercase: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }

    /// Whether a scalar in a template ends here.
    fileprivate var isJSONPunctuation: Bool {
        switch self {
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"):
            true
        default: false
        }
    }
}
