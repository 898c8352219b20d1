// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

struct PercentEncodingTests {
    @Test(arguments: [
        ("abcXYZ019-._~", "abcXYZ019-._~"),
        ("a b+c", "a%20b%2Bc"),
        ("$LATEST", "%24LATEST"),
        ("arn:aws:lambda/x", "arn%3Aaws%3Alambda%2Fx"),
        ("*'()!", "%2A%27%28%29%21"),
        ("ü☃", "%C3%BC%E2%98%83"),
    ])
    func `every byte except the unreserved ones is encoded in upper case`(plain: String, encoded: String) {
        #expect(PercentEncoding.encode(plain) == encoded)
        #expect(String(decoding: PercentEncoding.decode(encoded.utf8), as: UTF8.self) == plain)
        #expect(PercentEncoding.decodeStrictly(encoded) == Array(plain.utf8))
    }

    @Test func `a path keeps its slashes`() {
        #expect(PercentEncoding.encode("/a b/c", for: .path) == "/a%20b/c")
    }

    @Test(arguments: ["%", "%4", "%zz", "100%", "a%2", "%+1"])
    func `a percent sign without two digits is literal, or refused in strict mode`(text: String) {
        #expect(PercentEncoding.decode(text.utf8) == Array(text.utf8))
        #expect(PercentEncoding.decodeStrictly(text) == nil)
    }

    @Test func `digits are read in both cases, and a plus sign is literal`() {
        #expect(PercentEncoding.decodeStrictly("%c3%BC+") == Array("ü+".utf8))
    }
}

struct HexadecimalTests {
    @Test func `each byte is two lower-case digits`() {
        #expect(Hexadecimal.encode([0, 0x0F, 0xA0, 0xFF] as [UInt8]) == "000fa0ff")
    }

    @Test(arguments: [(0, "0000000000000000"), (0x123, "0000000000000123"), (.max, "ffffffffffffffff")])
    func `a number has all its digits`(number: UInt64, text: String) { #expect(Hexadecimal.encode(number) == text) }

    @Test func `only hexadecimal digits have a value`() {
        let digits = "0123456789abcdefABCDEF"
        for byte in UInt8.min ... .max {
            let isDigit = digits.utf8.contains(byte)
            #expect((Hexadecimal.value(byte) != nil) == isDigit)
        }
        #expect(digits.utf8.compactMap(Hexadecimal.value) == Array(0...15) + Array(10...15))
    }
}

struct CRC32Tests {
    @Test(arguments: [
        ("", 0), ("123456789", 0xCBF4_3926), ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ])
    func `the standard's check values match`(text: String, sum: UInt32) {
        #expect(CRC32.of(Array(text.utf8)[...]) == sum)
    }

    @Test(arguments: 0...9) func `pieces have the same checksum as the whole`(length: Int) {
        let bytes = Array("123456789".utf8)
        var sum = CRC32()
        sum.update(bytes.prefix(length))
        sum.update(bytes.dropFirst(length))
        #expect(sum.value == 0xCBF4_3926)
    }
}
