// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

let orderFunctions: [Function] = [
    Function(
        "group_by", [.required("elements", .arrayOfObjects), .required("expression", .expression)], result: "object",
        summary:
            "An array of elements for each string that the expression gives; elements where it is null are left out.",
        example: ("group_by(`[{\"k\": \"a\"}, {\"k\": \"b\"}]`, &k)", "{\"a\":[{\"k\":\"a\"}],\"b\":[{\"k\":\"b\"}]}")
    ) { (arguments) throws(CallError) in
        var keys = JSONObject()
        var groups: [[JSONValue]] = []
        for element in arguments.array(0) {
            switch try arguments.evaluate(1, on: element) {
            case .null: continue
            case .string(let key):
                if let group = keys[key]?.int {
                    groups[group].append(element)
                } else {
                    keys.set(key, .number(JSONNumber(groups.count)))
                    groups.append([element])
                }
            case let other:
                throw .invalidType("a key must be a string or null, not \(other.kindWithArticle)", argument: 1)
            }
        }
        var result = JSONObject()
        for (key, group) in zip(keys.keys, groups) { result.set(key, .array(group)) }
        return .object(result)
    },
    Function(
        "max", [.required("elements", .arrayOfNumbers, .arrayOfStrings)], result: "number|string|null",
        summary: "The largest number or the last string; null when there is none.", example: ("max(`[3, 9, 4]`)", "9")
    ) { firstExtreme($0.array(0), isMaximum: true) },
    Function(
        "max_by", [.required("elements", .array), .required("expression", .expression)], result: "any",
        summary: "The element for which the expression gives the largest number or the last string.",
        example: ("max_by(`[{\"n\": 1}, {\"n\": 2}]`, &n)", "{\"n\":2}")
    ) { (arguments) throws(CallError) in try firstExtreme(arguments, isMaximum: true) },
    Function(
        "min", [.required("elements", .arrayOfNumbers, .arrayOfStrings)], result: "number|string|null",
        summary: "The smallest number or the first string; null when there is none.", example: ("min(`[3, 9, 4]`)", "3")
    ) { firstExtreme($0.array(0), isMaximum: false) },
    Function(
        "min_by", [.required("elements", .array), .required("expression", .expression)], result: "any",
        summary: "The element for which the expression gives the smallest number or the first string.",
        example: ("min_by(`[{\"n\": 1}, {\"n\": 2}]`, &n)", "{\"n\":1}")
    ) { (arguments) throws(CallError) in try firstExtreme(arguments, isMaximum: false) },
    Function(
        "sort", [.required("elements", .arrayOfNumbers, .arrayOfStrings)], result: "array",
        summary: "The numbers, or the strings by their code points, in ascending order.",
        example: ("sort(`[3, 1, 2]`)", "[1,2,3]")
    ) { .array(sorted($0.array(0), by: $0.array(0))) },
    Function(
        "sort_by", [.required("elements", .array), .required("expression", .expression)], result: "array",
        summary: "The elements in ascending order of the numbers or strings that the expression gives.",
        example: ("sort_by(`[{\"n\": 2}, {\"n\": 1}]`, &n)", "[{\"n\":1},{\"n\":2}]")
    ) { (arguments) throws(CallError) in .array(sorted(arguments.array(0), by: try keys(arguments))) },
]

/// What the expression gives for each element: numbers alone, or strings alone.
private func keys(_ arguments: Arguments) throws(CallError) -> [JSONValue] {
    let keys = try arguments.evaluate(1, onEach: arguments.array(0))
    guard let first = keys.first else { return [] }
    guard let type = [ArgumentType.number, .string].first(where: { $0.accepts(first) }) else {
        throw .invalidType("the expression must give numbers or strings, not \(first.kindWithArticle)", argument: 1)
    }
    guard let misfit = keys.first(where: { !type.accepts($0) }) else { return keys }
    throw .invalidType(
        "the expression gives \(misfit.kindWithArticle) beside \(first.kindWithArticle): there is no order between them",
        argument: 1)
}

/// Numbers by value, strings by code points.
private func precedes(_ a: JSONValue, _ b: JSONValue) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b
    case (.string(let a), .string(let b)): JSON.precedes(a, b)
    default: false
    }
}

/// Equal keys keep the order of their elements.
private func sorted(_ elements: [JSONValue], by keys: [JSONValue]) -> [JSONValue] {
    if case .number? = keys.first { return sorted(elements, byNumbers: keys) }
    return elements.indices
        .sorted { precedes(keys[$0], keys[$1]) || ($0 < $1 && !precedes(keys[$1], keys[$0])) }
        .map { elements[$0] }
}

/// The nearest doubles decide; the numbers themselves are only compared where these are equal.
private func sorted(_ elements: [JSONValue], byNumbers keys: [JSONValue]) -> [JSONValue] {
    var order = keys.enumerated().map { RoundedKey(rounded: $0.element.rounded, place: $0.offset) }
    order.sort()
    var start = 0
    for end in 1...order.count where end == order.count || order[start].rounded != order[end].rounded {
        if end - start > 1, order[start..<end].contains(where: { keys[$0.place] != keys[order[start].place] }) {
            order[start..<end].sort { a, b in
                precedes(keys[a.place], keys[b.place]) || (a.place < b.place && !precedes(keys[b.place], keys[a.place]))
            }
        }
        start = end
    }
    return order.map { elements[$0.place] }
}

/// The double nearest to a key, and the place of its element.
private struct RoundedKey: Comparable {
    let rounded: Double
    let place: Int

    static func < (a: RoundedKey, b: RoundedKey) -> Bool {
        a.rounded == b.rounded ? a.place < b.place : a.rounded < b.rounded
    }
}

extension JSONValue {
    /// The double nearest to a number.
    fileprivate var rounded: Double {
        guard case .number(let number) = self else { return .nan }
        return number.double
    }
}

private func firstExtreme(_ keys: [JSONValue], isMaximum: Bool) -> JSONValue {
    extremePlace(keys, isMaximum).map { keys[$0] } ?? .null
}

private func firstExtreme(_ arguments: Arguments, isMaximum: Bool) throws(CallError) -> JSONValue {
    extremePlace(try keys(arguments), isMaximum).map { arguments.array(0)[$0] } ?? .null
}

private func extremePlace(_ keys: [JSONValue], _ isMaximum: Bool) -> Int? {
    guard var best = keys.indices.first else { return nil }
    for place in keys.indices where isMaximum ? precedes(keys[best], keys[place]) : precedes(keys[place], keys[best]) {
        best = place
    }
    return best
}
