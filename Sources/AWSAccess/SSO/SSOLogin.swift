// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Logs a person in to IAM Identity Center with a code, as `aws sso login --use-device-code` does, and saves the token
/// for everything that shares the AWS CLI's cache.
package struct SSOLogin: Sendable {
    package let session: SSOSession
    private let settings: ProfileSettings
    private let service: IdentityCenter
    private let cache: SSOCache

    package init(_ target: LoginTarget, settings: ProfileSettings) throws(AWSSetupError) {
        session = try target.session(settings)
        self.settings = settings
        service = IdentityCenter(
            settings: settings, region: session.region, source: "logging in to \(session.title)")
        cache = SSOCache(context: settings.context)
    }

    /// Returns when the person has allowed the log-in. Throws `.cancelled` as soon as the task is cancelled.
    ///
    /// - Parameter show: called once if a person has to open a page and compare the code.
    /// - Returns: the token's lifetime in seconds. Many tokens are renewed before it ends.
    package func run(
        show: @Sendable (DeviceAuthorization) async -> Void
    ) async throws(AWSSetupError) -> Int {
        do throws(AWSSetupError) {
            var login = DeviceLogin()
            var event = DeviceLogin.Event.began(known: try await cache.registration(session))
            while true {
                var next: DeviceLogin.Event?
                for action in login.handle(event, now: settings.context.clock.now()) {
                    switch action {
                    case .finish(let token, let client):
                        try save(token, client)
                        return token.lifetime
                    case .fail(let failure): throw .sourceFailed(source: service.source, reason: failure.reason)
                    case .show(let authorization): await show(authorization)
                    case .register, .authorize, .poll, .wait: next = try await outcome(of: action)
                    }
                }
                guard let next else { throw .sourceFailed(source: service.source, reason: "it has no next step") }
                event = next
            }
        } catch {
            throw Task.isCancelled ? .cancelled : error
        }
    }

    private func outcome(of action: DeviceLogin.Action) async throws(AWSSetupError) -> DeviceLogin.Event? {
        if Task.isCancelled { throw .cancelled }
        switch action {
        case .register:
            let client = try await service.register(session)
            // Without it, the next log-in registers another client.
            try? cache.keep(client, session)
            return .registered(client)
        case .authorize(let client): return try await service.authorize(client, startURL: session.startURL)
        case .poll(let client, let authorization): return .polled(try await service.poll(client, authorization))
        case .wait(let seconds):
            do { try await settings.context.sleep(.seconds(seconds)) } catch { throw .cancelled }
            return .waited
        case .show, .finish, .fail: return nil
        }
    }

    private func save(_ token: IssuedToken, _ client: ClientRegistration) throws(AWSSetupError) {
        do throws(FileAccessError) {
            try cache.keep(token, session, client)
        } catch {
            throw .sourceFailed(source: service.source, reason: "can't save the token: \(error.path): \(error.reason)")
        }
    }
}

extension DeviceLogin.Failure {
    fileprivate var reason: String {
        switch self {
        case .expired(nil): "the code expired before access was allowed; log in again for a new one"
        case .expired(let trouble?): "the code expired, and the service couldn't be reached: \(trouble)"
        case .denied: "access was denied in the browser"
        case .refused(let reason): reason
        }
    }
}
