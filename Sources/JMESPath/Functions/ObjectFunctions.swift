// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

let objectFunctions: [Function] = [
    Function(
        "from_items", [.required("pairs", .array)], result: "object",
        summary: "The object whose members are the [key, value] pairs; the last of several equal keys wins.",
        example: ("from_items([['a', 'b']])", "{\"a\":\"b\"}")
    ) { (arguments) throws(CallError) in
        var result = JSONObject()
        for pair in arguments.array(0) {
            guard let pair = pair.array else {
                throw .invalidType("an element must be a pair [key, value], not \(pair.kindWithArticle)", argument: 0)
            }
            guard pair.count == 2 else {
                throw .invalidValue("a pair must have two elements, not \(pair.count)", argument: 0)
            }
            guard case .string(let key) = pair[0] else {
                throw .invalidType("a key must be a string, not \(pair[0].kindWithArticle)", argument: 0)
            }
            result.set(key, pair[1])
        }
        return .object(result)
    },
    Function(
        "items", [.required("object", .object)], result: "array[array]",
        summary: "The members as [key, value] pairs.", example: ("items({a: 'b'})", "[[\"a\",\"b\"]]")
    ) { .array($0.object(0).map { .array([.string($0.key), $0.value]) }) },
    Function(
        "keys", [.required("object", .object)], result: "array[string]", summary: "The keys of the members.",
        example: ("keys({a: 'b'})", "[\"a\"]")
    ) { .array($0.object(0).keys.map(JSONValue.string)) },
    Function(
        "merge", [.repeated("objects", .object)], result: "object",
        summary: "One object with the members of all; the last of several equal keys wins.",
        example: ("merge({a: 'b'}, {c: 'd'})", "{\"a\":\"b\",\"c\":\"d\"}")
    ) { arguments in
        var result = arguments.object(0)
        for object in arguments.all.dropFirst().compactMap(\.object) {
            for member in object { result.set(member.key, member.value) }
        }
        return .object(result)
    },
    Function(
        "values", [.required("object", .object)], result: "array", summary: "The values of the members.",
        example: ("values({a: 'b'})", "[\"b\"]")
    ) { .array($0.object(0).values) },
]
