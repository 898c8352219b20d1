// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
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
    func `every byte but the unreserved ones is encoded in upper case`(plain: String, encoded: String) {
        #expect(PercentEncoding.encode(plain) == encoded)
        #expect(String(decoding: PercentEncoding.decode(encoded.utf8), as: UTF8.self) == plain)
    }

    @Test(arguments: ["%", "%4", "%zz", "100%", "a%2"])
    func `a percent sign without two digits stands for itself`(text: String) {
        #expect(PercentEncoding.decode(text.utf8) == Array(text.utf8))
    }
}
