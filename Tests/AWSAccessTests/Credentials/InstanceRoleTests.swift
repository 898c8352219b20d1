// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSSigning
import AWSAccess
import Base
import Testing

struct InstanceRoleTests {
    private static let keys = """
        {"Code": "Success", "AccessKeyId": "AKIDROLE", "SecretAccessKey": "s", "Token": "t",
         "Expiration": "2026-01-02T09:00:00Z"}
        """

    /// - Parameter token: the response of the token path.
    private static func service(
        token: FakeTransport.Answer = .success(.text("TOKEN")), document: String = keys
    ) -> FakeTransport {
        FakeTransport { request, _ in
            if request.method == "PUT" { return token }
            return switch request.path {
            case "/latest/meta-data/iam/security-credentials/": .success(.text("role one"))
            case "/latest/meta-data/iam/security-credentials/role%20one": .success(.text(document))
            case "/latest/meta-data/placement/region": .success(.text("eu-north-1"))
            default: .success(.text("", status: 404))
            }
        }
    }

    private func load(
        _ http: FakeTransport, _ variables: [String: String] = [:], isRequired: Bool = true,
        clock: FakeClock = FakeClock()
    ) async throws(AWSSetupError) -> Credentials? {
        let settings = try ProfileSettings(context: machine(variables, http: http, clock: clock))
        return try await InstanceRoleSource(settings: settings, isRequired: isRequired).load()
    }

    @Test func `a token, the role, its keys`() async throws {
        let http = Self.service()
        let keys = try #require(try await load(http))
        #expect(keys.accessKeyId == "AKIDROLE")
        #expect(keys.sessionToken == Secret("t"))
        #expect(keys.expiration == Timestamp(year: 2026, month: 1, day: 2, hour: 9))
        #expect(keys.source == "instance role role one")
        #expect(http.requests.map(\.method) == ["PUT", "GET", "GET"])
        #expect(http.requests.first?.url == "http://169.254.169.254/latest/api/token")
        #expect(http.requests.first?.fields.first(named: "x-aws-ec2-metadata-token-ttl-seconds") == "21600")
        #expect(http.requests.last?.fields.first(named: "x-aws-ec2-metadata-token") == "TOKEN")
    }

    @Test(arguments: [
        FakeTransport.Answer.success(.text("", status: 403)), .success(.text("", status: 404)),
        .success(.text("", status: 405)), .failure(TransportError(.timeout, mayHaveBeenSent: true)),
    ])
    func `without a token, version 1 is used unless it's disabled`(token: FakeTransport.Answer) async throws {
        let http = Self.service(token: token)
        #expect(try await load(http)?.accessKeyId == "AKIDROLE")
        #expect(http.requests.last?.fields.isEmpty == true)
        let error = await #expect(throws: AWSSetupError.self) {
            try await load(Self.service(token: token), ["AWS_EC2_METADATA_V1_DISABLED": "true"], isRequired: false)
        }
        #expect(error?.message.contains("IMDSv1 is disabled") == true)
    }

    @Test func `a bad request for a token doesn't cause a fallback to version 1`() async throws {
        let http = Self.service(token: .success(.text("", status: 400)))
        await #expect(throws: Self.unavailable("http://169.254.169.254 returned status 400")) {
            try await load(http, isRequired: false)
        }
        #expect(http.requests.count == 1)
    }

    @Test(arguments: [
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:5055/"], "http://127.0.0.1:5055/latest/api/token"),
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "http://[fd00:ec2::254]/latest/api/token"),
    ])
    func `the endpoint can be set`(variables: [String: String], url: String) async throws {
        let http = Self.service()
        _ = try await load(http, variables)
        #expect(http.requests.first?.url == url)
    }

    private static func unavailable(_ reason: String) -> AWSSetupError {
        .sourceUnavailable(source: "instance role", reason: reason)
    }

    @Test(arguments: [
        (["AWS_EC2_METADATA_DISABLED": "TRUE"], "it's disabled by AWS_EC2_METADATA_DISABLED"),
        ([:], "there's no instance metadata service at http://169.254.169.254"),
    ])
    func `a missing service is skipped in the chain, and an error if it was requested`(
        variables: [String: String], reason: String
    ) async throws {
        await #expect(throws: Self.unavailable(reason)) { try await load(.silent, variables, isRequired: false) }
        await #expect(throws: AWSSetupError.sourceFailed(source: "instance role", reason: reason)) {
            try await load(.silent, variables)
        }
    }

    @Test func `a response without keys returns the service's message`() async throws {
        let http = Self.service(
            document: #"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume it"}"#)
        let error = await #expect(throws: AWSSetupError.self) { try await load(http) }
        #expect(error?.message.contains("EC2 cannot assume it") == true)
    }

    @Test func `expired keys stay in use, because AWS extends them in an outage`() async throws {
        let clock = FakeClock(Timestamp(year: 2026, month: 1, day: 2, hour: 10))
        let keys = try #require(try await load(Self.service(), clock: clock))
        #expect(keys.expiration == clock.now().adding(seconds: 15 * 60 + 120))
    }

    @Test func `the instance reports the region`() async throws {
        let settings = try ProfileSettings(context: machine(http: Self.service()))
        #expect(await InstanceRoleSource(settings: settings).region() == "eu-north-1")
    }

    @Test func `a role that is assumed with the instance's keys has the instance's region`() async throws {
        let settings = try ProfileSettings(context: machine(http: Self.service()))
        let chain = CredentialChain([InstanceRoleSource(settings: settings)])
        let role = GivenRoleSource(RoleParameters(arn: "arn:aws:iam::1:role/r"), chain: chain, settings: settings)
        #expect(await role.region() == "eu-north-1")
        #expect(!role.isInteractive)
    }
}
