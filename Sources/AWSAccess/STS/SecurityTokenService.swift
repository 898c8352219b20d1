// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import JSON
import AWSServices
import AWSSigning
import Base

/// The operations of AWS's Security Token Service that return keys (query protocol, version 2011-06-15).
package struct SecurityTokenService: Sendable {
    private let settings: ProfileSettings
    private var context: AmbientContext { settings.context }

    package init(settings: ProfileSettings) { self.settings = settings }

    /// AssumeRole, signed with `keys`.
    func assumeRole(_ role: RoleParameters, keys: Credentials, source: String) async throws(AWSSetupError)
        -> Credentials
    {
        var members: JSONObject = ["RoleArn": .string(role.arn), "RoleSessionName": .string(sessionName(role))]
        if let externalId = role.externalId { members.set("ExternalId", .string(externalId)) }
        if let duration = role.durationSeconds { members.set("DurationSeconds", .number(JSONNumber(duration))) }
        if let serial = role.mfaSerial {
            members.set("SerialNumber", .string(serial))
            members.set("TokenCode", .string(try await code(for: serial, source: source)))
        }
        return try await call("AssumeRole", members, keys: keys, source: source)
    }

    /// AssumeRoleWithWebIdentity, which needs no keys.
    func assumeRole(_ role: RoleParameters, webIdentity token: Secret, source: String) async throws(AWSSetupError)
        -> Credentials
    {
        let members: JSONObject = [
            "RoleArn": .string(role.arn), "RoleSessionName": .string(sessionName(role)),
            "WebIdentityToken": .string(token.reveal()),
        ]
        return try await call("AssumeRoleWithWebIdentity", members, keys: nil, source: source)
    }

    private func sessionName(_ role: RoleParameters) -> String {
        role.sessionName ?? "lamsh-\(context.clock.now().secondsSinceEpoch)"
    }

    private func code(for serial: String, source: String) async throws(AWSSetupError) -> String {
        guard let ask = context.ask else {
            throw .sourceFailed(
                source: source, reason: "it needs an MFA code for \(serial), but there's no terminal to enter it on")
        }
        guard let code = await ask("MFA code for \(serial): "), !code.isEmpty else {
            throw .sourceFailed(source: source, reason: "it needs an MFA code for \(serial), but none was entered")
        }
        return code
    }

    private func call(
        _ name: String, _ members: JSONObject, keys: Credentials?, source: String
    ) async throws(AWSSetupError) -> Credentials {
        let operation = ServiceOperation.known(name, in: .sts)
        guard let made = try? operation.request(members, makeToken: { "" }) else {
            throw .sourceFailed(source: source, reason: "\(name) has other members")
        }
        let region = settings.region ?? "us-east-1"
        let endpoint = try settings.endpointRules(service: "sts", key: "sts").endpoint(region: region)
        var request = HTTPRequest(
            method: made.method, endpoint: endpoint, path: made.path,
            fields: [HTTPField("Host", endpoint.hostField)] + made.fields, body: made.body, timeout: .seconds(20))
        if let keys {
            let signable = SignableRequest(
                method: request.method, path: request.path, fields: request.fields,
                payloadHash: PayloadHash.of(request.body))
            let signer = SigV4Signer(region: region, service: "sts")
            request.fields += signer.sign(signable, credentials: keys, date: context.clock.now())
        }
        let response = try await RepeatingClient(context: context).success(of: request, source: source)
        let answer = try? operation.result(of: response)
        do throws(MalformedExpiration) {
            if let answer, let keys = try Self.credentials(answer, source: source) { return keys }
        } catch {
            throw error.error(of: source)
        }
        throw .sourceFailed(source: source, reason: "the response from STS contains no keys")
    }

    /// nil if the response has no keys.
    private static func credentials(_ answer: JSONValue, source: String) throws(MalformedExpiration)
        -> Credentials?
    {
        guard let keys = answer["Credentials"], let accessKeyId = keys["AccessKeyId"]?.string,
            let secret = keys["SecretAccessKey"]?.string, let token = keys["SessionToken"]?.string,
            let expiration = try Expiration.time(keys["Expiration"], at: "Expiration")
        else { return nil }
        let account = answer["AssumedRoleUser"]?["Arn"]?.string?.split(separator: ":", omittingEmptySubsequences: false)
            .dropFirst(4).first
        return Credentials(
            accessKeyId: accessKeyId, secretAccessKey: Secret(secret), sessionToken: Secret(token),
            expiration: expiration, accountId: account.map(String.init), source: source)
    }
}
