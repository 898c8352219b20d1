// SPDX-License-Identifier: GPL-3.0-or-later

package import Base

/// The OAuth 2.0 device authorization grant (RFC 8628), as IAM Identity Center has it: a state machine that decides what
/// happens next. It does no I/O and knows no clock but the times that it's handed.
package struct DeviceLogin: Sendable {
    /// What happened since the last action.
    package enum Event: Sendable {
        /// - Parameter known: the client of an earlier log-in.
        case began(known: ClientRegistration?)
        case registered(ClientRegistration)
        case authorized(DeviceAuthorization)
        /// The service doesn't know the client, or no longer does.
        case clientRefused(reason: String)
        case polled(PollResult)
        case waited
    }

    /// What the service said to a request for the token.
    package enum PollResult: Sendable, Hashable {
        case token(IssuedToken)
        /// The person hasn't answered.
        case pending
        /// Polls come too often.
        case slowDown
        case expired
        case denied
        /// No answer, or one that says nothing about the log-in.
        case unavailable(reason: String)
        case refused(reason: String)
    }

    /// What the caller does next.
    package enum Action: Sendable, Hashable {
        case register
        case authorize(ClientRegistration)
        case poll(ClientRegistration, DeviceAuthorization)
        /// Shows address and code to the person.
        case show(DeviceAuthorization)
        case wait(seconds: Int)
        case finish(IssuedToken, ClientRegistration)
        case fail(Failure)
    }

    /// Why the log-in ended without a token.
    package enum Failure: Error, Sendable, Hashable {
        /// - Parameter trouble: why the last polls had no answer; nil if they had one.
        case expired(trouble: String?)
        case denied
        case refused(reason: String)
    }

    /// In seconds (RFC 8628, section 3.5).
    private static let slowDownDelay = 5
    /// The longest wait between polls unless the service asks for more, in seconds.
    private static let longestBackoff = 60

    private var registration: ClientRegistration?
    private var mayRegister = true
    private var authorization: DeviceAuthorization?
    private var deadline = Timestamp(secondsSinceEpoch: 0)
    private var interval = 0
    private var isShown = false
    private var trouble: String?

    package init() {}

    /// - Parameter now: the time of the event.
    package mutating func handle(_ event: Event, now: Timestamp) -> [Action] {
        switch event {
        case .began(let known?): return authorize(known)
        case .began(nil): return register()
        case .registered(let registration): return authorize(registration)
        case .clientRefused(let reason):
            // A client from the cache may have been removed meanwhile.
            return mayRegister ? register() : [.fail(.refused(reason: reason))]
        case .authorized(let authorization):
            self.authorization = authorization
            interval = authorization.interval
            deadline = now.adding(seconds: authorization.lifetime)
            // Clients that were allowed before get a token without a person's answer.
            return poll(now)
        case .waited: return poll(now)
        case .polled(let result): return next(result, now)
        }
    }

    private mutating func register() -> [Action] {
        mayRegister = false
        return [.register]
    }

    private mutating func authorize(_ registration: ClientRegistration) -> [Action] {
        self.registration = registration
        return [.authorize(registration)]
    }

    private func poll(_ now: Timestamp) -> [Action] {
        guard let registration, let authorization, now < deadline else { return [.fail(.expired(trouble: trouble))] }
        return [.poll(registration, authorization)]
    }

    private mutating func next(_ result: PollResult, _ now: Timestamp) -> [Action] {
        trouble = nil
        switch result {
        case .token(let token):
            guard let registration else { return [] }
            return [.finish(token, registration)]
        case .expired: return [.fail(.expired(trouble: nil))]
        case .denied: return [.fail(.denied)]
        case .refused(let reason): return [.fail(.refused(reason: reason))]
        case .pending: break
        case .slowDown: interval += Self.slowDownDelay
        case .unavailable(let reason):
            trouble = reason
            interval = max(interval, min(interval * 2, Self.longestBackoff))
        }
        return show() + [.wait(seconds: max(1, min(interval, deadline - now)))]
    }

    private mutating func show() -> [Action] {
        guard !isShown, let authorization else { return [] }
        isShown = true
        return [.show(authorization)]
    }
}

/// What a person needs to allow the log-in, and what this program needs to learn that they did.
package struct DeviceAuthorization: Sendable, Hashable {
    package var deviceCode: Secret
    /// The person compares it with the one that the page shows.
    package var userCode: String
    package var address: String
    /// The address with the code in it.
    package var completeAddress: String
    /// In seconds.
    package var lifetime: Int
    /// Between polls, in seconds.
    package var interval: Int

    package init(
        deviceCode: Secret, userCode: String, address: String, completeAddress: String, lifetime: Int, interval: Int
    ) {
        self.deviceCode = deviceCode
        self.userCode = userCode
        self.address = address
        self.completeAddress = completeAddress
        self.lifetime = lifetime
        self.interval = interval
    }
}

/// A token of IAM Identity Center.
package struct IssuedToken: Sendable, Hashable {
    package var accessToken: Secret
    /// In seconds from now on.
    package var lifetime: Int
    package var refreshToken: Secret?

    package init(accessToken: Secret, lifetime: Int, refreshToken: Secret? = nil) {
        self.accessToken = accessToken
        self.lifetime = lifetime
        self.refreshToken = refreshToken
    }
}
