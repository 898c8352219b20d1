// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Testing

@Suite struct JSONNumberTests {
    @Test(arguments: [
        ["1", "1.0", "1e0", "10e-1", "0.1E1", "100e-2"],
        ["0", "-0", "0.0", "0e99", "-0e-5"],
        ["12345678901234567890", "12345678901234567890.0", "1234567890123456789e1"],
        ["-0.5", "-5e-1", "-0.50"],
        ["1e999999999999", "10e999999999998"],
        ["9223372036854775808", "9223372036854775808.00"],
        ["1e1152921504606846975", "10e1152921504606846974", "0.1e1152921504606846976"],
        ["1e999999999999999999", "0.1e1000000000000000000", "10e999999999999999998"],
        ["1e99999999999999999999999", "0.01e100000000000000000000001", "1000e99999999999999999999996"],
        ["-1e-99999999999999999999", "-100e-100000000000000000001", "-0.1e-99999999999999999998"],
    ])
    func `numbers that denote the same number are equal and hash alike`(spellings: [String]) throws {
        let numbers = try spellings.map { try #require(JSONNumber(parsing: $0)) }
        #expect(Set(numbers).count == 1)
    }

    @Test func `numbers are ordered without rounding`() throws {
        let ascending = [
            "-1e99999999999999999999", "-1e99999999999999999998", "-1e400", "-9007199254740993", "-9007199254740992.5",
            "-1",
            "-0.5", "-1e-400", "-1e-99999999999999999998", "-1e-99999999999999999999", "0", "1e-99999999999999999999",
            "2e-99999999999999999999", "1e-99999999999999999998", "1e-400", "0.1",
            "0.10000000000000000001", "1", "9007199254740992", "9007199254740993", "18446744073709551615",
            "18446744073709551616", "1e400", "1e999999999999999999", "1e1000000000000000000", "9e1000000000000000000",
            "1e1000000000000000001", "1e99999999999999999998", "1e99999999999999999999",
        ]
        let numbers = try ascending.map { try #require(JSONNumber(parsing: $0)) }
        for (lower, a) in numbers.enumerated() {
            for (upper, b) in numbers.enumerated() {
                #expect((a < b) == (lower < upper), "\(a.text) < \(b.text)")
                #expect((a == b) == (lower == upper), "\(a.text) == \(b.text)")
            }
        }
    }

    @Test(
        arguments: [
            ("1", 1), ("1.0", 1), ("-1.20e1", -12), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("0.5", nil), ("1e19", nil), ("-0", 0),
            ("1e18", 1_000_000_000_000_000_000),
        ] as [(String, Int?)])
    func `the exact integer of a number`(text: String, integer: Int?) throws {
        #expect(try #require(JSONNumber(parsing: text)).int == integer)
    }

    @Test(
        arguments: [
            ("0.1", 0.1), ("1e400", .infinity), ("-1e400", -.infinity), ("1e-400", 0),
            ("123456789012345678901234567890", 123456789012345678901234567890.0),
            ("9007199254740993", 9007199254740992), ("2.2250738585072014e-308", .leastNormalMagnitude),
            ("1.5e3", 1500), ("0.3", 0.3), ("123.456", 123.456), ("1e23", 1e23), ("8.5e-22", 8.5e-22),
        ] as [(String, Double)])
    func `the nearest double of a number`(text: String, double: Double) throws {
        #expect(try #require(JSONNumber(parsing: text)).double == double)
    }

    @Test(arguments: [
        (1.0, "1"), (-0.0, "0"), (0.1, "0.1"), (1e16, "10000000000000000"), (1e300, "1e+300"), (2.5e-9, "2.5e-09"),
        (1e19, "1e+19"),
    ])
    func `a double is spelled in its shortest form`(double: Double, text: String) throws {
        let number = try #require(JSONNumber(double))
        #expect(number.text == text)
        #expect(try JSONValue(parsing: text) == .number(number))
    }

    @Test(arguments: ["", "-", "01", "1.", ".5", "+1", "1e", "0x1", "1 ", "NaN", "--1", "1.0.0", "１"])
    func `an invalid JSON number is refused`(text: String) {
        #expect(JSONNumber(parsing: text) == nil)
    }

    @Test func `a value that isn't finite has no number`() {
        #expect(JSONNumber(Double.nan) == nil)
        #expect(JSONNumber(-Double.infinity) == nil)
    }
}
