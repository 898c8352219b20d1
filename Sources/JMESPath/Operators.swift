// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

extension JSONValue {
    /// Null, false, and empty strings, arrays and objects are false.
    public var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .number: true
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        }
    }
}

extension Comparison {
    /// Any two values can be compared for equality. Two numbers can be ordered, and two strings by their code points,
    /// as in the AWS CLI and as dates need it; everything else results in null.
    func apply(_ a: JSONValue, _ b: JSONValue) -> JSONValue {
        switch self {
        case .equal: return .bool(a == b)
        case .notEqual: return .bool(a != b)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            switch (a, b) {
            case (.number(let a), .number(let b)): return .bool(holds(a < b, b < a))
            case (.string(let a), .string(let b)): return .bool(holds(precedes(a, b), precedes(b, a)))
            default: return .null
            }
        }
    }

    private func holds(_ isLess: Bool, _ isGreater: Bool) -> Bool {
        switch self {
        case .equal: !isLess && !isGreater
        case .notEqual: isLess || isGreater
        case .less: isLess
        case .lessOrEqual: !isGreater
        case .greater: isGreater
        case .greaterOrEqual: !isLess
        }
    }
}

/// A calculation without a reliable result.
struct NotANumber: Error {
    var message: String

    func located(_ range: Range<Int>) -> ExpressionError { ExpressionError(.notANumber, message, range: range) }
}

extension ArithmeticOperator {
    /// Integers are calculated exactly in 64 bits, everything else as doubles.
    func apply(_ a: JSONNumber, _ b: JSONNumber) throws(NotANumber) -> JSONNumber {
        if a.isSpelledAsInteger && b.isSpelledAsInteger {
            guard let a = a.int, let b = b.int else {
                throw NotANumber(message: "an operand of `\(rawValue)` doesn't fit in 64 bits")
            }
            if let result = try applyExactly(a, b) { return JSONNumber(result) }
        }
        return try applyRounding(a.double, b.double)
    }

    /// nil if the result isn't an integer.
    private func applyExactly(_ a: Int, _ b: Int) throws(NotANumber) -> Int? {
        let result: (partialValue: Int, overflow: Bool)
        switch self {
        case .add: result = a.addingReportingOverflow(b)
        case .subtract: result = a.subtractingReportingOverflow(b)
        case .multiply: result = a.multipliedReportingOverflow(by: b)
        case .divide, .divideToInteger, .remainder:
            if b == 0 { throw NotANumber(message: "division by zero") }
            if b == -1 {
                result = self == .remainder ? (0, false) : Int(0).subtractingReportingOverflow(a)
            } else {
                let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
                // Rounded down, so that the remainder has the sign of the divisor.
                let isBelow = remainder != 0 && (remainder < 0) != (b < 0)
                switch self {
                case .divide: return remainder == 0 ? quotient : nil
                case .remainder: return isBelow ? remainder + b : remainder
                default: return isBelow ? quotient - 1 : quotient
                }
            }
        }
        if result.overflow { throw NotANumber(message: "the result of `\(rawValue)` doesn't fit in 64 bits") }
        return result.partialValue
    }

    private func applyRounding(_ a: Double, _ b: Double) throws(NotANumber) -> JSONNumber {
        let result: Double
        switch self {
        case .add: result = a + b
        case .subtract: result = a - b
        case .multiply: result = a * b
        case .divide: result = a / b
        case .divideToInteger: result = (a / b).rounded(.down)
        case .remainder:
            let remainder = a.truncatingRemainder(dividingBy: b)
            result = remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
        }
        if let number = JSONNumber(result) { return number }
        throw NotANumber(message: b == 0 ? "division by zero" : "the result of `\(rawValue)` is too large")
    }
}
