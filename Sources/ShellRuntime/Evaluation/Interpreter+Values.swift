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

    /// The value of `<<expr>>`, with its type; with its original bytes if `expr` is just a variable.
    func value(of interpolation: Interpolation) throws(Stop) -> Value {
        if let name = interpolation.soleRootName, let value = root.value(name) { return value }
        var isSecret = false
        let json = try json(of: interpolation, isSecret: &isSecret)
        return Value(json, isSecret: isSecret)
    }

    /// - Parameter isSecret: becomes true if a secret was read.
    private func json(of interpolation: Interpolation, isSecret: inout Bool) throws(Stop) -> JSONValue {
        guard scope.mayHaveSecrets else {
            if let name = interpolation.soleRootName, let json = root.member(name) { return json }
            return try search(interpolation)
        }
        if let name = interpolation.soleRootName, let value = root.value(name) {
            if value.isSecret { isSecret = true }
            return value.json
        }
        let json = try search(interpolation)
        if readsSecret(interpolation) {
            isSecret = true
            for text in json.texts where isHideable(text) { session.console.hide(text) }
        }
        return json
    }

    /// Every name has to exist, even one that isn't needed, such as `b` in `a || b`. The evaluation itself finds that
    /// out for expressions that look up all of their names, which saves a second lookup.
    private func search(_ interpolation: Interpolation) throws(Stop) -> JSONValue {
        let expression = interpolation.expression
        if !expression.readsAllNames { try checkNames(of: interpolation) }
        let json: JSONValue
        do {
            json = try evaluator.search(expression)
        } catch {
            try checkNames(of: interpolation)
            throw .failed(failure(error, in: interpolation))
        }
        if evaluator.hasMissed { try checkNames(of: interpolation) }
        if json.isNull { noteMisspeltMember(in: interpolation) }
        return json
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

    /// Throws for the first name that doesn't exist.
    func checkNames(of interpolation: Interpolation) throws(Stop) {
        for use in interpolation.expression.rootNames where !root.knows(use.name) {
            throw .failed(unknown(use.name, at: interpolation.sourceRange(of: use.range)))
        }
    }

    func isTrue(_ condition: Interpolation) throws(Stop) -> Bool { try value(of: condition).json.isTruthy }

    func value(of template: Template) throws(Stop) -> Value {
        if case .interpolation(let interpolation) = template.kind, interpolation.soleRootName != nil {
            let value = try value(of: interpolation)
            try refuseMissing(value.json, interpolation)
            return value
        }
        var isSecret = false
        let json = try json(of: template, isSecret: &isSecret)
        return Value(json, isSecret: isSecret)
    }

    /// - Parameter isSecret: becomes true if a secret was read.
    private func json(of template: Template, isSecret: inout Bool) throws(Stop) -> JSONValue {
        switch template.kind {
        case .constant(let json): return json
        case .interpolation(let interpolation):
            let json = try json(of: interpolation, isSecret: &isSecret)
            try refuseMissing(json, interpolation)
            return json
        case .text(let text): return .string(try self.text(of: text, for: .embedded, isSecret: &isSecret))
        case .array(let elements):
            var values: [JSONValue] = []
            values.reserveCapacity(elements.count)
            let elements = elements.span
            for place in elements.indices { values.append(try json(of: elements[place], isSecret: &isSecret)) }
            return .array(values)
        case .object(let members):
            var object = JSONObject()
            object.reserveCapacity(members.count)
            // Elements of a span aren't retained; those of an array would be.
            let members = members.span
            for place in members.indices {
                let json = try json(of: members[place].value, isSecret: &isSecret)
                if let key = members[place].newKey {
                    object.append(key, json)
                } else {
                    object.set(try text(of: members[place].key, for: .name(of: "a key")), json)
                }
            }
            return .object(object)
        }
    }

    private func refuseMissing(_ json: JSONValue, _ interpolation: Interpolation) throws(Stop) {
        guard json.isNull, session.settings.missing == .error, interpolation.expression.missingPart(in: root) != nil
        else { return }
        throw .failed(nullWhereNeeded("a value", interpolation))
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
        // A text of up to 15 bytes needs no memory of its own, unless it's reserved.
        if template.expectedLength > 31 { text.reserveCapacity(template.expectedLength) }
        for segment in template.segments {
            switch segment {
            case .literal(let characters): text += characters
            case .interpolation(let interpolation):
                let json = try json(of: interpolation, isSecret: &isSecret)
                if case .string(let characters) = json {
                    text += characters
                } else {
                    text += try self.text(of: json, interpolation, for: position)
                }
            }
        }
        return text
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

    /// A missing member is null, which isn't an error; at the prompt it's more likely a mistake.
    private func noteMisspeltMember(in interpolation: Interpolation) {
        guard session.isAtPrompt, depth == 0, session.misspeltMembers.isLooking,
            let missing = interpolation.expression.missingPart(in: root)
        else { return }
        session.misspeltMembers.add(missing.unknownName)
    }

    // MARK: Failures

    /// Whether the value is null because a part of the expression's path is missing.
    func isMissing(_ interpolation: Interpolation) -> Bool { interpolation.expression.missingPart(in: root) != nil }

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
                hint: DashedName.hint(in: source, at: range) ?? UsageFault.hint(forVariable: name, nearest))
            failure.unknownName = UnknownName(name: name, nearest: nearest)
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
            let part = String(decoding: Array(expression.source.utf8)[missing.range], as: UTF8.self)
            failure.details.append("`\(part)` is missing")
            range = interpolation.sourceRange(of: missing.range)
            if let unknown = missing.unknownName {
                failure.unknownName = unknown
                if let nearest = unknown.nearest { failure.hint = "did you mean `\(nearest)`?" }
            }
        }
        failure.place = SourcePlace(source: source, range: range)
        return failure
    }
}

extension MissingPart {
    fileprivate var unknownName: UnknownName? {
        member.map { UnknownName(name: $0, nearest: Suggestion.nearest(to: $0, among: siblings)) }
    }
}
