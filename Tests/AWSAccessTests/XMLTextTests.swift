// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Testing

struct XMLTextTests {
    @Test func `the first element of a name is found, and its entities are read`() {
        let document =
            "<a><Code>One</Code><Message>a &lt;b&gt; &amp; &#39;c&#x27; &unknown;</Message><Code>Two</Code></a>"
        #expect(XMLText.first("Code", in: document) == "One")
        #expect(XMLText.first("Message", in: document) == "a <b> & 'c' &unknown;")
        #expect(XMLText.first("Missing", in: document) == nil)
    }
}
