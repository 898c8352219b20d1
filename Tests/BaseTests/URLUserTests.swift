// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

struct URLUserTests {
    @Test(arguments: [
        ("connect --endpoint https://ada:pass@host:1/p@q", ["ada:pass"]),
        ("'http://token@host' \"HTTPS://t@h?a@b\"", ["token", "t"]),
        ("postgres://ada:p@ss:word@host/db, redis://:pw@h;", ["ada:p@ss:word", ":pw"]),
        ("ssh://git@host/x https://host/a@b https://host?x:y@z mailto:a@b", []),
        ("https://<<user>>:<<password>>@host https://@h http://", []),
        ("://a:b@c x", ["a:b"]),
    ])
    func `users and passwords in URLs are found in a text`(text: String, users: [String]) {
        let bytes = Array(text.utf8)
        let found = URLUser.ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        #expect(found == users)
    }

    @Test func `they are hidden in a text, and nothing else is`() {
        let text = "can't read `https://ada:pass@host/é`: https://host/a@b, postgres://x:y@h"
        #expect(
            URLUser.masked(in: text) == "can't read `https://•••@host/é`: https://host/a@b, postgres://•••@h")
        #expect(URLUser.masked(in: "a@b") == "a@b")
    }

    @Test(arguments: [
        ([6..<8, 1..<3], "0•••345•••89"), ([1..<5, 3..<7, 4..<5], "0•••789"), ([0..<10], "•••"), ([], "0123456789"),
    ])
    func `ranges are masked in any order, and once where they overlap`(ranges: [Range<Int>], shown: String) {
        #expect(String(decoding: Array("0123456789".utf8).masking(ranges), as: UTF8.self) == shown)
    }

    @Test(arguments: [
        ("https://ada:pass@host/p", "https://•••@host/p"), ("ada:pass@host", "•••@host"),
        ("https://host/a@b", "https://host/a@b"),
    ])
    func `the user of a URL is hidden`(url: String, shown: String) {
        #expect(URLUser.hidden(in: url) == shown)
    }
}
