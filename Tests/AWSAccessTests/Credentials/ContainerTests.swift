// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import AWSAccess
import Testing

struct ContainerTests {
    private static let keys =
        #"{"AccessKeyId":"AKIDTASK","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-02T09:00:00Z","AccountId":"1"}"#

    private func load(
        _ variables: [String: String], http: FakeTransport = FakeTransport { _, _ in .success(.text(keys)) },
        files: [String: String] = [:]
    ) async throws(AWSSetupError) -> Credentials? {
        try await ContainerSource(context: machine(variables, files: files, http: http)).load()
    }

    @Test(arguments: [
        (["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x?id=1"], "http://169.254.170.2/v2/x?id=1"),
        (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost:1234/a"], "http://localhost:1234/a"),
        (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.8.9.1"], "http://127.8.9.1/"),
        (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1"], "http://169.254.170.23/v1"),
        (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://[fd00:ec2::23]/v1"], "http://[fd00:ec2::23]/v1"),
        (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "https://anywhere.example/v1"], "https://anywhere.example/v1"),
        (
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://evil",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/wins",
            ], "http://169.254.170.2/wins"
        ),
    ])
    func `the address comes from either variable`(variables: [String: String], url: String) async throws {
        let http = FakeTransport { _, _ in .success(.text(Self.keys)) }
        let keys = try await load(variables, http: http)
        #expect(keys?.accessKeyId == "AKIDTASK")
        #expect(keys?.accountId == "1")
        #expect(http.requests.map(\.url) == [url])
    }

    @Test(arguments: ["http://evil.example/", "http://169.254.169.254/", "http://localhost.evil.example/", "nonsense"])
    func `keys are only fetched from permitted addresses`(url: String) async {
        let http = FakeTransport { _, _ in .success(.text(Self.keys)) }
        await #expect(throws: AWSSetupError.self) {
            try await load(["AWS_CONTAINER_CREDENTIALS_FULL_URI": url], http: http)
        }
        #expect(http.requests.isEmpty)
    }

    @Test func `the authorization comes from a file rather than a variable`() async throws {
        var variables = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "variable",
        ]
        let http = FakeTransport { _, _ in .success(.text(Self.keys)) }
        _ = try await load(variables, http: http)
        variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "/t"
        _ = try await load(variables, http: http, files: ["/t": "file"])
        #expect(http.requests.map { $0.fields.first(named: "Authorization") } == ["variable", "file"])
        await #expect(throws: AWSSetupError.self) {
            try await load(variables, http: http, files: ["/t": "a\r\nX-Evil: 1"])
        }
        #expect(http.requests.count == 2)
    }

    @Test func `after three attempts it's an error, and no other source is tried`() async {
        let http = FakeTransport { _, _ in .success(.text("down", status: 500)) }
        let error = await #expect(throws: AWSSetupError.self) {
            try await load(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost"], http: http)
        }
        #expect(error?.message.contains("status 500") == true)
        #expect(http.requests.count == 3)
    }

    @Test func `without the variables it isn't configured`() async throws {
        #expect(try await load([:]) == nil)
    }
}
