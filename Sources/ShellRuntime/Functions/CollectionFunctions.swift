// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON

let collectionFunctions: [Function] = [
    Function(
        "range", [.required("start or end", .number), .optional("end", .number)], result: "array[number]",
        summary: "The whole numbers from 0, or from start, up to but not including end.",
        example: ("range(2, 5)", "[2,3,4]")
    ) { (arguments) throws(CallError) in
        let start = arguments.count == 1 ? 0 : try arguments.integer(0)
        let end = try arguments.integer(arguments.count - 1)
        if start >= end { return [] }
        let limit = 10_000_000
        guard end.subtractingReportingOverflow(start).partialValue.magnitude <= UInt(limit) else {
            throw .invalidValue("the range has more than \(limit) numbers", argument: arguments.count - 1)
        }
        return .array((start..<end).map { .number(JSONNumber($0)) })
    },
    Function(
        "round", [.required("value", .number), .optional("digits", .number)], result: "number",
        summary: "The number rounded to the given number of decimals, by default 0; halves are rounded away from 0.",
        example: ("round(2.345, 1)", "2.3")
    ) { (arguments) throws(CallError) in
        let digits = try arguments.natural(1)
        let number = arguments.number(0)
        if digits > 15 || number.isSpelledAsInteger { return .number(number) }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = number.double * scale
        // A number this large has no decimals.
        guard scaled.magnitude < 0x1p53 else { return .number(number) }
        guard let result = JSONNumber(scaled.rounded() / scale) else { throw .notANumber("the number is too large") }
        return .number(result)
    },
    Function(
        "unique", [.required("elements", .array)], result: "array",
        summary: "The array without duplicates; the first of several equal elements is kept.",
        example: ("unique(['b', 'a', 'b'])", "[\"b\",\"a\"]")
    ) { arguments in
        var seen: Set<JSONValue> = []
        return .array(arguments.array(0).filter { seen.insert($0).inserted })
    },
]
