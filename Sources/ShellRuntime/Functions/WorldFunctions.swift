// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JMESPath
import JSON

/// Functions whose results depend on more than their arguments.
func worldFunctions(_ context: FunctionContext) -> [Function] {
    [
        Function(
            "env", [.required("name", .string)], result: "string|null",
            summary: "The value of an environment variable; null if it isn't set.",
            example: ("env('NOT_SET')", "null")
        ) { context.environment($0.string(0)).map(JSONValue.string) ?? .null },
        Function(
            "uuid", [], result: "string", summary: "A new random UUID (version 4).",
            example: ("length(uuid())", "36")
        ) { _ in .string(uuid(context.random(), context.random())) },
        Function(
            "var", [.required("name", .string)], result: "any",
            summary: "The value of a variable; null if it isn't set (the name itself would be an error).",
            example: ("var('not_set')", "null"), readsRoot: true
        ) { $0.rootMember($0.string(0)) ?? .null },
    ]
}

/// RFC 9562, section 5.4: random except for the version and the variant.
private func uuid(_ high: UInt64, _ low: UInt64) -> String {
    let high = high & ~0xF000 | 0x4000
    let low = low & ~(0xC0 << 56) | (0x80 << 56)
    let digits = Array((Hexadecimal.encode(high) + Hexadecimal.encode(low)).utf8)
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
}
