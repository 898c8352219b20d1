// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Testing

struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of RFC 4648 hold in both directions`(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
    }

    @Test func `every byte survives`() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test(arguments: ["Z", "Zg===", "Zg=a", "Z-_v", "é"]) func `what is not base64 is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}

struct XMLTextTests {
    @Test func `the first element of a name is found, and its entities are read`() {
        let document =
            "<a><Code>One</Code><Message>a &lt;b&gt; &amp; &#39;c&#x27; &unknown;</Message><Code>Two</Code></a>"
        #expect(XMLText.first("Code", in: document) == "One")
        #expect(XMLText.first("Message", in: document) == "a <b> & 'c' &unknown;")
        #expect(XMLText.first("Missing", in: document) == nil)
    }
}
