// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

let arrayFunctions: [Function] = [
    Function(
        "length", [.required("subject", .string, .array, .object)], result: "number",
        summary: "The number of code points, elements or members.", example: ("length('abc')", "3")
    ) { arguments in
        switch arguments[0] {
        case .string(let text): .number(JSONNumber(text.unicodeScalars.count))
        case .array(let elements): .number(JSONNumber(elements.count))
        case .object(let members): .number(JSONNumber(members.count))
        case .null, .bool, .number: .null
        }
    },
    Function(
        "map", [.required("expression", .expression), .required("elements", .array)], result: "array",
        summary: "The result of the expression for each element, including nulls.",
        example: ("map(&length(@), ['a', 'bc'])", "[1,2]")
    ) { (arguments) throws(CallError) in
        .array(try arguments.evaluate(0, onEach: arguments.array(1)))
    },
    Function(
        "reverse", [.required("subject", .string, .array)], result: "string|array",
        summary: "The elements, or the code points, in reverse order.", example: ("reverse('abc')", "\"cba\"")
    ) { arguments in
        if case .array(let elements) = arguments[0] { return .array(elements.reversed()) }
        return .string(String(String.UnicodeScalarView(arguments.string(0).unicodeScalars.reversed())))
    },
    Function(
        "zip", [.repeated("arrays", .array)], result: "array[array]",
        summary: "Arrays of the first, second, … elements of all arrays, up to the end of the shortest one.",
        example: ("zip(['a', 'b'], `[1, 2, 3]`)", "[[\"a\",1],[\"b\",2]]")
    ) { arguments in
        let columns = arguments.all.compactMap(\.array)
        let count = columns.map(\.count).min() ?? 0
        return .array((0..<count).map { row in .array(columns.map { $0[row] }) })
    },
]
