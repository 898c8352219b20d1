// SPDX-License-Identifier: GPL-3.0-or-later

import ObjectStorage
import Testing

@Suite struct ObjectAddressTests {
    @Test(
        "an address is a bucket and a key",
        arguments: [
            ("s3://rows/a.csv", "rows", "a.csv"),
            ("s3://my.rows/2026/11/a b+c%20.jsonl", "my.rows", "2026/11/a b+c%20.jsonl"),
            ("s3://rows//double", "rows", "/double"), ("s3://rows/grün?#", "rows", "grün?#"),
        ])
    func parses(text: String, bucket: String, key: String) throws {
        let address = try ObjectAddress(parsing: text)
        #expect(address == ObjectAddress(bucket: bucket, key: key))
        #expect("\(address)" == text)
    }

    @Test(
        "what isn't an address says why",
        arguments: [
            ("s3:///a", AddressFault.noBucket("s3:///a")), ("s3://rows", .noKey("s3://rows")),
            ("s3://rows/", .noKey("s3://rows/")), ("s3://rows/folder/", .noKey("s3://rows/folder/")),
            ("s3://ro ws/a", .invalidBucket("ro ws")), ("s3://ab/c", .invalidBucket("ab")),
            ("a.csv", .otherScheme("a.csv")),
        ])
    func refuses(text: String, fault: AddressFault) {
        #expect(throws: fault) { try ObjectAddress(parsing: text) }
    }

    @Test("a key has at most 1,024 bytes")
    func limitsKeys() throws {
        let longest = String(repeating: "k", count: 1_024)
        #expect(try ObjectAddress(parsing: "s3://rows/\(longest)").key == longest)
        #expect(throws: AddressFault.self) { try ObjectAddress(parsing: "s3://rows/\(longest)k") }
    }

    @Test("a prefix may be empty or end with a slash", arguments: ["s3://rows", "s3://rows/", "s3://rows/a/"])
    func parsesPrefixes(text: String) throws {
        let prefix = try ObjectAddress(parsingPrefix: text)
        #expect(prefix.bucket == "rows")
        #expect(prefix.key == (text.hasSuffix("a/") ? "a/" : ""))
    }
}
