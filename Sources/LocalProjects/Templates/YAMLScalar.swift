// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// The types of plain scalars in YAML 1.1, as SAM and CloudFormation read them; dates stay text.
///
/// Source: https://yaml.org/type/, and the patterns of PyYAML's resolver.
enum YAMLScalar {
    static func value(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return .bool(true)
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return .bool(false)
        default: return number(text).map(JSONValue.number) ?? .string(text)
        }
    }

    /// In the core schema of YAML 1.2. Only JSON's numbers are numbers, so that 012 keeps its digits.
    static func coreValue(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: return JSONNumber(parsing: text).map(JSONValue.number) ?? .string(text)
        }
    }

    /// nil for texts that aren't numbers. An account ID such as 012345678901 isn't one, because octal numbers have no 8
    /// and no 9.
    static func number(_ text: String) -> JSONNumber? {
        guard let first = text.utf8.first, first.isDigit || "+-.".utf8.contains(first) else { return nil }
        let isNegative = first == UInt8(ascii: "-")
        let digits = first.isDigit || first == UInt8(ascii: ".") ? text[...] : text.dropFirst()
        let number = integer(digits) ?? float(digits)
        return isNegative ? number?.negated : number
    }

    private static func integer(_ text: Substring) -> JSONNumber? {
        let written = text.filter { $0 != "_" }
        guard let first = text.utf8.first, first.isDigit, !written.isEmpty else { return nil }
        if written.hasPrefix("0b") { return Int(written.dropFirst(2), radix: 2).map(JSONNumber.init) }
        if written.hasPrefix("0x") { return Int(written.dropFirst(2), radix: 16).map(JSONNumber.init) }
        if written.contains(":") {
            guard first != UInt8(ascii: "0") else { return nil }
            return sexagesimal(written.split(separator: ":", omittingEmptySubsequences: false)).map(JSONNumber.init)
        }
        guard written.utf8.allSatisfy(\.isDigit) else { return nil }
        if first == UInt8(ascii: "0"), written.utf8.count > 1 { return Int(written, radix: 8).map(JSONNumber.init) }
        return JSONNumber(parsing: written)
    }

    /// Base 60, as in 1:30:00.
    private static func sexagesimal(_ parts: [Substring]) -> Int? {
        var sum = 0
        for (place, part) in parts.enumerated() {
            guard let digits = Int(part), part.utf8.allSatisfy(\.isDigit), place == 0 || digits < 60,
                place == 0 || part.utf8.count <= 2
            else { return nil }
            let (product, overflow) = sum.multipliedReportingOverflow(by: 60)
            guard !overflow else { return nil }
            sum = product + digits
        }
        return sum
    }

    /// With a point, and a sign in the exponent: `1e3` is text.
    private static func float(_ text: Substring) -> JSONNumber? {
        let written = text.filter { $0 != "_" }
        guard let point = written.firstIndex(of: "."), !written.contains(":") else { return nil }
        let whole = written[..<point]
        let rest = written[written.index(after: point)...]
        let exponent = rest.firstIndex { $0 == "e" || $0 == "E" }
        let fraction = rest[..<(exponent ?? rest.endIndex)]
        guard whole.utf8.allSatisfy(\.isDigit), fraction.utf8.allSatisfy(\.isDigit),
            !whole.isEmpty || !fraction.isEmpty
        else { return nil }
        if let exponent {
            let power = rest[rest.index(after: exponent)...]
            guard let sign = power.first, sign == "+" || sign == "-", power.count > 1,
                power.dropFirst().utf8.allSatisfy(\.isDigit)
            else { return nil }
        }
        let number = "\(whole.isEmpty ? "0" : whole).\(fraction.isEmpty ? "0" : fraction)"
        // JSON has no leading zeros.
        let digits = number.drop { $0 == "0" }
        return JSONNumber(
            parsing: (digits.first == "." ? "0" : "") + digits + (exponent.map { String(rest[$0...]) } ?? ""))
    }
}
