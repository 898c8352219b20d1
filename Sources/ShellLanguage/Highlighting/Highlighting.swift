// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

extension TypedText {
    /// What the parts of the text are, for colours while it's typed: in the order of the text, without overlaps. Text
    /// without a special meaning isn't in any, and neither is a word at the cursor that may still become a known name.
    ///
    /// - Parameter functions: those of the connection; nil if they aren't known.
    package func parts(functions: Set<String>? = nil) -> [Highlight] {
        var script = reading.script
        var resolver = Resolver(script: script, vocabulary: vocabulary, layout: layout)
        resolver.resolve(&script)
        let diagnostics = resolver.findings(with: reading.diagnostics)
        let marks = reading.marks
        var canvas = Canvas(source.bytes)
        let reader = NameReader(
            names: KnownNames(vocabulary, script: script), rows: marks.rowVariables(vocabulary),
            functions: functions, cursor: cursor, source: source)
        // From the outside in; of the same range, the later one says more.
        let lengths = marks.parts.map { $0.range.count }
        for index in lengths.indices.sorted(by: { (lengths[$0], $1) > (lengths[$1], $0) }) {
            let part = marks.parts[index]
            switch part.kind {
            case .command: canvas.paint(reader.kind(ofCommandAt: part.range), part.range)
            case .expression(let isClosed):
                canvas.paint(part.kind, part.range)
                let inner = part.range.lowerBound + 2..<part.range.upperBound - (isClosed ? 2 : 0)
                canvas.paint(nil, inner)
                let variables = marks.variables[part.range.lowerBound]
                for piece in reader.pieces(in: inner, variables: variables) { canvas.paint(piece.kind, piece.range) }
            default: canvas.paint(part.kind, part.range)
            }
        }
        for part in reader.functions(in: marks.calls) { canvas.paint(part.kind, part.range) }
        canvas.paintComments()
        let end = source.bytes.lastIndex { !$0.isWhiteSpace }.map { $0 + 1 } ?? 0
        for diagnostic in diagnostics where diagnostic.isFinal(end: end, cursor: cursor) {
            canvas.paint(.mistake, diagnostic.range)
        }
        if let bracket = canvas.partnerOfBracket(at: cursor) { canvas.paint(.bracket, bracket..<bracket + 1) }
        return canvas.parts
    }
}

extension Diagnostic {
    /// Whether the error stays however the text goes on: it lies before the last word, and the cursor isn't at it.
    fileprivate func isFinal(end: Int, cursor: Int) -> Bool {
        switch kind {
        // What's open may be closed, a `try` may get its `catch`, and a path may be assigned to.
        case .syntax(.unclosed), .syntax(.tryAlone), .syntax(.notAStatement): return false
        // `\u` needs four more characters.
        case .syntax(.unknownEscape) where end <= range.upperBound + 4: return false
        // What's missing may come.
        case .usage(.missingOperands), .usage(.missingArguments), .usage(.optionWithoutValue): return false
        // `let x` may become `let x = 5`.
        case .usage(.unknownCommand(let name, _, _, _)), .usage(.foreignWord(let name, _)):
            if ForeignWords.declarations.contains(name) { return false }
        default: break
        }
        return severity == .error && range.upperBound < end && !(range.lowerBound...range.upperBound).contains(cursor)
    }
}

extension HighlightMarks {
    /// The variables that hold the row in commands with `--each`; nil if a name is computed.
    fileprivate func rowVariables(_ vocabulary: Vocabulary) -> Set<String>? {
        var names: Set<String> = []
        for call in calls {
            guard let signature = vocabulary.commands[call.name], case .repeats(let rows)? = signature.effect else {
                continue
            }
            let given = LooseBinding(signature, call.arguments)
            if let name = given[rows.variable] {
                guard let literal = name.literal else { return nil }
                names.insert(literal)
            } else if let name = rows.variable.defaultText {
                names.insert(name)
            }
        }
        return names
    }
}

/// Tells which names exist.
private struct NameReader {
    let names: KnownNames
    /// Variables for the rows of commands; nil if any name may be one.
    let rows: Set<String>?
    /// The functions of the connection; nil if they aren't known.
    let functions: Set<String>?
    let cursor: Int
    let source: Source

    /// nil for a name that isn't known: as an error it's a mistake.
    func kind(ofCommandAt range: SourceRange) -> Highlight.Kind? {
        names.isKnown(source.text(in: range)) ? .command : nil
    }

    /// - Parameter variables: where the expression's variables are; nil if it doesn't compile.
    func pieces(in range: SourceRange, variables: [Int]?) -> [Highlight] {
        let text = source.text(in: range)
        return ExpressionPiece.all(of: text).enumerated().compactMap { index, piece in
            let place = piece.range.lowerBound + range.lowerBound..<piece.range.upperBound + range.lowerBound
            let kind: Highlight.Kind?
            switch piece.kind {
            case .name(let name):
                let isVariable = variables?.contains(place.lowerBound) ?? (index == 0)
                kind = isVariable ? self.kind(ofVariable: name, place) : nil
            case .member: kind = nil
            case .function(let name): kind = names.functions[name] == nil ? nil : .function
            case .string: kind = .string
            case .number, .literal: kind = .literal
            }
            return kind.map { Highlight($0, place) }
        }
    }

    private func kind(ofVariable name: String, _ place: SourceRange) -> Highlight.Kind? {
        if name.hasPrefix("$") || ReadOnlyNames.contains(name) || name == "_" { return .variable }
        guard let rows, !names.runsScripts else { return .variable }
        if names.variables.contains(name) || rows.contains(name) { return .variable }
        guard place.upperBound == cursor else { return .unknownName }
        let mayBecomeKnown =
            names.variables.contains { $0.hasPrefix(name) } || rows.contains { $0.hasPrefix(name) }
            || names.functions.all.contains { $0.name.hasPrefix(name) }
        return mayBecomeKnown ? nil : .unknownName
    }

    /// The names of the connection's functions in calls.
    func functions(in calls: [(name: String, arguments: [RawArgument])]) -> [Highlight] {
        calls.compactMap { call in
            guard let signature = names.commands[call.name],
                let value = LooseBinding(signature, call.arguments).operand(where: { $0.kind == .functionName }),
                let name = value.literal, let known = functions
            else { return nil }
            if known.contains(name) { return Highlight(.function, value.range) }
            let isName = name.utf8.allSatisfy { $0.isNameByte }
            let isBeingTyped = value.range.upperBound == cursor && known.contains { $0.hasPrefix(name) }
            return isName && !isBeingTyped ? Highlight(.unknownName, value.range) : nil
        }
    }
}

/// The meaning of each byte of a text.
private struct Canvas {
    private let bytes: [UInt8]
    private var kinds: [Highlight.Kind?]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        kinds = Array(repeating: nil, count: bytes.count)
    }

    mutating func paint(_ kind: Highlight.Kind?, _ range: SourceRange) {
        for index in range.clamped(to: kinds.indices) { kinds[index] = kind }
    }

    /// Comments are what the parser skips: they begin outside of all parts, after a blank.
    mutating func paintComments() {
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "#"), kinds[index] == nil, index == 0 || bytes[index - 1].isWhiteSpace
            else {
                index += 1
                continue
            }
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            paint(.comment, index..<end)
            index = end
        }
    }

    /// The bracket that belongs to the one before the cursor, or else to the one at it.
    func partnerOfBracket(at cursor: Int) -> Int? {
        for index in [cursor - 1, cursor] where bytes.indices.contains(index) && !isText(index) {
            if let partner = partner(of: index) { return partner }
        }
        return nil
    }

    private static let pairs: [UInt8: (partner: UInt8, step: Int)] = [
        UInt8(ascii: "{"): (UInt8(ascii: "}"), 1), UInt8(ascii: "["): (UInt8(ascii: "]"), 1),
        UInt8(ascii: "("): (UInt8(ascii: ")"), 1), UInt8(ascii: "}"): (UInt8(ascii: "{"), -1),
        UInt8(ascii: "]"): (UInt8(ascii: "["), -1), UInt8(ascii: ")"): (UInt8(ascii: "("), -1),
    ]

    private func partner(of index: Int) -> Int? {
        guard let (partner, step) = Self.pairs[bytes[index]] else { return nil }
        var depth = 0
        var place = index
        while bytes.indices.contains(place) {
            if bytes[place] == bytes[index], !isText(place) { depth += 1 }
            if bytes[place] == partner, !isText(place) {
                depth -= 1
                if depth == 0 { return place }
            }
            place += step
        }
        return nil
    }

    /// Whether brackets don't count there.
    private func isText(_ index: Int) -> Bool {
        switch kinds[index] {
        case .string, .key, .comment, .program: true
        default: false
        }
    }

    var parts: [Highlight] {
        var parts: [Highlight] = []
        var start = 0
        for index in kinds.indices where index + 1 == kinds.count || kinds[index + 1] != kinds[index] {
            if let kind = kinds[index] { parts.append(Highlight(kind, start..<index + 1)) }
            start = index + 1
        }
        return parts
    }
}
