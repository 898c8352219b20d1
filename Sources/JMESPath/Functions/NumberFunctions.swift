// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

let numberFunctions: [Function] = [
    Function(
        "abs", [.required("value", .number)], result: "number", summary: "The absolute value.",
        example: ("abs(-3)", "3")
    ) { (arguments) throws(CallError) in
        let number = arguments.number(0)
        guard number < JSONNumber(0) else { return .number(number) }
        guard let result = number.negated else { throw .notANumber("the result doesn't fit in 64 bits") }
        return .number(result)
    },
    Function(
        "avg", [.required("numbers", .arrayOfNumbers)], result: "number|null",
        summary: "The mean of the numbers; null if there are none.", example: ("avg(`[1, 2, 6]`)", "3")
    ) { (arguments) throws(CallError) in
        let numbers = arguments.array(0)
        if numbers.isEmpty { return .null }
        let total = (try? sum(numbers)) ?? JSONNumber(numbers.reduce(0) { $0 + ($1.double ?? 0) })
        guard let total, let mean = try? ArithmeticOperator.divide.apply(total, JSONNumber(numbers.count)) else {
            throw .notANumber("the sum is too large")
        }
        return .number(mean)
    },
    Function(
        "ceil", [.required("value", .number)], result: "number", summary: "The number rounded up to a whole number.",
        example: ("ceil(1.2)", "2")
    ) { (arguments) throws(CallError) in .number(try round(arguments.number(0), .up)) },
    Function(
        "floor", [.required("value", .number)], result: "number", summary: "The number rounded down to a whole number.",
        example: ("floor(1.8)", "1")
    ) { (arguments) throws(CallError) in .number(try round(arguments.number(0), .down)) },
    Function(
        "sum", [.required("numbers", .arrayOfNumbers)], result: "number",
        summary: "The sum of the numbers, exact for 64-bit integers; 0 if there are none.",
        example: ("sum(`[1, 2, 3]`)", "6")
    ) { (arguments) throws(CallError) in .number(try sum(of: arguments)) },
]

/// Exact while the numbers are integers, then as doubles.
private func sum(_ numbers: [JSONValue]) throws(NotANumber) -> JSONNumber {
    var exact = 0
    for (place, value) in numbers.enumerated() {
        guard case .number(let number) = value else { continue }
        guard number.isSpelledAsInteger else { return try sum(numbers[place...], after: exact) }
        guard let integer = number.int, case let (total, overflow) = exact.addingReportingOverflow(integer), !overflow
        else {
            throw NotANumber(message: "the sum doesn't fit in 64 bits")
        }
        exact = total
    }
    return JSONNumber(exact)
}

private func sum(_ numbers: ArraySlice<JSONValue>, after exact: Int) throws(NotANumber) -> JSONNumber {
    var total = Double(exact)
    for case .number(let number) in numbers { total += number.double }
    guard let sum = JSONNumber(total) else { throw NotANumber(message: "the sum is too large") }
    return sum
}

private func sum(of arguments: Arguments) throws(CallError) -> JSONNumber {
    do {
        return try sum(arguments.array(0))
    } catch {
        throw .notANumber(error.message)
    }
}

private func round(_ number: JSONNumber, _ rule: FloatingPointRoundingRule) throws(CallError) -> JSONNumber {
    if number.isSpelledAsInteger { return number }
    if let whole = number.int { return JSONNumber(whole) }
    guard let result = JSONNumber(number.double.rounded(rule)) else { throw .notANumber("the number is too large") }
    return result
}

extension JSONValue {
    fileprivate var double: Double? {
        guard case .number(let number) = self else { return nil }
        return number.double
    }
}
