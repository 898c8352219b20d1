// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    /// Whether `NAME =` or `NAME.path =` stands here. The path is only looked over: what is wrong in it is said when it
    /// is parsed.
    var isAtAssignment: Bool {
        let name = lexer.variableRange()
        guard !name.isEmpty else { return false }
        var next = lexer
        next.offset = name.upperBound
        var depth = 0
        while let byte = next.byte(), !next.isAtNewline {
            switch byte {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
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
                    return next.isAt("=") && !next.isAt("=", ahead: 1)
                }
            }
            next.offset += 1
        }
        return false
    }

    mutating func parseAssignment() throws(Diagnostic) -> Assignment {
        let target = try parseTarget()
        try skipBlank()
        guard lexer.take("=") else { throw expected(.equalsSign) }
        try skipBlank()
        let value = try parseRightSide()
        if target.name.text == "_" { try refuseUnderscore(target, value) }
        return Assignment(target: target, value: value)
    }

    private mutating func parseTarget() throws(Diagnostic) -> Assignment.Target {
        let start = lexer.offset
        let name = try parseName(for: .variable)
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

    /// `_` is the value of the last command: a command alone may set it.
    private func refuseUnderscore(_ target: Assignment.Target, _ value: RightSide) throws(Diagnostic) {
        guard case .call = value.kind, value.programs.isEmpty, target.path.isEmpty else {
            throw fault(.underscoreTakesCommand, at: target.range)
        }
    }

    // MARK: Names

    /// A variable's name, where a rule wants one; a name that nothing may bind is refused.
    mutating func parseName(for role: NameRole) throws(Diagnostic) -> Name {
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
