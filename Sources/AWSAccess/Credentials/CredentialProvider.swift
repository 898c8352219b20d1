// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSSigning
package import Base
import Synchronization
import Waiting

/// Keeps the current keys and renews them before they expire, once for all waiting callers.
package final class CredentialProvider: Sendable {
    private struct State {
        var credentials: Credentials?
        var source: (any CredentialSource)?
        var window = RefreshWindow(lifetime: 0)
        /// A renewal failed, and the next one isn't attempted before this time.
        var pause: Timestamp?
    }

    /// In seconds.
    private static let pauseAfterFailure = 60
    private let chain: CredentialChain
    private let clock: any WallClock
    private let notice: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let renewal = SharedWork<Result<Credentials, AWSSetupError>>()

    /// - Parameter notice: called when keys couldn't be renewed in time and the old ones are still used.
    package init(chain: CredentialChain, clock: any WallClock, notice: @escaping @Sendable (String) -> Void = { _ in })
    {
        self.chain = chain
        self.clock = clock
        self.notice = notice
    }

    /// Finds the first keys, before the provider is shared: in the caller's own task, without changing threads, and
    /// cancellable.
    package func first() async throws(AWSSetupError) -> Credentials {
        try await renew(unlike: nil).get()
    }

    /// Keys that are good for some time and that no call has to wait for; nil if they have to be found or renewed.
    package var lasting: Credentials? {
        let state = state.withLock { $0 }
        guard let known = state.credentials, case .none = need(state, known) else { return nil }
        return known
    }

    /// Keys that are valid for a request now. Throws `.cancelled` as soon as the task is cancelled; a renewal continues
    /// for as long as another caller waits for it.
    package func credentials() async throws(AWSSetupError) -> Credentials {
        let state = state.withLock { $0 }
        guard let known = state.credentials else { return try await renewed(unlike: nil) }
        switch need(state, known) {
        case .none: return known
        case .soon:
            // No request waits for this renewal: it runs in the background, and a failure surfaces when the renewal is
            // due.
            renewal.keep { await self.renew(unlike: known) }
            return known
        case .now:
            do throws(AWSSetupError) {
                return try await renewed(unlike: known)
            } catch {
                guard error != .cancelled, let expiration = known.expiration, clock.now() < expiration else {
                    throw error
                }
                notice("can't renew the keys of \(known.source): \(error.message)")
                return known
            }
        }
    }

    /// The region that belongs to the key source, once keys have been found.
    package func region() async -> String? {
        await state.withLock { $0.source }?.region()
    }

    /// How to get other keys than the current ones.
    package var keyRenewal: KeyRenewal {
        state.withLock { $0.source }?.renewal ?? .asking
    }

    /// Loads other keys than those that the service refused, unless others have arrived already: a file may contain new
    /// ones. False if they're the same as before.
    package func replace(_ refused: Credentials) async throws(AWSSetupError) -> Bool {
        state.withLock { state in
            if state.credentials == refused { state.credentials = nil }
        }
        return try await credentials().signsUnlike(refused)
    }

    /// Forgets keys that the source can be asked for again without a person's help.
    package func forget() {
        state.withLock { state in
            guard let source = state.source, !source.isInteractive, case .asking = source.renewal else { return }
            state.credentials = nil
        }
    }

    /// Ends a renewal that's under way.
    package func end() { renewal.cancel() }

    private enum Need { case none, soon, now }

    private func need(_ state: State, _ credentials: Credentials) -> Need {
        guard let expiration = credentials.expiration else { return .none }
        let now = clock.now()
        let left = expiration - now
        if left <= 0 { return .now }
        if state.source?.isInteractive ?? false { return .none }
        if let pause = state.pause, now < pause { return .none }
        return left > state.window.advisory ? .none : left > state.window.mandatory ? .soon : .now
    }

    private func renewed(unlike known: Credentials?) async throws(AWSSetupError) -> Credentials {
        let result: Result<Credentials, AWSSetupError>
        do throws(CancellationError) {
            result = try await renewal.value { await self.renew(unlike: known) }
        } catch {
            throw .cancelled
        }
        return try result.get()
    }

    /// - Parameter known: the keys to replace. Others may have arrived since the caller looked.
    private func renew(unlike known: Credentials?) async -> Result<Credentials, AWSSetupError> {
        let (source, newer) = state.withLock { ($0.source, $0.credentials == known ? nil : $0.credentials) }
        if let newer { return .success(newer) }
        let result: Result<CredentialChain.Resolution, AWSSetupError>
        do throws(AWSSetupError) {
            result = .success(try await resolve(from: source))
        } catch {
            // Whatever a source reports about a cancelled request or program, it isn't the source's fault.
            result = .failure(Task.isCancelled ? .cancelled : error)
        }
        let now = clock.now()
        state.withLock { state in
            switch result {
            case .success(let resolution):
                state.source = resolution.source
                state.credentials = resolution.credentials
                state.window = RefreshWindow(lifetime: (resolution.credentials.expiration ?? now) - now)
                state.pause = nil
            case .failure(.cancelled): break
            case .failure: state.pause = now.adding(seconds: Self.pauseAfterFailure)
            }
        }
        return result.map(\.credentials)
    }

    private func resolve(
        from source: (any CredentialSource)?
    ) async throws(AWSSetupError) -> CredentialChain.Resolution {
        let resolution: CredentialChain.Resolution
        if let source {
            let source = try await readingFiles { () throws(AWSSetupError) in try source.reread() }
            guard let credentials = try await source.load() else { throw .noCredentials(tried: [source.name]) }
            resolution = CredentialChain.Resolution(source: source, credentials: credentials)
        } else {
            resolution = try await chain.resolve()
        }
        if let expiration = resolution.credentials.expiration, expiration <= clock.now() {
            throw .expiredKeys(source: resolution.credentials.source, expiration: expiration)
        }
        return resolution
    }
}
