// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON

private let root: JSONValue = [
    "a": ["b": ["c": 1, "d": [1, 2.5, 9_007_199_254_740_993]], "e f": "text"], "n": 5, "s": "héllo 😀", "none": nil,
    "rows": [["id": 1, "k": "x", "tags": ["p", "q"]], ["id": 2, "k": "y", "tags": []], ["k": nil]], "empty": [:],
]

private struct Root: ExpressionRoot {
    let object: JSONValue
    func member(_ name: String) -> JSONValue? { object[name] }
}

/// Every error lies within the expression, every result can be written and read again, and names are where they are said to be.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExpression(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let source = String(validating: bytes, as: UTF8.self) else { return -1 }
    do {
        let expression = try Expression(source)
        let ranges = expression.rootNames.map(\.range) + expression.notes.map(\.range)
        precondition(ranges.allSatisfy { $0.upperBound <= count }, "a name or a note lies outside of the expression")
        // Each of these may repeat what came before, so that a few dozen make a result of gigabytes.
        guard bytes.count(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "@") }) <= 8 else { return 0 }
        if let part = expression.missingPart(in: Root(object: root)) {
            precondition(part.range.upperBound <= count, "a missing part lies outside of the expression")
        }
        let result = try expression.search(root)
        precondition((try? JSONValue(parsing: result.serialized())) != nil || isDeep(result), "a result is not JSON")
    } catch {
        precondition(error.range.upperBound <= count, "an error lies outside of the expression")
        precondition(!error.message.isEmpty)
    }
    return 0
}

/// Whether a value nests deeper than the parser allows.
private func isDeep(_ value: JSONValue, level: Int = 0) -> Bool {
    switch value {
    case .array(let elements): level >= JSONValue.depthLimit || elements.contains { isDeep($0, level: level + 1) }
    case .object(let members): level >= JSONValue.depthLimit || members.contains { isDeep($0.value, level: level + 1) }
    case .null, .bool, .number, .string: false
    }
}
