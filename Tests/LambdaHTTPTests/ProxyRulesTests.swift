// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import HTTPMessages
import AWSAccess
import Base
import HTTPConnections
import Testing

struct ProxyRulesTests {
    private func proxy(_ variables: [String: String], for url: String) throws -> String? {
        let endpoint = try #require(Endpoint(parsing: url))
        return try ProxyRules(variables: EnvironmentVariables(variables)).proxy(for: endpoint)?.endpoint.url
    }

    @Test func `each scheme has its proxy, and lower case takes precedence`() throws {
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
    func `NO_PROXY accepts hosts and domains`(exceptions: String, isDirect: Bool) throws {
        let variables = ["HTTPS_PROXY": "http://a:1", "NO_PROXY": exceptions]
        #expect(try (proxy(variables, for: "https://h.example.com") == nil) == isDirect)
    }

    @Test(arguments: ["::1", "[::1]", "[::1]:8080"]) func `NO_PROXY accepts addresses`(exception: String) throws {
        let variables = ["HTTP_PROXY": "http://a:1", "NO_PROXY": exception]
        #expect(try proxy(variables, for: "http://[::1]:8080") == nil)
        #expect(try proxy(variables, for: "http://[::2]:8080") == "http://a:1")
    }

    @Test func `the metadata service is never reached through a proxy`() throws {
        #expect(try proxy(["HTTP_PROXY": "http://a:1"], for: "http://169.254.169.254") == nil)
    }

    @Test func `an empty lower-case variable switches off the upper-case one`() throws {
        #expect(try proxy(["HTTPS_PROXY": "http://a:1", "https_proxy": ""], for: "https://h") == nil)
        let exceptions = ["HTTPS_PROXY": "http://a:1", "NO_PROXY": "*", "no_proxy": ""]
        #expect(try proxy(exceptions, for: "https://h") == "http://a:1")
    }

    @Test(arguments: [
        ("http://ada:sesame@p:1", "ada:sesame"), ("ada@p:1", "ada:"), ("http://a%40b:c%2Fd%3Ae@p:1", "a@b:c/d:e"),
        ("http://a:b@c@p:1", "a:b@c"), ("http://p:1", nil),
    ])
    func `a proxy may require a user and a password`(url: String, user: String?) throws {
        let rules = try ProxyRules(variables: ["HTTPS_PROXY": url])
        let proxy = try #require(rules.proxy(for: Endpoint(scheme: .https, host: "h")))
        #expect(proxy.endpoint.url == "http://p:1")
        #expect(proxy.credentials?.reveal() == user.map { Base64.encode(Array($0.utf8)) })
    }

    @Test(arguments: ["socks5://a:1", "https://a:1", "http://ada:sesame@", "http://ada:sesame@p:port"])
    func `an invalid proxy is refused, without showing the password`(url: String) throws {
        let fault = try #require(
            #expect(throws: MalformedProxy.self) { try ProxyRules(variables: ["HTTPS_PROXY": url]) })
        let error = AWSSetupError.malformedSetting(name: fault.variable, value: fault.value, expected: "a proxy")
        #expect(error.message.contains("HTTPS_PROXY"))
        #expect(!error.message.contains("sesame"))
    }
}
