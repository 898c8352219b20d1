// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import ShellLanguage

/// `NAME = …`, `NAME.path = …` and `secret NAME`.
extension Interpreter {
    func run(_ assignment: Assignment) async throws(Stop) {
        let target = assignment.target
        let name = target.name.text
        let value = try await rightSide(assignment.value)
        // `_ = COMMAND` runs the command for what it does.
        if name == "_" { return }
        guard !target.path.isEmpty else {
            scope[name] = value
            return
        }
        guard let old = scope[name] else {
            throw .failed(
                placed(
                    Failure(.usage, "there is no variable `\(name)`", hint: "make it first: \(name) = {}"),
                    at: target.name.range))
        }
        var json = old.json
        try set(target.path[...], of: &json, to: value.json)
        scope[name] = Value(json, isSecret: old.isSecret || value.isSecret)
    }

    /// The value of what stands right of `=`, and of what `return` takes.
    func rightSide(_ side: RightSide) async throws(Stop) -> Value {
        let result: CommandResult
        switch side.kind {
        case .value(let template):
            let value = try value(of: template)
            if side.programs.isEmpty { return value }
            result = CommandResult(value: value)
        case .call(let call):
            result = try await self.call(call, onRight: true)
            if side.programs.isEmpty { return result.value ?? .null }
        case .shell(let line): return text(of: try await shell(line, captures: true))
        }
        let input = result.value.map { console.text(of: $0.shown, as: result.view, form: result.form) } ?? []
        return text(of: try await run(side.programs, input: input, captures: true))
    }

    /// The output of a program as a value: text, less one final newline.
    private func text(of output: [UInt8]) -> Value {
        let end = output.last == UInt8(ascii: "\n") ? output.dropLast() : output[...]
        return Value(.string(String(decoding: end, as: UTF8.self)))
    }

    func run(_ secret: SecretStatement) async throws(Stop) {
        let name = secret.name.text
        let text: String
        if let side = secret.value {
            let value = try await rightSide(side)
            switch value.json {
            case .string, .number, .bool: text = value.json.asText ?? ""
            case .null, .array, .object:
                throw .failed(.value, "a secret is text, and this is \(value.json.typeName)")
            }
        } else {
            switch await console.askSecret("\(name): ") {
            case .given(let typed): text = typed
            case .interrupted: throw .interrupted
            case .noOne:
                throw .failed(.usage, "no secret was typed", hint: "off a terminal write `secret \(name) = …`")
            }
        }
        guard isHideable(text) else {
            throw .failed(.value, "a secret has at least four characters")
        }
        console.hide(text)
        scope[name] = Value(.string(text), isSecret: true)
    }

    // MARK: Parts

    /// Sets the part of `json` that `path` leads to. A missing last member is added and an index equal to the length
    /// appends; any other step that leads nowhere is an error.
    private func set(_ path: ArraySlice<Assignment.Step>, of json: inout JSONValue, to value: JSONValue) throws(Stop) {
        guard let step = path.first else {
            json = value
            return
        }
        let isLast = path.count == 1
        switch (try position(of: step), json) {
        case (.key(let key), .object(var members)):
            guard var member = members[key] ?? (isLast ? .null : Optional.none) else {
                throw .failed(placed(Failure(.value, "there is no member `\(key)`"), at: step.range))
            }
            try set(path.dropFirst(), of: &member, to: value)
            members[key] = member
            json = .object(members)
        case (.index(let index), .array(var elements)):
            let offset = index < 0 ? elements.count + index : index
            if isLast, offset == elements.count {
                elements.append(value)
            } else {
                guard elements.indices.contains(offset) else {
                    throw .failed(
                        placed(
                            Failure(.value, "there is no element `[\(index)]`: the array has \(elements.count)"),
                            at: step.range))
                }
                try set(path.dropFirst(), of: &elements[offset], to: value)
            }
            json = .array(elements)
        case (.key(let key), _):
            throw .failed(
                placed(
                    Failure(.value, "`\(key)` is a member, and this is \(json.kindWithArticle), no object"),
                    at: step.range))
        case (.index(let index), _):
            throw .failed(
                placed(
                    Failure(.value, "`[\(index)]` is an element, and this is \(json.kindWithArticle), no array"),
                    at: step.range))
        }
    }

    private enum Position {
        case key(String)
        case index(Int)
    }

    private func position(of step: Assignment.Step) throws(Stop) -> Position {
        switch step.kind {
        case .member(let name): return .key(name)
        case .key(let text): return .key(try self.text(of: text, for: .name(of: "a key")))
        case .index(let index): return .index(index)
        case .computed(let interpolation):
            let json = try value(of: interpolation).json
            if let index = json.int { return .index(index) }
            if let key = json.string { return .key(key) }
            throw .failed(
                placed(
                    Failure(.value, "a part is chosen by a whole number or text, and this is \(json.kindWithArticle)"),
                    at: interpolation.range))
        }
    }
}
