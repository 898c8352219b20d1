// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import Testing

struct ProxyRulesTests {
    private func proxy(_ variables: [String: String], for url: String) throws -> String? {
        let endpoint = try #require(Endpoint(parsing: url))
        return try ProxyRules(variables: variables).proxy(for: endpoint)?.url
    }

    @Test func `each scheme has its proxy, in lower case before upper case`() throws {
        let variables = ["HTTPS_PROXY": "http://a:1", "https_proxy": "b:2", "HTTP_PROXY": "http://c:3"]
        #expect(try proxy(variables, for: "https://h") == "http://b:2")
        #expect(try proxy(variables, for: "http://h") == "http://c:3")
        #expect(try proxy([:], for: "https://h") == nil)
        #expect(try proxy(["ALL_PROXY": "http://a:1"], for: "https://h") == "http://a:1")
    }

    @Test(arguments: [
        ("*", true), ("h.example.com", true), ("example.com", true), (".example.com", true), ("example.com:443", true),
        ("example.com:444", false), ("ample.com", false), ("", false), ("other.org, EXAMPLE.com", true),
    ])
    func `NO_PROXY names hosts and domains`(exceptions: String, isDirect: Bool) throws {
        let variables = ["HTTPS_PROXY": "http://a:1", "NO_PROXY": exceptions]
        #expect(try (proxy(variables, for: "https://h.example.com") == nil) == isDirect)
    }

    @Test func `the metadata service is never asked through a proxy`() throws {
        #expect(try proxy(["HTTP_PROXY": "http://a:1"], for: "http://169.254.169.254") == nil)
    }

    @Test func `what is no proxy is refused`() {
        #expect(throws: AWSSetupError.self) { try ProxyRules(variables: ["HTTPS_PROXY": "socks5://a:1"]) }
    }
}
