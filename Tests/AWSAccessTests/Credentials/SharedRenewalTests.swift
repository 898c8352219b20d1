// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import AWSAccess
import Base
import Synchronization
import Testing

/// Tasks that wait for keys, and tasks that stop waiting.
struct SharedRenewalTests {
    /// Returns keys that live an hour once the test allows it, and records whether it was cancelled.
    private final class Source: CredentialSource {
        let name = "source"
        let isInteractive = false
        let renewal = KeyRenewal.asking
        let isConfigured = true
        let mayTellRegion = false
        private let clock: FakeClock
        /// One element for each call: its action when it ends.
        private let calls = Mutex<[CheckedContinuation<Bool, Never>]>([])
        private let started = Mutex(0)
        private let cancelled = Mutex(0)

        init(clock: FakeClock) { self.clock = clock }

        var startedCount: Int { started.withLock { $0 } }
        var cancelledCount: Int { cancelled.withLock { $0 } }

        func reread() -> any CredentialSource { self }
        func region() async -> String? { nil }

        func load() async throws(AWSSetupError) -> Credentials? {
            let isDone = await withTaskCancellationHandler {
                await withCheckedContinuation { call in
                    let count = started.withLock { started in
                        started += 1
                        return started
                    }
                    // The first keys are available at once.
                    if count == 1 || Task.isCancelled { return call.resume(returning: !Task.isCancelled) }
                    calls.withLock { $0.append(call) }
                }
            } onCancel: {
                end(with: false)
            }
            guard isDone else {
                cancelled.withLock { $0 += 1 }
                throw .sourceFailed(source: name, reason: "the program was killed")
            }
            return Credentials(
                accessKeyId: "AKID\(startedCount)", secretAccessKey: Secret("s"),
                expiration: clock.now().adding(seconds: 3_600), source: name)
        }

        func finish() { end(with: true) }

        private func end(with isDone: Bool) {
            let ending = calls.withLock { calls in
                defer { calls = [] }
                return calls
            }
            for call in ending { call.resume(returning: isDone) }
        }
    }

    /// A provider whose keys have expired.
    private func expired() async throws -> (provider: CredentialProvider, source: Source, clock: FakeClock) {
        let clock = FakeClock()
        let source = Source(clock: clock)
        let provider = CredentialProvider(chain: CredentialChain([source]), clock: clock)
        _ = try await provider.first()
        clock.advance(seconds: 3_600)
        return (provider, source, clock)
    }

    private func waiter(_ provider: CredentialProvider) -> Task<Result<String, AWSSetupError>, Never> {
        Task {
            do throws(AWSSetupError) {
                return .success(try await provider.credentials().accessKeyId)
            } catch {
                return .failure(error)
            }
        }
    }

    @Test func `a waiting task can leave, and the others get their keys`() async throws {
        let (provider, source, _) = try await expired()
        let waiters = (0..<3).map { _ in waiter(provider) }
        while source.startedCount < 2 { await Task.yield() }
        waiters[0].cancel()
        #expect(await waiters[0].value == .failure(.cancelled))
        source.finish()
        #expect(await waiters[1].value == .success("AKID2"))
        #expect(await waiters[2].value == .success("AKID2"))
        #expect(source.cancelledCount == 0)
    }

    @Test func `the last task to leave ends the renewal, and the next one starts another`() async throws {
        let (provider, source, clock) = try await expired()
        // They're still valid, but a request waits for new ones.
        clock.advance(seconds: -9 * 60)
        let waiters = (0..<3).map { _ in waiter(provider) }
        while source.startedCount < 2 { await Task.yield() }
        for waiter in waiters { waiter.cancel() }
        for waiter in waiters { #expect(await waiter.value == .failure(.cancelled)) }
        while source.cancelledCount < 1 { await Task.yield() }
        // It hasn't failed, so there's no pause after it.
        let next = waiter(provider)
        while source.startedCount < 3 { await Task.yield() }
        source.finish()
        #expect(await next.value == .success("AKID3"))
    }

    @Test func `a background renewal continues without waiting tasks until the provider ends it`() async throws {
        let (provider, source, clock) = try await expired()
        clock.advance(seconds: -14 * 60)
        #expect(try await provider.credentials().accessKeyId == "AKID1")
        while source.startedCount < 2 { await Task.yield() }
        clock.advance(seconds: 14 * 60)
        let late = waiter(provider)
        late.cancel()
        #expect(await late.value == .failure(.cancelled))
        #expect(source.cancelledCount == 0)
        provider.end()
        while source.cancelledCount < 1 { await Task.yield() }
    }

    @Test func `a cancelled load of the first keys isn't a failure of their source`() async throws {
        let clock = FakeClock()
        let source = Source(clock: clock)
        let provider = CredentialProvider(chain: CredentialChain([source]), clock: clock)
        let cancelled = Task {
            await cancellation()
            return await Result<Credentials, any Error> { try await provider.first() }
        }
        cancelled.cancel()
        guard case .failure(let error) = await cancelled.value else {
            Issue.record("there are keys")
            return
        }
        #expect(error as? AWSSetupError == .cancelled)
    }
}

/// Waits until the task is cancelled.
private func cancellation() async {
    for await _ in AsyncStream<Void>.makeStream().stream {}
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
