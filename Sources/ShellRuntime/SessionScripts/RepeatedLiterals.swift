// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage

/// The literals that several calls of a script have: what a person would make an argument of the script.
struct RepeatedLiterals {
    /// The literals with the number of calls they're in, the most frequent ones first.
    let all: [(literal: JSONValue, calls: Int)]

    private static let most = 3
    /// Of a text, in characters; shorter ones are the same by chance.
    private static let shortest = 3

    init(in script: Script) {
        var order: [JSONValue] = []
        var counts: [JSONValue: Int] = [:]
        for call in script.calls {
            guard case .command(let bound) = call.binding else { continue }
            var found: Set<JSONValue> = []
            for argument in bound.operands + bound.options {
                guard case .value(let template) = argument.kind else { continue }
                for literal in Self.literals(in: template) where found.insert(literal).inserted {
                    if counts[literal] == nil { order.append(literal) }
                    counts[literal, default: 0] += 1
                }
            }
        }
        let repeated = order.filter { counts[$0, default: 0] > 1 }.enumerated().sorted { a, b in
            let (x, y) = (counts[a.element, default: 0], counts[b.element, default: 0])
            return x == y ? a.offset < b.offset : x > y
        }
        all = repeated.prefix(Self.most).map { ($0.element, counts[$0.element, default: 0]) }
    }

    private static func literals(in template: Template) -> [JSONValue] {
        switch template.kind {
        case .constant(let value): leaves(of: value)
        case .interpolation, .text: []
        case .array(let elements): elements.flatMap(literals)
        case .object(let members): members.flatMap { literals(in: $0.value) }
        }
    }

    private static func leaves(of value: JSONValue) -> [JSONValue] {
        switch value {
        case .null, .bool, .number: []
        case .string(let text): text.count >= shortest ? [value] : []
        case .array(let elements): elements.flatMap(leaves)
        case .object(let members): members.flatMap { leaves(of: $0.value) }
        }
    }
}
