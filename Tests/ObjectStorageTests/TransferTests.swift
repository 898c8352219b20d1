// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Lambda
import ObjectStorage
import Synchronization
import Testing
import TestSupport
import Waiting

/// Uploads and downloads with their tasks, against objects in memory.
@Suite struct TransferTests {
    private let object = ObjectAddress(bucket: "rows", key: "a.jsonl")
    private let noWait: @Sendable (Duration) async throws -> Void = { _ in await Task.yield() }

    private func bytes(_ count: Int, seed: Int) -> [UInt8] {
        var numbers = SeededNumbers(seed: seed)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    }

    private var smallParts: UploadMachine.Limits {
        var limits = UploadMachine.Limits()
        limits.partSize = { _ in 16 }
        return limits
    }

    private var smallRanges: ObjectDownload.Limits {
        var limits = ObjectDownload.Limits()
        limits.range = 64
        limits.smallestRange = 4
        return limits
    }

    private func content(of source: some ByteSource) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await source.read() { bytes += piece }
        return bytes
    }

    @Test("an upload and a download give the same bytes, with faults and pieces of any size", arguments: 0..<200)
    func roundTrip(seed: Int) async throws {
        let source = bytes(seed * 3, seed: seed)
        let store = FakeObjects(seed: seed, failures: 15, lostAnswers: 10)
        var limits = smallParts
        limits.attempts = 20
        let upload = ObjectUpload(to: object, in: store, limits: limits, sleep: noWait)
        let written = try await upload.run(RandomPieces(source, seed: seed, largest: 50))
        #expect(store.model.object?.bytes == source)
        #expect(written.size == source.count && written.crc32 == CRC32.of(source[...]))

        let reliable = FakeObjects(store.model, seed: seed, failures: 15)
        var ranges = smallRanges
        ranges.attempts = 20
        var download: ObjectDownload?
        while download == nil {
            download = try? await ObjectDownload.open(object, in: reliable, limits: ranges, sleep: noWait)
        }
        #expect(try await content(of: try #require(download)) == source)
    }

    @Test("several parts are under way, and no more than the memory allows")
    func inParallel() async throws {
        let store = FakeObjects(onPart: { _ in for _ in 0..<20 { await Task.yield() } })
        let source = bytes(1_000, seed: 1)
        _ = try await ObjectUpload(to: object, in: store, limits: smallParts).run(RandomPieces(source, seed: 1))
        #expect(store.model.object?.bytes == source)
        #expect((2...3).contains(store.mostPartsUnderWay))
    }

    @Test("a source that fails ends the upload with its error, and nothing stays")
    func brokenSource() async throws {
        struct Broken: Error {}
        let store = FakeObjects()
        let upload = ObjectUpload(to: object, in: store, limits: smallParts)
        do {
            _ = try await upload.run(RandomPieces(bytes(100, seed: 2), seed: 2, fault: Broken()))
            Issue.record("the upload ended well")
        } catch {
            guard case .source(let reason) = error, reason is Broken else {
                Issue.record("ended with \(error)")
                return
            }
        }
        #expect(store.model.object == nil && store.model.uploads.isEmpty)
    }

    @Test("a cancelled upload ends at once and deletes its parts")
    func cancelled() async throws {
        let (reached, reach) = AsyncStream.makeStream(of: Void.self)
        let store = FakeObjects(onPart: { number in
            guard number > 2 else { return }
            reach.yield()
            try await Task.sleep(for: .seconds(600))
        })
        let upload = ObjectUpload(to: object, in: store, limits: smallParts)
        let source = RandomPieces(bytes(1_000, seed: 3), seed: 3)
        let task = Task { () -> ObjectFault? in
            do throws(ObjectFault) { _ = try await upload.run(source) } catch { return error }
            return nil
        }
        for await _ in reached { break }
        task.cancel()
        guard case .cancelled? = await task.value else {
            Issue.record("the upload wasn't cancelled")
            return
        }
        #expect(store.model.object == nil && store.model.uploads.isEmpty)
    }

    @Test("a recorded upload goes on in another process where it was", arguments: 0..<50)
    func resumes(seed: Int) async throws {
        let source = bytes(400, seed: seed)
        let last = Mutex<UploadState?>(nil)
        let stopAt = 2 + seed % 20
        let first = FakeObjects(onPart: { number in if number >= stopAt { throw CancellationError() } })
        let upload = ObjectUpload(
            to: object, in: first, limits: smallParts, record: { state in last.withLock { $0 = state } })
        _ = try? await upload.run(RandomPieces(source, seed: seed))
        let state = try #require(last.withLock { $0 })
        #expect(UploadState(state.json) == state)
        #expect(state.size == 16 * state.parts && state.parts < stopAt)

        let second = FakeObjects(first.model)
        let rest = RandomPieces(source[state.size...], seed: seed)
        guard case .parts(let parts) = try await UploadLeftover.of(state, in: second) else {
            Issue.record("the parts are gone")
            return
        }
        _ = try await ObjectUpload(to: object, in: second, limits: smallParts).run(rest, resuming: parts)
        #expect(second.model.object?.bytes == source)
        #expect(second.model.uploads.isEmpty)
    }

    @Test("an upload whose parts are gone leaves nothing")
    func gone() async throws {
        let state = UploadState(object: object, upload: "none", parts: 2, size: 32, crc32: 7)
        #expect(try await UploadLeftover.of(state, in: FakeObjects()) == .nothing)
        try await ObjectUpload.discard(state, in: FakeObjects())
    }

    @Test("an upload that was completed is recognized by its last record, and no other object is")
    func completed() async throws {
        let source = bytes(100, seed: 9)
        let last = Mutex<UploadState?>(nil)
        let store = FakeObjects()
        let upload = ObjectUpload(
            to: object, in: store, limits: smallParts, record: { state in last.withLock { $0 = state } })
        let head = try await upload.run(RandomPieces(source, seed: 9))
        let state = try #require(last.withLock { $0 })
        #expect(state.size == source.count)
        guard case .object(let found) = try await UploadLeftover.of(state, in: store) else {
            Issue.record("the object isn't recognized")
            return
        }
        #expect(found.etag == head.etag && found.size == source.count)

        let other = FakeObjects()
        _ = try await ObjectUpload(to: object, in: other).run(BytesInMemory(bytes(100, seed: 10)))
        #expect(try await UploadLeftover.of(state, in: other) == .nothing)
    }

    @Test("a connection that always ends early still makes progress")
    func shortAnswers() async throws {
        let source = bytes(500, seed: 4)
        let store = FakeObjects(S3Model(object: source), largestAnswer: 20)
        let download = try await ObjectDownload.open(object, in: store, limits: smallRanges, sleep: noWait)
        #expect(try await content(of: download) == source)
        #expect(store.reads.filter { $0.count > 20 }.count < store.reads.count / 2)
    }

    @Test("reading an object that's replaced in the meantime fails")
    func replaced() async throws {
        let store = FakeObjects(S3Model(object: bytes(500, seed: 5)))
        let download = try await ObjectDownload.open(object, in: store, limits: smallRanges, sleep: noWait)
        _ = try await download.read()
        store.change { $0.replace(with: [1]) }
        await #expect(throws: ObjectFault.self) { _ = try await content(of: download) }
    }

    @Test("a download may start anywhere, and an empty object has no bytes")
    func starts() async throws {
        let source = bytes(300, seed: 6)
        let store = FakeObjects(S3Model(object: source))
        let late = try await ObjectDownload.open(object, in: store, from: 123, limits: smallRanges)
        #expect(try await content(of: late) == Array(source[123...]))
        let empty = try await ObjectDownload.open(object, in: FakeObjects(S3Model(object: [])))
        #expect(try await empty.read() == nil)
        await #expect(throws: ObjectFault.self) { _ = try await ObjectDownload.open(object, in: FakeObjects()) }
    }
}
