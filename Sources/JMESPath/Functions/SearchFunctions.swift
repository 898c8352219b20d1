// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

let searchFunctions: [Function] = [
    Function(
        "contains", [.required("subject", .array, .string), .required("search", .any)], result: "boolean",
        summary: "Whether the array contains the element, or the string contains the substring.",
        example: ("contains('foobar', 'oba')", "true")
    ) { arguments in
        let search = arguments[1]
        return switch arguments[0] {
        case .array(let elements): .bool(elements.contains(search))
        case .string(let text): .bool(search.string.map { firstOccurrence(of: $0.utf8, in: text.utf8) != nil } ?? false)
        case .null, .bool, .number, .object: false
        }
    },
    Function(
        "ends_with", [.required("subject", .string), .required("suffix", .string)], result: "boolean",
        summary: "Whether the string ends with the suffix.", example: ("ends_with('a.json', '.json')", "true")
    ) { .bool($0.string(0).utf8.reversed().starts(with: $0.string(1).utf8.reversed())) },
    Function(
        "find_first", findParameters, result: "number|null",
        summary: "The first position of the substring between start and end, counted from 0; null if it isn't found.",
        example: ("find_first('banana', 'an')", "1")
    ) { (arguments) throws(CallError) in try find(arguments, fromEnd: false) },
    Function(
        "find_last", findParameters, result: "number|null",
        summary: "The last position of the substring between start and end, counted from 0; null if it isn't found.",
        example: ("find_last('banana', 'an')", "3")
    ) { (arguments) throws(CallError) in try find(arguments, fromEnd: true) },
    Function(
        "replace",
        [
            .required("subject", .string), .required("old", .string), .required("new", .string),
            .optional("count", .number),
        ],
        result: "string", summary: "The string with each old replaced by new, at most count times.",
        example: ("replace('a-b-c', '-', '+')", "\"a+b+c\"")
    ) { (arguments) throws(CallError) in
        let parts = split(
            arguments.string(0), arguments.string(1), try arguments.natural(3, default: .max), isReplacing: true)
        return .string(parts.joined(separator: arguments.string(2)))
    },
    Function(
        "split",
        [
            .required("subject", .string), .required("search", .string),
            .optional("count", .number),
        ],
        result: "array[string]",
        summary: "The parts of the string between the occurrences of search; splits at most count times.",
        example: ("split('a,b,c', ',')", "[\"a\",\"b\",\"c\"]")
    ) { (arguments) throws(CallError) in
        let count = try arguments.natural(2, default: .max)
        return .array(split(arguments.string(0), arguments.string(1), count, isReplacing: false).map(JSONValue.string))
    },
    Function(
        "starts_with", [.required("subject", .string), .required("prefix", .string)], result: "boolean",
        summary: "Whether the string begins with the prefix.", example: ("starts_with('arn:aws', 'arn:')", "true")
    ) { .bool($0.string(0).utf8.starts(with: $0.string(1).utf8)) },
]

private let findParameters: [Function.Parameter] = [
    .required("subject", .string), .required("sub", .string), .optional("start", .number),
    .optional("end", .number),
]

/// Positions count code points; negative ones count from the end, as in Python's `str.find`.
private func find(_ arguments: Arguments, fromEnd: Bool) throws(CallError) -> JSONValue {
    let subject = Array(arguments.string(0).unicodeScalars)
    let sub = Array(arguments.string(1).unicodeScalars)
    func position(_ place: Int, default fallback: Int) throws(CallError) -> Int {
        let position = try arguments.integer(place, default: fallback)
        return position < 0 ? max(0, position + subject.count) : min(position, subject.count)
    }
    let start = try position(2, default: 0)
    let end = try position(3, default: subject.count)
    guard !sub.isEmpty, end - start >= sub.count else { return .null }
    let isHere = { (place: Int) in subject[place..<place + sub.count].elementsEqual(sub) }
    let places = start...end - sub.count
    let found = fromEnd ? places.last(where: isHere) : places.first(where: isHere)
    return found.map { .number(JSONNumber($0)) } ?? .null
}

/// The parts of `text` between at most `count` occurrences of `search`.
///
/// The empty text occurs between all code points; in a replacement also before the first and after the last.
private func split(_ text: String, _ search: String, _ count: Int, isReplacing: Bool) -> [String] {
    if search.isEmpty { return splitIntoCharacters(text, count, isReplacing: isReplacing) }
    var parts: [String] = []
    var rest = text.utf8[...]
    while parts.count < count, let found = firstOccurrence(of: search.utf8, in: rest) {
        parts.append(String(Substring(rest[..<found])))
        rest = rest[rest.index(found, offsetBy: search.utf8.count)...]
    }
    return parts + [String(Substring(rest))]
}

private func splitIntoCharacters(_ text: String, _ count: Int, isReplacing: Bool) -> [String] {
    var parts = isReplacing && count > 0 ? [""] : []
    var rest = text.unicodeScalars[...]
    while parts.count < count, let scalar = rest.first,
        isReplacing || rest.index(after: rest.startIndex) < rest.endIndex
    {
        rest.removeFirst()
        parts.append(String(scalar))
    }
    return isReplacing || !rest.isEmpty ? parts + [String(Substring(rest))] : parts
}

/// The first position of `needle`, which isn't empty.
private func firstOccurrence<Haystack: BidirectionalCollection<UInt8>>(
    of needle: String.UTF8View, in haystack: Haystack
) -> Haystack.Index? {
    guard let first = needle.first else { return haystack.startIndex }
    var start = haystack.startIndex
    while let candidate = haystack[start...].firstIndex(of: first) {
        if haystack[candidate...].starts(with: needle) { return candidate }
        start = haystack.index(after: candidate)
    }
    return nil
}
