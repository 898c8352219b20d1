// SPDX-License-Identifier: GPL-3.0-or-later

import AWSSigning
import AWSAccess
import Base
import Synchronization
import Testing

struct CredentialProviderTests {
    /// Returns keys that live an hour, and counts the calls.
    private final class Source: CredentialSource {
        let name = "source"
        let isInteractive: Bool
        let renewal = KeyRenewal.asking
        let isConfigured = true
        let mayTellRegion = false
        private let clock: FakeClock
        private let lifetime: Int?
        private let state = Mutex((count: 0, isBroken: false))

        init(clock: FakeClock, lifetime: Int? = 3_600, isInteractive: Bool = false) {
            self.clock = clock
            self.lifetime = lifetime
            self.isInteractive = isInteractive
        }

        var count: Int { state.withLock { $0.count } }
        func breakDown() { state.withLock { $0.isBroken = true } }

        func reread() -> any CredentialSource { self }
        func region() async -> String? { nil }

        func load() async throws(AWSSetupError) -> Credentials? {
            let (count, isBroken) = state.withLock { state in
                state.count += 1
                return state
            }
            // Others get the chance to request a second renewal.
            for _ in 0..<20 { await Task.yield() }
            if isBroken { throw .sourceFailed(source: name, reason: "broken") }
            return Credentials(
                accessKeyId: "AKID\(count)", secretAccessKey: Secret("s"),
                expiration: lifetime.map { clock.now().adding(seconds: $0) }, source: name)
        }
    }

    private func setUp(
        lifetime: Int? = 3_600, isInteractive: Bool = false
    ) -> (provider: CredentialProvider, source: Source, clock: FakeClock) {
        let clock = FakeClock()
        let source = Source(clock: clock, lifetime: lifetime, isInteractive: isInteractive)
        return (CredentialProvider(chain: CredentialChain([source]), clock: clock), source, clock)
    }

    @Test func `many simultaneous calls cause one renewal`() async throws {
        let (provider, source, clock) = setUp()
        for round in 1...3 {
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<200 { group.addTask { try await provider.credentials().accessKeyId } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids == ["AKID\(round)"])
            clock.advance(seconds: 3_600 - 9 * 60)
        }
        #expect(source.count == 3)
    }

    @Test func `keys that don't expire are loaded once`() async throws {
        let (provider, source, clock) = setUp(lifetime: nil)
        _ = try await provider.credentials()
        clock.advance(seconds: 1_000_000)
        _ = try await provider.credentials()
        #expect(source.count == 1)
    }

    @Test func `fifteen minutes before expiry, the renewal runs alongside the requests`() async throws {
        let (provider, source, clock) = setUp()
        _ = try await provider.credentials()
        clock.advance(seconds: 3_600 - 14 * 60)
        #expect(try await provider.credentials().accessKeyId == "AKID1")
        while source.count < 2 { await Task.yield() }
        while try await provider.credentials().accessKeyId == "AKID1" { await Task.yield() }
        #expect(try await provider.credentials().accessKeyId == "AKID2")
    }

    @Test func `keys that can't be renewed are used until they expire, but no longer`() async throws {
        let (provider, source, clock) = setUp()
        _ = try await provider.credentials()
        source.breakDown()
        clock.advance(seconds: 3_600 - 5 * 60)
        #expect(try await provider.credentials().accessKeyId == "AKID1")
        clock.advance(seconds: 5 * 60)
        await #expect(throws: AWSSetupError.sourceFailed(source: "source", reason: "broken")) {
            try await provider.credentials()
        }
    }

    @Test func `keys that live for minutes are renewed as rarely as those that live for hours`() async throws {
        let (provider, source, clock) = setUp(lifetime: 120)
        for _ in 0..<10 {
            for _ in 0..<5 { _ = try await provider.credentials() }
            clock.advance(seconds: 40)
        }
        #expect(source.count == 4)
    }

    @Test func `a failed renewal isn't repeated at once while the old keys work`() async throws {
        let (provider, source, clock) = setUp()
        _ = try await provider.credentials()
        source.breakDown()
        clock.advance(seconds: 3_600 - 9 * 60)
        for _ in 0..<20 { #expect(try await provider.credentials().accessKeyId == "AKID1") }
        #expect(source.count == 2)
        clock.advance(seconds: 60)
        _ = try await provider.credentials()
        #expect(source.count == 3)
    }

    @Test func `if the user has to be asked, renewal waits until expiry`() async throws {
        let (provider, source, clock) = setUp(isInteractive: true)
        _ = try await provider.credentials()
        clock.advance(seconds: 3_599)
        _ = try await provider.credentials()
        #expect(source.count == 1)
        clock.advance(seconds: 1)
        _ = try await provider.credentials()
        #expect(source.count == 2)
    }

    @Test func `keys that the service refused are renewed at once, if they can be`() async throws {
        let (provider, source, _) = setUp()
        let first = try await provider.credentials()
        #expect(try await provider.replace(first))
        #expect(try await provider.credentials().accessKeyId == "AKID2")
        // Another request that failed with the same old keys finds the new ones.
        #expect(try await provider.replace(first))
        #expect(try await provider.credentials().accessKeyId == "AKID2")
        #expect(source.count == 2)
        let keys = Credentials(accessKeyId: "A", secretAccessKey: Secret("s"))
        let constant = CredentialProvider(chain: CredentialChain([StaticCredentialSource(keys)]), clock: FakeClock())
        #expect(try await !constant.replace(keys))
    }

    @Test func `expired keys are never returned`() async {
        let (provider, _, _) = setUp(lifetime: -1)
        let error = await #expect(throws: AWSSetupError.self) { try await provider.credentials() }
        #expect(error?.message.contains("expired") == true)
    }
}
