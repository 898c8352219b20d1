// SPDX-License-Identifier: GPL-3.0-or-later

import Terminal
import Testing

struct RedactorTests {
    @Test(arguments: [
        ("key=hunter22", "key=•••"), ("a hunter22hunter22 b", "a •••••• b"), ("hunter2", "hunter2"),
        // What was cut.
        ("--secret-key hun…", "--secret-key •••…"), ("…nter22 --on x", "…••• --on x"), ("hu… and …22", "•••… and …•••"),
        ("a word that ends…", "a word that ends…"), ("such…", "such…"), ("…", "…"),
    ])
    func `secrets are hidden, whole or cut`(text: String, shown: String) {
        let redactor = Redactor()
        redactor.hide("hunter22")
        #expect(redactor.redact(text) == shown)
    }
}
