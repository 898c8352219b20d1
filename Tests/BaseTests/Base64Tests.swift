// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of RFC 4648 hold in both directions`(plain: String, encoded: String) throws {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(try Base64.bytes(of: encoded) == Array(plain.utf8))
        let unpadded = encoded.replacing("=", with: "")
        #expect(Base64.encode(Array(plain.utf8), .url) == unpadded)
        #expect(try Base64.bytes(of: unpadded) == Array(plain.utf8))
    }

    @Test(arguments: 0...64) func `bytes of every length survive in both alphabets`(length: Int) throws {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + 251) }
        #expect(try Base64.bytes(of: Base64.encode(bytes)) == bytes)
        #expect(try Base64.bytes(of: Base64.encode(bytes, .url), in: [.url]) == bytes)
    }

    @Test(arguments: ["-_-_", "+/+/"]) func `both alphabets are read if both are allowed`(text: String) throws {
        #expect(try Base64.bytes(of: text, in: [.standard, .url]) == [0xFB, 0xFF, 0xBF])
    }

    @Test func `whitespace is skipped`() throws {
        #expect(try Base64.bytes(of: " Zm 9v\r\n\tYg = =\n") == Array("foob".utf8))
    }

    @Test(
        arguments: [
            ("Z", .length), ("Zm9vY", .length), ("Zg=", .padding), ("Zg===", .padding), ("Zg=a", .padding),
            ("Zm9v=", .padding), ("=", .padding), ("Z-_v", .character("-")), ("Zm9é", .character("é")),
            ("Zm\u{A0}9v", .character("\u{A0}")), ("a*", .character("*")),
        ] as [(String, Base64.Flaw)])
    func `invalid Base64 is refused, with the flaw`(text: String, flaw: Base64.Flaw) {
        #expect(throws: flaw) { try Base64.bytes(of: text) }
        #expect(Base64.decode(text) == nil)
    }

    @Test func `the other alphabet is refused if only one is allowed`() {
        #expect(throws: Base64.Flaw.character("+")) { try Base64.bytes(of: "a+/b", in: [.url]) }
    }
}
