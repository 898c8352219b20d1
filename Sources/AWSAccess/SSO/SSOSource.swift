// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
package import AWSSigning
import Base
import JSON

/// The role that a profile has in IAM Identity Center, with the token that `aws sso login` saved. In the newer form,
/// the token is renewed here.
package struct SSOSource: ProfileCredentialSource {
    private static let refreshWindow = 15 * 60
    package let profile: String
    package var settings: ProfileSettings

    package init(profile: String, settings: ProfileSettings) {
        self.profile = profile
        self.settings = settings
    }

    package var name: String { "SSO (profile \(profile))" }
    package var isInteractive: Bool { false }

    package var isConfigured: Bool { section.has("sso_role_name") || section.has("sso_account_id") }

    package func load() async throws(AWSSetupError) -> Credentials? {
        guard let sso = try SSOSettings(profile: profile, settings: settings, source: name) else { return nil }
        let endpoint = try settings.endpointRules(service: "portal.sso", key: "sso").endpoint(region: sso.region)
        let query = [("account_id", sso.accountId), ("role_name", sso.roleName)]
            .map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
        let token = try await token(sso)
        let request = HTTPRequest(
            method: "GET", endpoint: endpoint, path: "/federation/credentials", query: query,
            fields: [HTTPField("x-amz-sso_bearer_token", token.reveal())], timeout: .seconds(20))
        let response = try await RepeatingClient(context: context).answer(to: request, source: name)
        if response.status == 401 { throw failure("the session has expired or was revoked; \(logIn)") }
        guard response.status == 200 else {
            let refusal = ServiceFailure(response)
            throw failure(refusal.message ?? refusal.code ?? "the response has status \(response.status)")
        }
        return try keys(response, sso)
    }

    private func keys(_ response: HTTPResponse, _ sso: SSOSettings) throws(AWSSetupError) -> Credentials {
        let json = (try? JSONValue(parsing: response.body))?["roleCredentials"]
        guard let json, let accessKeyId = json["accessKeyId"]?.string, let secret = json["secretAccessKey"]?.string,
            let token = json["sessionToken"]?.string, let milliseconds = json["expiration"]?.int
        else { throw failure("the response contains no keys") }
        return Credentials(
            accessKeyId: accessKeyId, secretAccessKey: Secret(secret), sessionToken: Secret(token),
            expiration: Timestamp(secondsSinceEpoch: milliseconds / 1_000), accountId: sso.accountId, source: name)
    }

    private func token(_ sso: SSOSettings) async throws(AWSSetupError) -> Secret {
        let cache = SSOTokenCache(sso, context: context)
        guard let bytes = try await read(cache.path), let cached = try? JSONValue(parsing: bytes),
            let token = cached["accessToken"]?.string,
            let expiration = cached["expiresAt"]?.string.flatMap({ Timestamp(iso8601: $0) })
        else { throw failure("the cache contains no token; \(logIn)") }
        let left = expiration - context.clock.now()
        if sso.session != nil, left < Self.refreshWindow {
            do throws(AWSSetupError) {
                if let renewed = try await renewed(cached, sso, cache) { return renewed }
            } catch {
                guard left > 0 else { throw error }
            }
        }
        guard left > 0 else { throw failure("the token expired at \(expiration.extendedFormat); \(logIn)") }
        return Secret(token)
    }

    /// A new token; nil if there can't be one, so that the old one is used until it expires.
    private func renewed(
        _ cached: JSONValue, _ sso: SSOSettings, _ cache: SSOTokenCache
    ) async throws(AWSSetupError) -> Secret? {
        guard let refreshToken = cached["refreshToken"]?.string, let clientId = cached["clientId"]?.string,
            let clientSecret = cached["clientSecret"]?.string,
            let registrationEnd = cached["registrationExpiresAt"]?.string.flatMap({ Timestamp(iso8601: $0) }),
            registrationEnd > context.clock.now()
        else { return nil }
        let body: JSONValue = [
            "grantType": "refresh_token", "clientId": .string(clientId), "clientSecret": .string(clientSecret),
            "refreshToken": .string(refreshToken),
        ]
        let endpoint = try settings.endpointRules(service: "oidc", key: "sso_oidc").endpoint(region: sso.region)
        let request = HTTPRequest(
            method: "POST", endpoint: endpoint, path: "/token",
            fields: [HTTPField("Content-Type", "application/json")], body: body.serialized(), timeout: .seconds(20))
        let response = try await RepeatingClient(context: context).answer(to: request, source: name)
        guard response.status == 200, let answer = try? JSONValue(parsing: response.body),
            let token = answer["accessToken"]?.string, let lifetime = answer["expiresIn"]?.int
        else { return nil }
        guard var updated = cached.object else { return nil }
        let expiration = context.clock.now().adding(seconds: lifetime)
        updated["startUrl"] = .string(sso.startURL)
        updated["region"] = .string(sso.region)
        updated["accessToken"] = .string(token)
        updated["expiresAt"] = .string(expiration.extendedFormat)
        updated["refreshToken"] = answer["refreshToken"]
        // The new token works for this run even if it can't be saved.
        try? cache.write(.object(updated))
        return Secret(token)
    }

    private var logIn: String { "run `aws sso login --profile \(profile)`" }
}
