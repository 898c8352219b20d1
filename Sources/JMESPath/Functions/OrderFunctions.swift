// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

let orderFunctions: [Function] = [
    Function(
        "group_by", [.required("elements", .arrayOfObjects), .required("expression", .expression)], result: "object",
        summary:
            "An object of arrays: the elements, grouped by the string that the expression returns; null is left out.",
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
        summary: "The largest number or the last string; null if the array is empty.",
        example: ("max(`[3, 9, 4]`)", "9")
    ) { firstExtreme($0.array(0), isMaximum: true) },
    Function(
        "max_by", [.required("elements", .array), .required("expression", .expression)], result: "any",
        summary: "The element for which the expression returns the largest number or the last string.",
        example: ("max_by(`[{\"n\": 1}, {\"n\": 2}]`, &n)", "{\"n\":2}")
    ) { (arguments) throws(CallError) in try firstExtreme(arguments, isMaximum: true) },
    Function(
        "min", [.required("elements", .arrayOfNumbers, .arrayOfStrings)], result: "number|string|null",
        summary: "The smallest number or the first string; null if the array is empty.",
        example: ("min(`[3, 9, 4]`)", "3")
    ) { firstExtreme($0.array(0), isMaximum: false) },
    Function(
        "min_by", [.required("elements", .array), .required("expression", .expression)], result: "any",
        summary: "The element for which the expression returns the smallest number or the first string.",
        example: ("min_by(`[{\"n\": 1}, {\"n\": 2}]`, &n)", "{\"n\":1}")
    ) { (arguments) throws(CallError) in try firstExtreme(arguments, isMaximum: false) },
    Function(
        "sort", [.required("elements", .arrayOfNumbers, .arrayOfStrings)], result: "array",
        summary: "The numbers, or the strings by their code points, in ascending order.",
        example: ("sort(`[3, 1, 2]`)", "[1,2,3]"), appliesSlice: true
    ) { (arguments) in .array(arguments.inOrder(of: arguments.array(0))) },
    Function(
        "sort_by", [.required("elements", .array), .required("expression", .expression)], result: "array",
        summary: "The elements in ascending order of the numbers or strings that the expression returns.",
        example: ("sort_by(`[{\"n\": 2}, {\"n\": 1}]`, &n)", "[{\"n\":1},{\"n\":2}]"), appliesSlice: true
    ) { (arguments) throws(CallError) in .array(arguments.inOrder(of: try keys(arguments))) },
]

extension Arguments {
    /// The elements of the first argument in the order of their keys; if the result is sliced, only the slice.
    fileprivate func inOrder(of keys: [JSONValue]) -> [JSONValue] {
        let elements = array(0)
        return SortOrder(keys).places(slice).map { elements[$0] }
    }
}

/// The expression's results for all elements: only numbers, or only strings.
private func keys(_ arguments: Arguments) throws(CallError) -> [JSONValue] {
    let keys = try arguments.evaluate(1, onEach: arguments.array(0))
    guard let first = keys.first else { return [] }
    guard let type = [ArgumentType.number, .string].first(where: { $0.accepts(first) }) else {
        throw .invalidType("the expression must return numbers or strings, not \(first.kindWithArticle)", argument: 1)
    }
    guard let misfit = keys.first(where: { !type.accepts($0) }) else { return keys }
    throw .invalidType(
        "the expression returns both \(first.kindWithArticle) and \(misfit.kindWithArticle), which can't be compared",
        argument: 1)
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
