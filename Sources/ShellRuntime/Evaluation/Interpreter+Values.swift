// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JMESPath
import JSON
import ShellLanguage

/// Evaluates interpolations, templates and words.
extension Interpreter {
    /// What the text is for, which decides what can be converted to text.
    enum TextPosition {
        /// A string, a word, a text block: anything but null.
        case embedded
        /// An object's key or a function's name: no null, array or object.
        case name(of: String)
    }

    private var root: ScopeRoot { ScopeRoot(scope: scope, session: session) }

    /// The value of `<<expr>>`, with its type; with its original bytes if `expr` is just a variable.
    func value(of interpolation: Interpolation) throws(Stop) -> Value {
        if let name = interpolation.soleRootName, let value = scope[name] { return value }
        let root = root
        try checkNames(of: interpolation)
        if let name = interpolation.soleRootName, let value = root.value(name) { return value }
        do {
            let value = Value(try interpolation.expression.search(in: root), isSecret: readsSecret(interpolation))
            if value.isSecret { for text in value.json.texts where isHideable(text) { session.console.hide(text) } }
            return value
        } catch {
            throw .failed(failure(error, in: interpolation))
        }
    }

    /// Whether the condition is true, and what made it false.
    func judge(_ condition: Interpolation) throws(Stop) -> Judgement {
        try checkNames(of: condition)
        do {
            return try condition.expression.judge(in: root)
        } catch {
            throw .failed(failure(error, in: condition))
        }
    }

    private func checkNames(of interpolation: Interpolation) throws(Stop) {
        for use in interpolation.expression.rootNames where root.value(use.name) == nil {
            throw .failed(unknown(use.name, at: interpolation.sourceRange(of: use.range)))
        }
    }

    func isTrue(_ condition: Interpolation) throws(Stop) -> Bool { try value(of: condition).json.isTruthy }

    func value(of template: Template) throws(Stop) -> Value {
        switch template.kind {
        case .constant(let json): return Value(json)
        case .interpolation(let interpolation):
            let value = try value(of: interpolation)
            if value.json.isNull, session.settings.missing == .error,
                interpolation.expression.missingPart(in: root) != nil
            {
                throw .failed(nullWhereNeeded("a value", interpolation))
            }
            return value
        case .text(let text): return try textValue(of: text)
        case .array(let elements):
            var values: [JSONValue] = []
            values.reserveCapacity(elements.count)
            var isSecret = false
            for element in elements {
                let value = try value(of: element)
                values.append(value.json)
                isSecret = isSecret || value.isSecret
            }
            return Value(.array(values), isSecret: isSecret)
        case .object(let members):
            var object = JSONObject()
            object.reserveCapacity(members.count)
            var isSecret = false
            for member in members {
                let key: String
                if let constant = member.constantKey {
                    key = constant
                } else {
                    key = try text(of: member.key, for: .name(of: "a key"))
                }
                let value = try value(of: member.value)
                object.set(key, value.json)
                isSecret = isSecret || value.isSecret
            }
            return Value(.object(object), isSecret: isSecret)
        }
    }

    /// The value of a word: typed when it is one interpolation, text otherwise.
    func value(of word: Word) throws(Stop) -> Value {
        if let interpolation = word.soleInterpolation { return try value(of: interpolation) }
        return Value(.string(try text(of: word)), isSecret: word.interpolations.contains(where: readsSecret))
    }

    func text(of word: Word, for position: TextPosition = .embedded) throws(Stop) -> String {
        if let constant = word.constant { return constant }
        var text = ""
        for piece in word.pieces {
            switch piece {
            case .bare(let characters, _): text += characters
            case .quoted(let quoted): text += try self.text(of: quoted, for: position)
            case .interpolation(let interpolation): text += try self.text(of: interpolation, for: position)
            }
        }
        return text
    }

    func text(of template: TextTemplate, for position: TextPosition = .embedded) throws(Stop) -> String {
        if let constant = template.constant { return constant }
        var isSecret = false
        return try text(of: template, for: position, isSecret: &isSecret)
    }

    private func text(
        of template: TextTemplate, for position: TextPosition, isSecret: inout Bool
    ) throws(Stop) -> String {
        var text = ""
        for segment in template.segments {
            switch segment {
            case .literal(let characters): text += characters
            case .interpolation(let interpolation):
                let value = try value(of: interpolation)
                if value.isSecret { isSecret = true }
                text += try self.text(of: value.json, interpolation, for: position)
            }
        }
        return text
    }

    private func textValue(of text: TextTemplate) throws(Stop) -> Value {
        var isSecret = false
        let string = try self.text(of: text, for: .embedded, isSecret: &isSecret)
        return Value(.string(string), isSecret: isSecret)
    }

    func text(of interpolation: Interpolation, for position: TextPosition) throws(Stop) -> String {
        try text(of: value(of: interpolation).json, interpolation, for: position)
    }

    private func text(
        of json: JSONValue, _ interpolation: Interpolation, for position: TextPosition
    ) throws(Stop) -> String {
        switch (position, json) {
        case (_, .null): throw .failed(nullWhereNeeded("text", interpolation))
        case (.name(let what), .array), (.name(let what), .object):
            throw .failed(
                placed(
                    Failure(.value, "\(json.kindWithArticle) can't be \(what)"),
                    at: interpolation.range))
        default: return json.asText ?? ""
        }
    }

    func readsSecret(_ interpolation: Interpolation) -> Bool {
        interpolation.expression.rootNames.contains { root.value($0.name)?.isSecret == true }
    }

    // MARK: Failures

    private func unknown(_ name: String, at range: SourceRange) -> Failure {
        var failure: Failure
        if name == "_" || name == "last" {
            failure = Failure(
                .usage, "`\(name)` has no value yet", hint: "list, describe, invoke and load set it")
        } else if scope.isUnassignedLocal(name) {
            failure = Failure(
                .usage, "`\(name)` has no value yet; it's assigned later in this body",
                hint: "names assigned anywhere in a `def` or a parallel body are local to it")
        } else {
            let nearest = Suggestion.nearest(to: name, among: scope.visibleNames.union(ReadOnlyNames.all))
            failure = Failure(
                .usage, "there's no variable `\(name)`",
                hint: UsageFault.hint(forVariable: name, nearest))
        }
        failure.place = SourcePlace(source: source, range: range)
        return failure
    }

    private func failure(_ error: ExpressionError, in interpolation: Interpolation) -> Failure {
        var failure = Failure(.expression, error.message, type: error.kind.rawValue, hint: error.hint)
        failure.place = SourcePlace(source: source, range: interpolation.sourceRange(of: error.range))
        return failure
    }

    /// The failure for a null where `what` is needed; names the part of the path that's missing.
    private func nullWhereNeeded(_ what: String, _ interpolation: Interpolation) -> Failure {
        let expression = interpolation.expression
        var failure = Failure(
            .value, "`\(expression.source)` is null, but \(what) is needed here", type: "null",
            hint: "add a default: <<\(expression.source) || 'default'>>")
        var range = interpolation.range
        if let missing = expression.missingPart(in: root) {
            let part = String(decoding: Array(expression.source.utf8)[missing], as: UTF8.self)
            failure.details.append("`\(part)` is missing")
            range = interpolation.sourceRange(of: missing)
        }
        failure.place = SourcePlace(source: source, range: range)
        return failure
    }
}
