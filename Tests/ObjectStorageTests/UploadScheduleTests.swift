// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ObjectStorage
import Testing
import TestSupport

/// The upload's decisions under random schedules: requests end in any order, fail, and lose their answers.
@Suite struct UploadScheduleTests {
    private static let partSize = 7

    /// One run against a model of S3, in which nothing takes time.
    private struct Schedule {
        var numbers: SeededNumbers
        var model: S3Model
        let source: [UInt8]
        let condition: WriteCondition
        let keeps: Bool
        /// In percent.
        let failures: Int
        let lostAnswers: Int
        let mayBeCancelled: Bool

        var bytes: [Int: [UInt8]] = [:]
        var taken: Int
        var partsRead: Int
        var pending: [UploadMachine.Action] = []
        var recorded: UploadMachine.UploadedPrefix?
        var hasLostWrite = false
        var isCancelled = false
        var mostInMemory = 0

        init(
            _ numbers: SeededNumbers, _ model: S3Model, source: [UInt8], condition: WriteCondition = .none,
            keeps: Bool = false, failures: Int = 0, lostAnswers: Int = 0, mayBeCancelled: Bool = false,
            from start: UploadMachine.UploadedPrefix? = nil
        ) {
            self.numbers = numbers
            self.model = model
            self.source = source
            self.condition = condition
            self.keeps = keeps
            self.failures = failures
            self.lostAnswers = lostAnswers
            self.mayBeCancelled = mayBeCancelled
            taken = start?.size ?? 0
            partsRead = start?.parts ?? 0
            recorded = start
        }

        mutating func run() throws -> UploadMachine.Ending {
            var limits = UploadMachine.Limits()
            limits.partSize = { _ in UploadScheduleTests.partSize }
            let earlier = try recorded.map { ($0.upload, Array(try model.parts(of: $0.upload).prefix($0.parts))) }
            var machine = UploadMachine(limits: limits, keepsUnfinished: keeps, random: { 0 }, resuming: earlier)
            for _ in 0..<10_000 {
                if mayBeCancelled, !isCancelled, numbers.chance(0.02) {
                    isCancelled = true
                    machine.handle(.cancelled)
                }
                switch machine.next() {
                case .forget(let part): bytes[part] = nil
                case .record(let prefix):
                    #expect(prefix.size == min(prefix.parts * UploadScheduleTests.partSize, source.count))
                    #expect(prefix.parts > recorded?.parts ?? 0)
                    recorded = prefix
                case .abort(let upload): model.abort(upload)
                case .end(let ending):
                    #expect(pending.isEmpty, "ended with requests under way")
                    return ending
                case .wait:
                    try #require(!pending.isEmpty, "waits for nothing")
                    let index = Int.random(in: pending.indices, using: &numbers)
                    machine.handle(event(of: pending.remove(at: index)))
                case let action:
                    #expect(!pending.contains(action), "\(action) is already under way")
                    pending.append(action)
                }
                mostInMemory = max(mostInMemory, bytes.count)
            }
            Issue.record("the upload doesn't end")
            return .cancelled
        }

        private mutating func event(of action: UploadMachine.Action) -> UploadMachine.Event {
            switch action {
            case .read(let count): return read(count)
            case .create: return reply(.create) { model throws(S3Model.Refusal) in .created(upload: model.create()) }
            case .put:
                let bytes = bytes[1] ?? []
                let condition = condition
                return reply(.put) { model throws(S3Model.Refusal) in
                    .written(etag: try model.put(bytes, crc32: CRC32.of(bytes[...]), if: condition))
                }
            case .upload(let part, let upload, _):
                let bytes = bytes[part] ?? []
                return reply(.part(part)) { model throws(S3Model.Refusal) in
                    .partUploaded(
                        part, etag: try model.uploadPart(bytes, crc32: CRC32.of(bytes[...]), number: part, of: upload))
                }
            case .complete(let upload, let parts, let sum, _):
                let condition = condition
                return reply(.complete) { model throws(S3Model.Refusal) in
                    .written(etag: try model.complete(upload, parts, crc32: sum, if: condition))
                }
            case .verify(let size, let sum, _):
                return reply(.verify) { model throws(S3Model.Refusal) in
                    let isOurs = model.head.map { $0.size == size && $0.crc32 == sum } ?? false
                    return .verified(etag: isOurs ? model.head?.etag : nil)
                }
            case .forget, .record, .abort, .wait, .end: return .cancelled
            }
        }

        private mutating func read(_ count: Int) -> UploadMachine.Event {
            let part = Array(source[taken..<min(taken + count, source.count)])
            taken += part.count
            partsRead += 1
            bytes[partsRead] = part
            // A source that ends with a full part may only say so with the next read.
            let isLast = taken == source.count && (part.count < count || numbers.chance(0.5))
            return .read(size: part.count, crc32: CRC32.of(part[...]), isLast: isLast)
        }

        private mutating func reply(
            _ request: UploadMachine.Request,
            _ body: (inout S3Model) throws(S3Model.Refusal) -> UploadMachine.Event
        ) -> UploadMachine.Event {
            if isCancelled, numbers.chance(0.5) { return .failed(request, .final) }
            if numbers.chance(Double(failures) / 100) { return .failed(request, .transient) }
            do throws(S3Model.Refusal) {
                let event = try body(&model)
                guard numbers.chance(Double(lostAnswers) / 100) else { return event }
                if case .written = event { hasLostWrite = true }
                return .failed(request, .transient)
            } catch {
                switch error {
                case .uploadGone: return .failed(request, .uploadGone)
                case .condition: return .failed(request, .condition)
                case .badDigest: return .failed(request, .final)
                }
            }
        }
    }

    private static func source(_ numbers: inout SeededNumbers) -> [UInt8] {
        let parts = Int.random(in: 0...12, using: &numbers)
        let count = max(0, parts * partSize + Int.random(in: -1...1, using: &numbers))
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    }

    @Test("every byte arrives once, whatever fails and in whichever order requests end")
    func everyByteOnce() throws {
        for seed in 0..<10_000 {
            var numbers = SeededNumbers(seed: seed)
            let source = Self.source(&numbers)
            let condition: WriteCondition = numbers.chance(0.5) ? .absent : .none
            var schedule = Schedule(
                numbers, S3Model(), source: source, condition: condition, failures: 10, lostAnswers: 10)
            let ending = try schedule.run()
            switch ending {
            case .written(let etag, let size, let sum):
                #expect(schedule.model.object == S3Model.Stored(bytes: source, etag: etag), "seed \(seed)")
                #expect(size == source.count && sum == CRC32.of(source[...]), "seed \(seed)")
            case .failed(_, .transient):
                // Five failures in a row. An object whose answer was lost is whole.
                if let object = schedule.model.object {
                    #expect(object.bytes == source && schedule.hasLostWrite, "seed \(seed)")
                }
            default: Issue.record("seed \(seed) ended with \(ending)")
            }
            #expect(schedule.mostInMemory <= 3, "seed \(seed)")
            // An upload whose creation lost its answer can't be found by its identifier.
            if case .written = ending { #expect(!schedule.model.hasUnfinishedParts, "seed \(seed)") }
        }
    }

    @Test("without lost answers, nothing of a failed or cancelled upload stays")
    func leavesNothing() throws {
        for seed in 0..<5_000 {
            var numbers = SeededNumbers(seed: seed)
            let source = Self.source(&numbers)
            var schedule = Schedule(numbers, S3Model(), source: source, failures: 30, mayBeCancelled: true)
            let ending = try schedule.run()
            #expect(schedule.model.uploads.isEmpty, "seed \(seed)")
            if case .written = ending {
                #expect(schedule.model.object?.bytes == source, "seed \(seed)")
            } else {
                #expect(schedule.model.object == nil, "seed \(seed)")
            }
        }
    }

    @Test("an upload that's stopped at any moment goes on where it was")
    func resumes() throws {
        var resumed = 0
        for seed in 0..<5_000 {
            var numbers = SeededNumbers(seed: seed)
            let source = Self.source(&numbers)
            var first = Schedule(numbers, S3Model(), source: source, keeps: true, failures: 10, mayBeCancelled: true)
            if case .written = try first.run() { continue }
            guard let recorded = first.recorded else { continue }
            resumed += 1
            var second = Schedule(first.numbers, first.model, source: source, from: recorded)
            guard case .written = try second.run() else {
                Issue.record("seed \(seed) didn't resume")
                continue
            }
            #expect(second.model.object?.bytes == source, "seed \(seed)")
            #expect(second.model.uploads.isEmpty, "seed \(seed)")
        }
        #expect(resumed > 1_000)
    }

    @Test("an object of another program isn't replaced")
    func respectsConditions() throws {
        for seed in 0..<2_000 {
            var numbers = SeededNumbers(seed: seed)
            let source = Self.source(&numbers) + [1]
            let theirs = [UInt8](repeating: 0, count: 3)
            let condition: WriteCondition = numbers.chance(0.5) ? .absent : .unchanged(etag: "\"other\"")
            var schedule = Schedule(
                numbers, S3Model(object: theirs), source: source, condition: condition, failures: 5)
            let ending = try schedule.run()
            if case .failed(_, .condition) = ending {
            } else if case .failed(_, .transient) = ending {
            } else {
                Issue.record("seed \(seed) ended with \(ending)")
            }
            #expect(schedule.model.object?.bytes == theirs, "seed \(seed)")
            #expect(schedule.model.uploads.isEmpty, "seed \(seed)")
        }
    }

    @Test("10,000 parts are enough for 5 TiB, and the first 1,000 have 8 MiB")
    func partSizes() {
        let sizes = (1...PartSize.mostParts).map(PartSize.ofPart)
        #expect(sizes.reduce(0, +) >= 5 << 40)
        #expect(sizes.prefix(1_000).allSatisfy { $0 == 8 << 20 })
        #expect(sizes.allSatisfy { (5 << 20)...(5 << 30) ~= $0 })
    }
}
