// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

extension Parser {
    /// `{…}` or `[…]`, at its bracket.
    mutating func parseTemplate() throws(Diagnostic) -> Template {
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
                try refuseEnd(of: .object, from: start)
                guard lexer.isAt("\"") else { throw faultAtKey() }
                let key = try parseString(inTemplate: true)
                skipTemplateBlank()
                try refuseEnd(of: .object, from: start)
                guard lexer.take(":") else { throw fault(.json(.missingColon), at: lexer.offset..<lexer.offset + 1) }
                members.append(Template.Member(key: key, value: try parseTemplateValue(in: .object, from: start)))
            } while try parseComma(orEnd: "}", of: .object, from: start)
        }
        let range = start..<lexer.offset
        var object = JSONObject()
        for member in members {
            guard let key = member.key.constant, let value = member.value.constant else {
                return Template(kind: .object(members), range: range)
            }
            object[key] = value
        }
        return Template(kind: .constant(.object(object)), range: range)
    }

    private mutating func parseArray() throws(Diagnostic) -> Template {
        let start = lexer.offset
        lexer.offset += 1
        var elements: [Template] = []
        skipTemplateBlank()
        if !lexer.take("]") {
            repeat {
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

    /// Whether a comma, and so another element, follows; goes past the comma or the closing bracket.
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
                throw fault(.json(unexpectedInTemplate(otherwise: .notAValue(text))), at: range)
            }
            value = .number(number)
        }
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

    /// What is wrong with what stands here, where it is a known mistake.
    private func unexpectedInTemplate(otherwise fault: JSONFault) -> JSONFault {
        switch lexer.byte() {
        case UInt8(ascii: "'"): .singleQuote
        case UInt8(ascii: "#"): .comment
        case UInt8(ascii: "/") where lexer.isAt("/", ahead: 1) || lexer.isAt("*", ahead: 1): .comment
        default: fault
        }
    }

    /// The characters that stand here up to JSON's punctuation; at least one.
    private func strayRange() -> SourceRange {
        let punctuation = Array(",:{}[]\"'<".utf8)
        var end = lexer.offset
        while end < lexer.bytes.count, !lexer.bytes[end].isWhiteSpace, !punctuation.contains(lexer.bytes[end]) {
            end += 1
        }
        if end == lexer.offset, end < lexer.bytes.count { end += 1 }
        return lexer.offset..<end
    }
}
