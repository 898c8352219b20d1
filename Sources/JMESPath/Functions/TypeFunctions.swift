// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

let typeFunctions: [Function] = [
    Function(
        "not_null", [.repeated("values", .any)], result: "any",
        summary: "The first value that isn't null.", example: ("not_null(`null`, 'a')", "\"a\"")
    ) { $0.all.first { !$0.isNull } ?? .null },
    Function(
        "to_array", [.required("value", .any)], result: "array",
        summary: "The value itself if it's an array, otherwise an array that contains only the value.",
        example: ("to_array('a')", "[\"a\"]")
    ) { $0[0].array == nil ? .array([$0[0]]) : $0[0] },
    Function(
        "to_number", [.required("value", .any)], result: "number|null",
        summary: "The number in a string; numbers stay the same, everything else becomes null.",
        example: ("to_number('1.5')", "1.5")
    ) { arguments in
        switch arguments[0] {
        case .number: arguments[0]
        case .string(let text): JSONNumber(parsing: text).map(JSONValue.number) ?? .null
        case .null, .bool, .array, .object: .null
        }
    },
    Function(
        "to_string", [.required("value", .any)], result: "string",
        summary: "The value as compact JSON; strings stay the same.", example: ("to_string([`1`, `2`])", "\"[1,2]\"")
    ) { $0[0].string == nil ? .string($0[0].description) : $0[0] },
    Function(
        "type", [.required("value", .any)], result: "string",
        summary: "The name of the value's type: null, boolean, number, string, array or object.",
        example: ("type('a')", "\"string\"")
    ) { .string($0[0].typeName) },
]
