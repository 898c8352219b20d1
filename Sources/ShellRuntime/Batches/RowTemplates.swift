// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import JMESPath
import JSON
import ShellLanguage

/// `--body` and `--key` of a batch, compiled so that lines of JSON can be evaluated away from the session, on any core.
///
/// Only what depends on nothing but the row is compiled. A line for which that isn't enough (it's invalid, an evaluation
/// fails, a value is missing) is left to the session, which then does and says what it does for any row.
struct RowTemplates: Sendable {
    /// A line of the input that isn't blank.
    enum Line: Sendable {
        case evaluated(key: RowKey?, payload: [UInt8])
        /// To be evaluated by the session; `number` is the line's, from 1.
        case raw([UInt8], number: Int)
    }

    /// What's written for a row, in parts.
    private indirect enum Part: Sendable {
        case constant([UInt8])
        /// The row as it's spelled.
        case row
        case value(Expression)
        case text([TextPart])
        case parts([Part])
    }

    private enum TextPart: Sendable {
        case constant(String)
        case value(Expression)
    }

    /// Without it, the row is the body.
    private let body: Part
    private let key: Expression?
    private let variable: String
    /// What's read of a row.
    private let selection: JSONSelection
    private let missingIsError: Bool
    private let redact: @Sendable ([UInt8]) -> [UInt8]

    /// nil if an argument depends on something else than the row.
    @SessionActor init?(_ arguments: CommandArguments, variable: String) throws(Stop) {
        var compiler = Compiler(interpreter: arguments.interpreter, variable: variable)
        switch arguments.bound[InvokeCommand.body]?.kind {
        case nil: body = .row
        case .value(let template):
            guard let part = try compiler.part(of: template, isWhole: true) else { return nil }
            body = part
        case .text, .file, .standardInput, .flag: return nil
        }
        switch arguments.bound[EachOptions.key]?.kind {
        case nil: key = nil
        case .value(let template):
            guard case .interpolation(let interpolation) = template.kind, compiler.reads(interpolation) else {
                return nil
            }
            key = interpolation.expression
        case .text(let word):
            guard let interpolation = word.soleInterpolation, compiler.reads(interpolation) else { return nil }
            key = interpolation.expression
        case .file, .standardInput, .flag: return nil
        }
        self.variable = variable
        selection = compiler.selection
        missingIsError = arguments.session.settings.missing == .error
        let console = arguments.console
        redact = { console.redact($0) }
    }

    /// The lines in `piece`, which has only whole ones, without the blank ones.
    ///
    /// - Parameter count: how many lines there are before `piece`.
    func lines(in piece: [UInt8], after count: Int) -> [Line] {
        var count = count
        var lines: [Line] = []
        lines.reserveCapacity(piece.count / 128)
        var start = 0
        while start < piece.count {
            let range = start..<piece.span.endOfLine(from: start)
            start = range.upperBound + 1
            count += 1
            if piece[range].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            lines.append(line(range, of: piece) ?? .raw(Array(piece[range]), number: count))
        }
        return lines
    }

    private func line(_ range: Range<Int>, of piece: [UInt8]) -> Line? {
        guard let row = try? JSONValue(parsing: piece.span.extracting(range), selecting: selection) else { return nil }
        let root = RowRoot(name: variable, row: row)
        var payload: [UInt8] = []
        guard write(body, root, piece[range], to: &payload) else { return nil }
        guard let key else { return .evaluated(key: nil, payload: payload) }
        guard let value = try? key.search(in: root), let key = RowKey(value) else { return nil }
        let text = value.serialized()
        return redact(text) == text ? .evaluated(key: key, payload: payload) : nil
    }

    /// False if the session has to evaluate the row.
    private func write(
        _ part: Part, _ root: RowRoot, _ line: ArraySlice<UInt8>, to output: inout [UInt8]
    ) -> Bool {
        switch part {
        case .constant(let bytes): output += bytes
        case .row: output += line
        case .value(let expression):
            guard let value = try? expression.search(in: root), !(value.isNull && missingIsError) else { return false }
            value.serialize(into: &output)
        case .text(let parts):
            var text = ""
            for part in parts {
                switch part {
                case .constant(let constant): text += constant
                case .value(let expression):
                    guard let value = (try? expression.search(in: root))?.asText else { return false }
                    text += value
                }
            }
            serializeString(text, into: &output)
        case .parts(let parts):
            for part in parts where !write(part, root, line, to: &output) { return false }
        }
        return true
    }

    // MARK: Compiling

    private struct Compiler {
        let interpreter: Interpreter
        let variable: String
        private(set) var selection = JSONSelection.none

        init(interpreter: Interpreter, variable: String) {
            self.interpreter = interpreter
            self.variable = variable
        }

        /// nil if the template depends on something else than the row.
        ///
        /// - Parameter isWhole: it's the whole argument, so that the row keeps its bytes.
        @SessionActor mutating func part(of template: Template, isWhole: Bool = false) throws(Stop) -> Part? {
            switch template.kind {
            case .constant(let json): return .constant(json.serialized())
            case .interpolation(let interpolation):
                if isWhole, interpolation.soleRootName == variable { return .row }
                guard reads(interpolation) else { return try constant(interpolation) }
                return .value(interpolation.expression)
            case .text(let text): return self.text(text)
            case .array(let elements):
                var parts = [Part.constant([UInt8(ascii: "[")])]
                for (place, element) in elements.enumerated() {
                    if place > 0 { parts.append(.constant([UInt8(ascii: ",")])) }
                    guard let part = try part(of: element) else { return nil }
                    parts.append(part)
                }
                return .parts(parts + [.constant([UInt8(ascii: "]")])])
            case .object(let members): return try object(members)
            }
        }

        @SessionActor private mutating func object(_ members: [Template.Member]) throws(Stop) -> Part? {
            var parts: [Part] = []
            for (place, member) in members.enumerated() {
                var head = [UInt8(ascii: place == 0 ? "{" : ",")]
                guard let key = member.newKey else { return nil }
                serializeString(key, into: &head)
                head.append(UInt8(ascii: ":"))
                guard let part = try part(of: member.value) else { return nil }
                parts += [.constant(head), part]
            }
            return .parts(parts + [.constant(Array(members.isEmpty ? "{}".utf8 : "}".utf8))])
        }

        private mutating func text(_ text: TextTemplate) -> Part? {
            var parts: [TextPart] = []
            for segment in text.segments {
                switch segment {
                case .literal(let literal): parts.append(.constant(literal))
                case .interpolation(let interpolation):
                    guard reads(interpolation) else { return nil }
                    parts.append(.value(interpolation.expression))
                }
            }
            return .text(parts)
        }

        /// A variable has the same value for every row.
        @SessionActor private func constant(_ interpolation: Interpolation) throws(Stop) -> Part? {
            guard let name = interpolation.soleRootName, name != "_", name != "last" else { return nil }
            let value = try interpreter.value(of: interpolation)
            return value.isSecret || value.json.isNull ? nil : .constant(value.json.serialized())
        }

        /// Whether an expression reads nothing but the row; adds what it reads.
        mutating func reads(_ interpolation: Interpolation) -> Bool {
            let read = interpolation.expression.selection
            guard read.isWithin(variable), let ofRow = read.member(variable) else { return false }
            selection.formUnion(ofRow)
            return true
        }
    }
}

/// The row as the only variable.
private struct RowRoot: ExpressionRoot {
    let name: String
    let row: JSONValue

    func member(_ name: String) -> JSONValue? { name == self.name ? row : nil }

    var object: JSONValue { [name: row] }
}
