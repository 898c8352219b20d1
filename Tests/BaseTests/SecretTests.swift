// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import AWSSigning
import Testing

struct SecretTests {
    private let text = "wJalrXUtnFEMI/K7MDENG"

    @Test func `reveal returns the text`() {
        #expect(Secret(text).reveal() == text)
    }

    @Test func `no way of printing a secret shows it`() {
        let secret = Secret(text)
        var dumped = ""
        dump(secret, to: &dumped)
        let shown = [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])", "\(["key": secret])",
            "\(Optional(secret) as Any)", dumped,
        ]
        for line in shown { #expect(!line.contains(text) && line.contains("•••")) }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func `a value that contains a secret doesn't show it either`() {
        let credentials = Credentials(
            accessKeyId: "AKIDEXAMPLE", secretAccessKey: Secret(text), sessionToken: Secret("token-\(text)"))
        var dumped = ""
        dump(credentials, to: &dumped)
        for shown in ["\(credentials)", String(reflecting: credentials), dumped] {
            #expect(shown.contains("AKIDEXAMPLE") && !shown.contains(text))
        }
    }

    @Test func `a secret can't be encoded`() {
        #expect(!(Secret(text) as Any is any Encodable))
    }
}
