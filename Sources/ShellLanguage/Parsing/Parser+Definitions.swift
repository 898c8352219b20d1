// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    /// `def`, `test`, `before` or `after`, which is put aside; false when none stands here.
    mutating func parseDefinition(isTop: Bool) throws(Diagnostic) -> Bool {
        let keyword = lexer.nameRange()
        switch lexer.text(keyword) {
        case "def":
            try refuseNested(.def, at: keyword, isTop)
            definitions.append(try parseDef())
        case "test":
            try refuseNested(.test, at: keyword, isTop)
            tests.append(try parseTest())
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
        _ = lexer.take(keyword: "def")
        try skipBlank()
        let range = lexer.nameRange()
        guard Identifier.isCommand(lexer.bytes[range]) else { throw expected(.name(.definition)) }
        let name = Name(text: lexer.text(range), range: range)
        lexer.offset = range.upperBound
        try skipBlank()
        let parameters = try parseParameters()
        let body = try parseBlock(of: .def)
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
        _ = lexer.take(keyword: "test")
        try skipBlank()
        guard lexer.isAt("'") || (lexer.isAt("\"") && !lexer.starts(with: "\"\"\"")) else { throw expected(.testName) }
        let name = try parseQuoted()
        guard let text = name.constant else { throw fault(.testNameNotLiteral, at: name.range) }
        if tests.contains(where: { $0.name == text }) { throw fault(.repeatedTest(text), at: name.range) }
        let body = try parseBlock(of: .test)
        return Test(name: text, nameRange: name.range, body: body, range: start..<lexer.offset)
    }

    private mutating func parseHook(_ kind: Hook.Kind, _ keyword: SourceRange) throws(Diagnostic) -> Hook {
        lexer.offset = keyword.upperBound
        let body = try parseBlock(of: kind == .before ? .before : .after)
        return Hook(kind: kind, body: body, range: keyword.lowerBound..<lexer.offset)
    }
}
