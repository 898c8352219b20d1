// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The operations of AWS's Security Token Service that hand out keys (query protocol, version 2011-06-15).
package struct SecurityTokenService: Sendable {
    private let settings: ProfileSettings
    private var context: AmbientContext { settings.context }

    package init(settings: ProfileSettings) { self.settings = settings }

    /// AssumeRole, signed with `keys`.
    func assumeRole(_ role: RoleParameters, keys: Credentials, source: String) async throws(AWSSetupError)
        -> Credentials
    {
        var items = [("Action", "AssumeRole"), ("RoleArn", role.arn), ("RoleSessionName", sessionName(role))]
        if let externalId = role.externalId { items.append(("ExternalId", externalId)) }
        if let duration = role.durationSeconds { items.append(("DurationSeconds", String(duration))) }
        if let serial = role.mfaSerial {
            items.append(("SerialNumber", serial))
            items.append(("TokenCode", try await code(for: serial, source: source)))
        }
        return try await call(items, keys: keys, source: source)
    }

    /// AssumeRoleWithWebIdentity, which needs no keys.
    func assumeRole(_ role: RoleParameters, webIdentity token: Secret, source: String) async throws(AWSSetupError)
        -> Credentials
    {
        let items = [
            ("Action", "AssumeRoleWithWebIdentity"), ("RoleArn", role.arn), ("RoleSessionName", sessionName(role)),
            ("WebIdentityToken", token.reveal()),
        ]
        return try await call(items, keys: nil, source: source)
    }

    private func sessionName(_ role: RoleParameters) -> String {
        role.sessionName ?? "lamsh-\(context.clock.now().secondsSinceEpoch)"
    }

    private func code(for serial: String, source: String) async throws(AWSSetupError) -> String {
        guard let ask = context.ask else {
            throw .sourceFailed(source: source, reason: "it needs a code of \(serial), and there is nobody to ask")
        }
        guard let code = await ask("MFA code of \(serial): "), !code.isEmpty else {
            throw .sourceFailed(source: source, reason: "it needs a code of \(serial), and none was given")
        }
        return code
    }

    private func call(
        _ items: [(String, String)], keys: Credentials?, source: String
    ) async throws(AWSSetupError) -> Credentials {
        let region = settings.region ?? "us-east-1"
        let endpoint = try settings.endpointRules(service: "sts", key: "sts").endpoint(region: region)
        let form = (items + [("Version", "2011-06-15")])
            .map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
        var request = HTTPRequest(
            method: "POST", endpoint: endpoint, path: "/",
            fields: [
                HTTPField("Host", endpoint.hostField),
                HTTPField("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            ], body: Array(form.utf8), timeout: .seconds(20))
        if let keys {
            let signable = SignableRequest(
                method: "POST", path: request.path, fields: request.fields, payloadHash: PayloadHash.of(request.body))
            let signer = SigV4Signer(region: region, service: "sts")
            request.fields += signer.sign(signable, credentials: keys, date: context.clock.now())
        }
        let response = try await RepeatingClient(context: context).success(of: request, source: source)
        return try credentials(response, source: source)
    }

    private func credentials(_ response: HTTPResponse, source: String) throws(AWSSetupError) -> Credentials {
        let document = String(decoding: response.body, as: UTF8.self)
        guard let accessKeyId = XMLText.first("AccessKeyId", in: document),
            let secret = XMLText.first("SecretAccessKey", in: document),
            let token = XMLText.first("SessionToken", in: document),
            let expiration = XMLText.first("Expiration", in: document).flatMap({ Timestamp(iso8601: $0) })
        else { throw .sourceFailed(source: source, reason: "the answer of STS holds no keys") }
        let account = XMLText.first("Arn", in: document)?.split(separator: ":", omittingEmptySubsequences: false)
            .dropFirst(4).first
        return Credentials(
            accessKeyId: accessKeyId, secretAccessKey: Secret(secret), sessionToken: Secret(token),
            expiration: expiration, accountId: account.map(String.init), source: source)
    }
}
