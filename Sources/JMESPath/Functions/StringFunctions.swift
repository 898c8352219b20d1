// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

let stringFunctions: [Function] = [
    Function(
        "join", [.required("glue", .string), .required("strings", .arrayOfStrings)], result: "string",
        summary: "The strings joined into one, with the glue between them.",
        example: ("join(', ', ['a', 'b'])", "\"a, b\"")
    ) { .string($0.array(1).compactMap(\.string).joined(separator: $0.string(0))) },
    Function(
        "lower", [.required("subject", .string)], result: "string", summary: "The string in lower case.",
        example: ("lower('ABC')", "\"abc\"")
    ) { .string($0.string(0).lowercased()) },
    Function(
        "pad_left",
        [.required("subject", .string), .required("width", .number), .optional("pad", .string)],
        result: "string",
        summary: "The string padded to the width with spaces, or another character, on its left.",
        example: ("pad_left('7', 3, '0')", "\"007\"")
    ) { (arguments) throws(CallError) in .string(try padding(arguments) + arguments.string(0)) },
    Function(
        "pad_right",
        [.required("subject", .string), .required("width", .number), .optional("pad", .string)],
        result: "string",
        summary: "The string padded to the width with spaces, or another character, on its right.",
        example: ("pad_right('a', 3, '.')", "\"a..\"")
    ) { (arguments) throws(CallError) in .string(arguments.string(0) + (try padding(arguments))) },
    Function(
        "trim", [.required("subject", .string), .optional("chars", .string)], result: "string",
        summary: "The string with whitespace, or the given characters, removed from both ends.",
        example: ("trim('  a ')", "\"a\"")
    ) { .string(trim($0, left: true, right: true)) },
    Function(
        "trim_left", [.required("subject", .string), .optional("chars", .string)],
        result: "string", summary: "The string with whitespace, or the given characters, removed from its start.",
        example: ("trim_left('007', '0')", "\"7\"")
    ) { .string(trim($0, left: true, right: false)) },
    Function(
        "trim_right", [.required("subject", .string), .optional("chars", .string)],
        result: "string", summary: "The string with whitespace, or the given characters, removed from its end.",
        example: ("trim_right('a/', '/')", "\"a\"")
    ) { .string(trim($0, left: false, right: true)) },
    Function(
        "upper", [.required("subject", .string)], result: "string", summary: "The string in upper case.",
        example: ("upper('abc')", "\"ABC\"")
    ) { .string($0.string(0).uppercased()) },
]

/// The padding to add to the subject.
private func padding(_ arguments: Arguments) throws(CallError) -> String {
    let width = try arguments.natural(1)
    let limit = 1 << 24
    if width > limit { throw .invalidValue("the width \(width) is larger than \(limit)", argument: 1) }
    let pad = arguments[2].string ?? " "
    guard pad.unicodeScalars.count == 1 else {
        throw .invalidValue("the padding must be a single character", argument: 2)
    }
    return String(repeating: pad, count: max(0, width - arguments.string(0).unicodeScalars.count))
}

private func trim(_ arguments: Arguments, left: Bool, right: Bool) -> String {
    var rest = arguments.string(0).unicodeScalars[...]
    let chars = arguments[1].string ?? ""
    let set = Set(chars.unicodeScalars)
    let isTrimmed = { (scalar: Unicode.Scalar) in set.isEmpty ? scalar.properties.isWhitespace : set.contains(scalar) }
    while left, let first = rest.first, isTrimmed(first) { rest.removeFirst() }
    while right, let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return String(rest)
}
