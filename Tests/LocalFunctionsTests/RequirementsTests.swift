// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import Testing

struct RequirementsTests {
    private static func requirements(_ text: String) -> Requirements { Requirements(Array(text.utf8)) }

    @Test(arguments: [
        ("", false), ("# requests\n\n   # more\r\n", false), ("--index-url https://example.com\n", false),
        ("requests", true), ("  requests==2\n", true), ("-r more.txt\n", true), ("-e ./library\n", true),
    ])
    func `a file has packages if something is to be installed`(text: String, hasPackages: Bool) {
        #expect(Self.requirements(text).hasPackages == hasPackages)
    }

    @Test func `other files and packages on this machine are found`() {
        let requirements = Self.requirements(
            """
            -r base.txt
            --requirement=more.txt
            -cconstraints.txt
            ./wheels/a-1-py3-none-any.whl ; python_version > "3.8"
            -e ../library
            b.tar.gz
            https://example.com/c-1-py3-none-any.whl
            requests[socks]>=2
            """)
        #expect(requirements.files == ["base.txt", "more.txt", "constraints.txt"])
        #expect(requirements.names.contains("requests") && !requirements.names.contains("e"))
        #expect(requirements.localPackages == ["./wheels/a-1-py3-none-any.whl", "../library", "b.tar.gz"])
    }
}
