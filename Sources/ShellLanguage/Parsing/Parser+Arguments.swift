// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    /// The arguments of a command, up to a boundary that ends them.
    mutating func parseArguments(of name: Name) throws(Diagnostic) -> [RawArgument] {
        var arguments: [RawArgument] = []
        var takesOptions = true
        defer { cursor?.context = .none }
        while true {
            try skipBlank()
            if isSeekingEnd {
                let call = PartialCall(name: name.text, arguments: arguments, takesOptions: takesOptions)
                cursor?.context = .argument(call)
                meetEnd { .argument($0, call) }
            }
            if lexer.isAtEndOfArguments { return arguments }
            if lexer.isAt("{") || lexer.isAt("[") {
                arguments.append(.template(try parseTemplateArgument()))
            } else if takesOptions, let name = optionRange() {
                arguments.append(try parseOption(name))
            } else if takesOptions, let name = argumentNameRange() {
                arguments.append(try parseNamedArgument(name))
            } else {
                let word = try parseWord()
                if takesOptions, word.soleBare == "--" {
                    takesOptions = false
                } else {
                    arguments.append(.word(word))
                }
            }
        }
    }

    /// A template that is a whole argument.
    mutating func parseTemplateArgument() throws(Diagnostic) -> Template {
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

    /// The name of `name=value`; `==` makes none.
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

    /// What follows `--name=` or `name=`; nothing is empty text.
    private mutating func parseArgumentValue() throws(Diagnostic) -> RawArgument.Value {
        if lexer.isAt("{") || lexer.isAt("[") { return .template(try parseTemplateArgument()) }
        if lexer.isAtBoundary {
            if lexer.isAtEnd { meetWord([], from: lexer.offset) }
            return .word(Word(pieces: [], range: lexer.offset..<lexer.offset))
        }
        return .word(try parseWord())
    }
}

extension Word {
    /// The word with bare characters before it, which begin at `start`.
    fileprivate func prefixed(by prefix: String, from start: Int) -> Word {
        let whole = start..<range.upperBound
        if case .bare(let text, let range) = pieces.first {
            return Word(pieces: [.bare(prefix + text, start..<range.upperBound)] + pieces.dropFirst(), range: whole)
        }
        return Word(pieces: [.bare(prefix, start..<range.lowerBound)] + pieces, range: whole)
    }
}
