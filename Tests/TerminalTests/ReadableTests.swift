// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Terminal
import Testing

@Suite struct ReadableTests {
    @Test(arguments: [
        (0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (1536, "1.5 KB"), (10_190, "10 KB"), (10_240, "10 KB"),
        (1_048_575, "1 MB"), (6_291_456, "6 MB"), (274_726_912, "262 MB"), (1_610_612_736, "1.5 GB"),
    ])
    func `sizes use powers of 1024`(bytes: Int, expected: String) {
        #expect(Readable.size(bytes) == expected)
    }

    @Test(arguments: [
        (0, "just now"), (9, "just now"), (10, "10 s ago"), (3599, "59 min ago"), (3600, "1 h ago"),
        (86_400 * 12, "12 d ago"), (86_400 * 800, "2 y ago"), (-120, "in 2 min"),
    ])
    func `an age has one unit`(seconds: Int, expected: String) {
        #expect(Readable.age(seconds) == expected)
    }

    @Test func `no number is too large to format`() {
        #expect(Readable.size(.max) == "8388608 TB")
        #expect(Readable.size(megabytes: .max) == "8388608 TB")
        #expect(Readable.age(.min).hasPrefix("in "))
        #expect(Readable.age(.max).hasSuffix(" ago"))
    }
}

@Suite struct PagerTests {
    @Test func `the environment chooses the pager`() {
        #expect(Pager(environment: [:])?.command == "less")
        #expect(Pager(environment: ["PAGER": "more"])?.command == "more")
        #expect(Pager(environment: ["PAGER": "more", "LAMSH_PAGER": "less -S"])?.command == "less -S")
        #expect(Pager(environment: ["PAGER": "more", "AWS_PAGER": "most"])?.command == "most")
        #expect(Pager(environment: ["AWS_PAGER": "most", "LAMSH_PAGER": "less -S"])?.command == "less -S")
        #expect(Pager(environment: ["PAGER": "more", "AWS_PAGER": ""]) == nil)
        #expect(Pager(environment: ["PAGER": "cat"]) == nil)
        #expect(Pager(environment: ["PAGER": "less -S"])?.shellCommand == "exec less -S")
        #expect(Pager(environment: ["PAGER": "head | less"])?.shellCommand == "head | less")
        #expect(Pager(environment: ["LAMSH_PAGER": "", "PAGER": "less"]) == nil)
    }

    @Test func `less gets options only if the user has set none`() {
        #expect(Pager(environment: [:])?.environment == ["LESS": "FRX"])
        #expect(Pager(environment: ["LESS": "-S"])?.environment == [:])
    }

    @Test(arguments: [
        ("1\n2\n3\n", true), ("1\n2\n", false), ("1\n2\n3", false), ("1234567890\n2\n", true), ("", false),
        ("\u{1B}[32m12345\u{1B}[0m\n\n", false),
    ])
    func `a text that doesn't fit above the prompt needs it`(text: String, isNeeded: Bool) {
        let screen = Capabilities(isTerminal: true, hasColor: false, width: 5, height: 3)
        #expect(Pager.isNeeded(for: Array(text.utf8), on: screen) == isNeeded)
    }

    @Test func `without a terminal nothing is paged`() {
        #expect(!Pager.isNeeded(for: Array(repeating: UInt8(ascii: "\n"), count: 1000), on: .plain))
    }
}
