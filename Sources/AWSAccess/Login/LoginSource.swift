// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
package import AWSSigning
import Base
import JSON

/// The keys of `aws login` (option `login_session` of a profile), renewed here while the session lasts.
package struct LoginSource: ProfileCredentialSource {
    private static let refreshWindow = 5 * 60
    package let profile: String
    package var settings: ProfileSettings

    package init(profile: String, settings: ProfileSettings) {
        self.profile = profile
        self.settings = settings
    }

    package var name: String { "aws login (profile \(profile))" }
    package var isInteractive: Bool { false }

    package var isConfigured: Bool { section["login_session"] != nil }

    package func load() async throws(AWSSetupError) -> Credentials? {
        guard let session = section["login_session"] else { return nil }
        let token = try await token(at: LoginToken.path(session: session, context: context))
        let keys = try token.credentials(source: name)
        if let expiration = keys.expiration, expiration - context.clock.now() > Self.refreshWindow { return keys }
        return try await renew(token).credentials(source: name)
    }

    private func token(at path: String) async throws(AWSSetupError) -> LoginToken {
        guard let bytes = try await read(path) else { throw failure("the cache contains no session; \(logIn)") }
        switch LoginToken.read(bytes, path: path) {
        case .success(let token): return token
        case .failure(let missing): throw failure("\(path) has no \(missing.name); \(logIn)")
        }
    }

    private func renew(_ token: LoginToken) async throws(AWSSetupError) -> LoginToken {
        guard let proof = PossessionProof(pem: token.proofKey) else {
            throw failure("can't read the private key in \(token.path); \(logIn)")
        }
        let endpoint = try endpoint(token)
        let body: JSONValue = [
            "clientId": .string(token.clientId), "refreshToken": .string(token.refreshToken.reveal()),
            "grantType": "refresh_token",
        ]
        var request = HTTPRequest(
            method: "POST", endpoint: endpoint, path: "/v1/token",
            fields: [HTTPField("Content-Type", "application/json")], body: body.serialized(), timeout: .seconds(20))
        let id = (0..<16).map { _ in UInt8(context.random(0...255)) }
        guard let field = try? proof.token(url: request.url, date: context.clock.now(), id: Hexadecimal.encode(id))
        else { throw failure("signing with the private key in \(token.path) failed; \(logIn)") }
        request.fields.append(HTTPField("DPoP", field))
        let response = try await RepeatingClient(context: context).answer(to: request, source: name)
        let answer = try? JSONValue(parsing: response.body)
        guard response.status == 200, let answer, let renewed = token.renewed(answer, now: context.clock.now()) else {
            throw failure(complaint(response, answer))
        }
        // The new keys work for this run even if they can't be saved.
        try? context.files.replace(renewed.path, with: JSONValue.object(renewed.json).serialized(.indented))
        return renewed
    }

    private func endpoint(_ token: LoginToken) throws(AWSSetupError) -> Endpoint {
        guard let region = token.region ?? settings.region else { throw .noRegion }
        let rules = try settings.endpointRules(service: "signin", key: "signin")
        guard rules.configured == nil else { return try rules.endpoint(region: region) }
        guard Region.isWellFormed(region) else { throw .malformedRegion(region) }
        let domain =
            switch Partition.of(region: region).name {
            case "aws-cn": "signin.amazonaws.cn"
            case "aws-us-gov": "signin.amazonaws-us-gov.com"
            default: "signin.aws.amazon.com"
            }
        return Endpoint(scheme: .https, host: "\(region).\(domain)")
    }

    private func complaint(_ response: HTTPResponse, _ answer: JSONValue?) -> String {
        switch answer?["error"]?.string {
        case "TOKEN_EXPIRED", "USER_CREDENTIALS_CHANGED": "the session has ended; \(logIn)"
        case "INSUFFICIENT_PERMISSIONS": "the user isn't allowed to renew the session (signin:CreateOAuth2Token)"
        default: "the session couldn't be renewed (status \(response.status)); \(logIn)"
        }
    }

    private var logIn: String { "run `aws login --profile \(profile)`" }
}
