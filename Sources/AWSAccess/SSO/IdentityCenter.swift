// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import HTTPMessages
import JSON

/// The services of IAM Identity Center: one for clients and tokens (SSO OIDC), one for roles and logging out (the
/// portal). Requests aren't signed.
struct IdentityCenter: Sendable {
    private static let timeout = Duration.seconds(20)
    private static let deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"
    /// RFC 8628, sections 3.2 and 3.5: where the service doesn't say.
    private static let defaultInterval = 5
    private static let defaultLifetime = 600
    private static let longestInterval = 300

    let settings: ProfileSettings
    let region: String
    /// What errors begin with.
    let source: String

    private var context: AmbientContext { settings.context }

    // MARK: Clients and tokens

    func register(_ session: SSOSession) async throws(AWSSetupError) -> ClientRegistration {
        let suffix = session.name ?? String(context.clock.now().secondsSinceEpoch)
        var members: JSONObject = ["clientName": .string("lamsh-\(suffix)"), "clientType": "public"]
        if !session.scopes.isEmpty { members["scopes"] = .array(session.scopes.map(JSONValue.string)) }
        let response = try await answer(.known("RegisterClient", in: .oidc), members)
        guard response.status == 200 else { throw failure(Self.reason(response)) }
        let json = try? JSONValue(parsing: response.body)
        guard let clientId = json?["clientId"]?.string, let secret = json?["clientSecret"]?.string,
            let expiration = try expiration({ () throws(MalformedExpiration) in
                try Expiration.seconds(json?["clientSecretExpiresAt"], at: "clientSecretExpiresAt")
            })
        else { throw failure("the response to RegisterClient isn't complete") }
        return ClientRegistration(clientId: clientId, clientSecret: Secret(secret), expiration: expiration)
    }

    func authorize(_ client: ClientRegistration, startURL: String) async throws(AWSSetupError) -> DeviceLogin.Event {
        let response = try await answer(
            .known("StartDeviceAuthorization", in: .oidc),
            [
                "clientId": .string(client.clientId), "clientSecret": .string(client.clientSecret.reveal()),
                "startUrl": .string(startURL),
            ])
        guard response.status == 200 else {
            switch Self.code(response) {
            case "InvalidClientException", "UnauthorizedClientException", "invalid_client", "unauthorized_client":
                return .clientRefused(reason: Self.reason(response))
            default: throw failure(Self.reason(response))
            }
        }
        let json = try? JSONValue(parsing: response.body)
        guard let deviceCode = json?["deviceCode"]?.string, let userCode = json?["userCode"]?.string,
            let address = json?["verificationUri"]?.string
        else { throw failure("the response to StartDeviceAuthorization isn't complete") }
        let complete = json?["verificationUriComplete"]?.string ?? address
        for url in [address, complete] where !Self.isPage(url) {
            throw failure("the address in the response to StartDeviceAuthorization must begin with https://: \(url)")
        }
        let lifetime = try expiration { () throws(MalformedExpiration) in
            try Expiration.lifetime(json?["expiresIn"], at: "expiresIn")
        }
        return .authorized(
            DeviceAuthorization(
                deviceCode: Secret(deviceCode), userCode: userCode, address: address, completeAddress: complete,
                lifetime: lifetime ?? Self.defaultLifetime,
                interval: min(max(json?["interval"]?.int ?? Self.defaultInterval, 1), Self.longestInterval)))
    }

    /// Whether a person has allowed the log-in. Sends the request once: the caller decides when to send it again.
    func poll(
        _ client: ClientRegistration, _ authorization: DeviceAuthorization
    ) async throws(AWSSetupError) -> DeviceLogin.PollResult {
        let request = try request(
            .known("CreateToken", in: .oidc),
            [
                "clientId": .string(client.clientId), "clientSecret": .string(client.clientSecret.reveal()),
                "grantType": .string(Self.deviceGrant), "deviceCode": .string(authorization.deviceCode.reveal()),
            ])
        let response: HTTPResponse
        switch await context.http.result(of: request) {
        case .failure(let error): return .unavailable(reason: error.reason(at: request.endpoint))
        case .success(let answer): response = answer
        }
        guard response.status != 200 else { return .token(try token(response)) }
        return switch Self.code(response) {
        case "AuthorizationPendingException", "authorization_pending": .pending
        case "SlowDownException", "slow_down": .slowDown
        case "ExpiredTokenException", "expired_token": .expired
        case "AccessDeniedException", "access_denied": .denied
        case _ where response.status >= 500 || response.status == 429:
            .unavailable(reason: Self.reason(response))
        default: .refused(reason: Self.reason(response))
        }
    }

    /// A new token for an old one's refresh token; nil if the service refuses.
    func refresh(
        _ refreshToken: Secret, _ client: ClientRegistration
    ) async throws(AWSSetupError) -> IssuedToken? {
        let response = try await answer(
            .known("CreateToken", in: .oidc),
            [
                "clientId": .string(client.clientId), "clientSecret": .string(client.clientSecret.reveal()),
                "grantType": "refresh_token", "refreshToken": .string(refreshToken.reveal()),
            ])
        return response.status == 200 ? try token(response) : nil
    }

    private func token(_ response: HTTPResponse) throws(AWSSetupError) -> IssuedToken {
        let json = try? JSONValue(parsing: response.body)
        let lifetime = try expiration { () throws(MalformedExpiration) in
            try Expiration.lifetime(json?["expiresIn"], at: "expiresIn")
        }
        guard let token = json?["accessToken"]?.string, let lifetime else {
            throw failure("the response to CreateToken contains no token")
        }
        return IssuedToken(
            accessToken: Secret(token), lifetime: lifetime,
            refreshToken: json?["refreshToken"]?.string.map { Secret($0) })
    }

    // MARK: The portal

    /// The response with a role's keys, whatever its status.
    func roleKeys(_ sso: SSOSettings, _ token: Secret) async throws(AWSSetupError) -> HTTPResponse {
        try await answer(
            .known("GetRoleCredentials", in: .sso),
            [
                "accountId": .string(sso.accountId), "roleName": .string(sso.roleName),
                "accessToken": .string(token.reveal()),
            ])
    }

    /// Ends the session at the service.
    func logOut(_ token: Secret) async throws(AWSSetupError) {
        let response = try await answer(
            .known("Logout", in: .sso), ["accessToken": .string(token.reveal())])
        // A token that has expired or was revoked needs no logging out.
        guard response.status >= 500 || response.status == 429 else { return }
        throw failure(Self.reason(response))
    }

    // MARK: Requests and responses

    /// The last response, whatever its status, after the usual attempts.
    private func answer(
        _ operation: ServiceOperation, _ members: JSONObject
    ) async throws(AWSSetupError) -> HTTPResponse {
        try await RepeatingClient(context: context).answer(to: try request(operation, members), source: source)
    }

    private func request(
        _ operation: ServiceOperation, _ members: JSONObject
    ) throws(AWSSetupError) -> HTTPRequest {
        let service = operation.service
        let endpoint = try settings.endpointRules(service: service.endpointPrefix, key: service.endpointKey)
            .endpoint(region: region)
        guard let made = try? operation.request(members, makeToken: { "" }) else {
            throw failure("\(operation.name) has other members")
        }
        return HTTPRequest(
            method: made.method, endpoint: endpoint, path: made.path, query: made.query, fields: made.fields,
            body: made.body, timeout: Self.timeout)
    }

    private func failure(_ reason: String) -> AWSSetupError { .sourceFailed(source: source, reason: reason) }

    private func expiration<T>(
        _ read: () throws(MalformedExpiration) -> T
    ) throws(AWSSetupError) -> T {
        do throws(MalformedExpiration) { return try read() } catch { throw failure(error.message) }
    }

    /// The exception's name, else OAuth's word for it.
    private static func code(_ response: HTTPResponse) -> String? {
        ServiceFailure(response).code ?? (try? JSONValue(parsing: response.body))?["error"]?.string
    }

    private static func reason(_ response: HTTPResponse) -> String {
        let description = (try? JSONValue(parsing: response.body))?["error_description"]?.string
        return [code(response) ?? "status \(response.status)", description ?? ServiceFailure(response).message]
            .compactMap { $0 }.joined(separator: ": ")
    }

    /// Whether it's the address of a page, and safe to hand to a browser.
    private static func isPage(_ url: String) -> Bool {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let endpoint = Endpoint(parsing: String(url.prefix { $0 != "?" && $0 != "#" }))
        else { return false }
        return endpoint.scheme == .https || endpoint.isLoopback
    }
}
