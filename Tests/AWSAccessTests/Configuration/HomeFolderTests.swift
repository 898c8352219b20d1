// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Base
import Testing

/// What `~` means in the paths of AWS's files.
struct HomeFolderTests {
    @Test func `HOME is the home folder`() {
        #expect(SharedConfiguration.path("~/.aws/config", variables: ["HOME": "/h"]) == "/h/.aws/config")
        #expect(SharedConfiguration.path("~", variables: ["HOME": "/h"]) == "/h")
        #expect(SharedConfiguration.path("~other/x", variables: ["HOME": "/h"]) == "~other/x")
    }

    @Test(arguments: [[:], ["HOME": ""]])
    func `without HOME it's the account's, never the current folder`(variables: [String: String]) {
        let path = SharedConfiguration.path("~/.aws/config", variables: .init(variables))
        #expect(path.hasPrefix("/"))
        #expect(path.hasSuffix("/.aws/config"))
    }
}
