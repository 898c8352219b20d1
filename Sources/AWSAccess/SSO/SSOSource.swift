// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
package import AWSSigning
import Base
import JSON

/// The role that a profile has in IAM Identity Center, with the token that a log-in saved. In the newer form, the token is
/// renewed here.
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
    package var isConfigured: Bool { SSOSettings.isPresent(in: section) }

    package func load() async throws(AWSSetupError) -> Credentials? {
        guard let sso = try SSOSettings(profile: profile, settings: settings, source: name) else { return nil }
        let service = IdentityCenter(settings: settings, region: sso.session.region, source: name)
        let response = try await service.roleKeys(sso, try await token(sso.session, service))
        if response.status == 401 { throw mustLogIn("the session has expired or was revoked") }
        guard response.status == 200 else {
            let refusal = ServiceFailure(response)
            throw failure(refusal.message ?? refusal.code ?? "the response has status \(response.status)")
        }
        return try keys(response, sso)
    }

    private func keys(_ response: HTTPResponse, _ sso: SSOSettings) throws(AWSSetupError) -> Credentials {
        let json = (try? JSONValue(parsing: response.body))?["roleCredentials"]
        let expiration: Timestamp?
        do throws(MalformedExpiration) {
            expiration = try Expiration.milliseconds(json?["expiration"], at: "expiration")
        } catch {
            throw error.error(of: name)
        }
        guard let json, let accessKeyId = json["accessKeyId"]?.string, let secret = json["secretAccessKey"]?.string,
            let token = json["sessionToken"]?.string, let expiration
        else { throw failure("the response contains no keys") }
        return Credentials(
            accessKeyId: accessKeyId, secretAccessKey: Secret(secret), sessionToken: Secret(token),
            expiration: expiration, accountId: sso.accountId, source: name)
    }

    private func token(_ session: SSOSession, _ service: IdentityCenter) async throws(AWSSetupError) -> Secret {
        let cache = SSOCache(context: context)
        let path = cache.tokenPath(session)
        guard let bytes = try await read(path) else { throw mustLogIn("there's no session") }
        guard let cached = (try? JSONValue(parsing: bytes))?.object, let token = cached["accessToken"]?.string else {
            throw mustLogIn("\(path) contains no token")
        }
        let time: Timestamp?
        do throws(MalformedExpiration) {
            time = try Expiration.time(cached["expiresAt"], at: "expiresAt in \(path)")
        } catch {
            throw mustLogIn(error.message)
        }
        guard let expiration = time else { throw mustLogIn("\(path) contains no expiresAt") }
        let left = expiration - context.clock.now()
        if session.name != nil, left < Self.refreshWindow {
            do throws(AWSSetupError) {
                if let renewed = try await renewed(cached, session, cache, service) { return renewed }
            } catch {
                guard left > 0 else { throw error }
            }
        }
        guard left > 0 else { throw mustLogIn("the session expired at \(expiration.extendedFormat)") }
        return Secret(token)
    }

    /// A new token; nil if there can't be one, so that the old one is used until it expires.
    private func renewed(
        _ cached: JSONObject, _ session: SSOSession, _ cache: SSOCache, _ service: IdentityCenter
    ) async throws(AWSSetupError) -> Secret? {
        guard let refreshToken = cached["refreshToken"]?.string, let clientId = cached["clientId"]?.string,
            let clientSecret = cached["clientSecret"]?.string,
            let registrationEnd = cached["registrationExpiresAt"]?.string.flatMap({ Timestamp(iso8601: $0) }),
            registrationEnd > context.clock.now()
        else { return nil }
        let client = ClientRegistration(
            clientId: clientId, clientSecret: Secret(clientSecret), expiration: registrationEnd)
        guard let token = try await service.refresh(Secret(refreshToken), client) else { return nil }
        // The new token works for this run even if it can't be saved.
        try? cache.keep(token, session, renewing: cached)
        return token.accessToken
    }

    private func mustLogIn(_ reason: String) -> AWSSetupError { .loginRequired(profile: profile, reason: reason) }
}
