// SPDX-License-Identifier: GPL-3.0-or-later

package import Base

/// Decides what an upload does next: events in, actions out. It knows the sizes and checks of parts, not their bytes.
///
/// An object that fits into one part is written at once. A larger one is uploaded in parts, several at a time; S3 shows
/// it when all parts are there and the upload is completed.
package struct UploadMachine: Sendable {
    package struct Limits: Sendable {
        /// How many parts are kept in memory, the one that's being read included.
        package var partsInMemory = 3
        /// The size of a part by its number, which begins at 1.
        package var partSize: @Sendable (Int) -> Int = PartSize.ofPart
        /// How often a request may fail before the upload does. Each of them is repeated by the service's own rules
        /// before that.
        package var attempts = 5
        package var backoff = Backoff(first: .milliseconds(200), longest: .seconds(10))

        package init() {}
    }

    /// Why a request failed.
    package enum Failure: Sendable, Equatable {
        /// It may succeed later.
        case transient
        /// S3 has no such upload.
        case uploadGone
        /// The condition on the object isn't met.
        case condition
        case final
    }

    package enum Event: Sendable {
        /// The bytes of the next part; an empty one is only the last.
        case read(size: Int, crc32: UInt32, isLast: Bool)
        case sourceFailed
        case created(upload: String)
        case partUploaded(Int, etag: String)
        /// The object was written at once, or completed.
        case written(etag: String)
        /// The object at the address is ours, or isn't.
        case verified(etag: String?)
        case failed(Request, Failure)
        case cancelled
    }

    package enum Request: Sendable, Hashable {
        case create, put, complete, verify
        case part(Int)
    }

    package enum Action: Sendable, Equatable {
        case read(atMost: Int)
        case create(after: Duration)
        case put(after: Duration)
        case upload(part: Int, of: String, after: Duration)
        case complete(String, [UploadedPart], crc32: UInt32?, after: Duration)
        /// Ask whether the object is the one that was written: an answer was lost.
        case verify(size: Int, crc32: UInt32?, after: Duration)
        /// The bytes of the part aren't needed any longer.
        case forget(part: Int)
        /// The first parts that S3 has, without a gap, are more than before.
        case record(UploadedPrefix)
        case abort(String)
        case wait
        case end(Ending)
    }

    package struct UploadedPrefix: Sendable, Equatable {
        package var upload: String
        package var parts: Int
        package var size: Int
        /// Of all bytes in the parts; nil if the check of one isn't known.
        package var crc32: UInt32?
    }

    package enum Ending: Sendable, Equatable {
        case written(etag: String, size: Int, crc32: UInt32?)
        /// The request that failed; nil: the source.
        case failed(Request?, Failure)
        case cancelled
        case tooLarge
    }

    private enum PartState {
        case waiting
        case underWay
        case uploaded(etag: String)
    }

    private struct Part {
        var size: Int
        var crc32: UInt32?
        var state: PartState
    }

    private let limits: Limits
    /// Keeps what S3 has if the upload fails, to go on with it later.
    private let keepsUnfinished: Bool
    private let random: @Sendable () -> Double

    private var parts: [Part] = []
    private var uploadedCount = 0
    private var recorded = (parts: 0, size: 0)
    private var upload: String?
    private var isReading = false
    private var sourceHasEnded = false
    private var underWay: Set<Request> = []
    private var attempts: [Request: Int] = [:]
    private var toForget: [Int] = []
    private var mayHaveWritten = false
    /// What the answer to the last request was that may hide an earlier success.
    private var doubt: (request: Request, failure: Failure)?
    private var isAborted = false
    private var ending: Ending?

    /// - Parameters:
    ///   - random: from 0 to 1, spreads repetitions.
    ///   - resuming: the upload and its first parts, which S3 has.
    package init(
        limits: Limits = Limits(), keepsUnfinished: Bool = false,
        random: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        resuming: (upload: String, parts: [UploadedPart])? = nil
    ) {
        self.limits = limits
        self.keepsUnfinished = keepsUnfinished
        self.random = random
        guard let resuming else { return }
        upload = resuming.upload
        parts = resuming.parts.map { part in
            Part(size: part.size, crc32: part.crc32, state: .uploaded(etag: part.etag))
        }
        uploadedCount = parts.count
        recorded = (parts.count, size)
    }

    /// The parts so far, those of an earlier process included.
    package var partCount: Int { parts.count }

    /// Whether the upload ends without an object.
    package var hasFailed: Bool {
        switch ending {
        case nil, .written: false
        case .failed, .cancelled, .tooLarge: true
        }
    }

    // MARK: Events

    package mutating func handle(_ event: Event) {
        switch event {
        case .read(let size, let crc32, let isLast):
            isReading = false
            sourceHasEnded = isLast
            if size > 0 || parts.isEmpty { parts.append(Part(size: size, crc32: crc32, state: .waiting)) }
        case .sourceFailed:
            isReading = false
            end(.failed(nil, .final))
        case .created(let upload):
            underWay.remove(.create)
            self.upload = upload
        case .partUploaded(let number, let etag):
            underWay.remove(.part(number))
            parts[number - 1].state = .uploaded(etag: etag)
            uploadedCount += 1
            toForget.append(number)
        case .written(let etag):
            underWay.remove(.put)
            underWay.remove(.complete)
            written(etag)
        case .verified(let etag):
            underWay.remove(.verify)
            if let etag {
                written(etag)
            } else if let doubt {
                end(.failed(doubt.request, doubt.failure))
            }
        case .failed(let request, let failure): fail(request, failure)
        case .cancelled: end(.cancelled)
        }
    }

    private mutating func written(_ etag: String) {
        // It's there, whatever else happened.
        ending = .written(etag: etag, size: size, crc32: wholeCRC32)
        // Completing an upload ends it.
        upload = nil
    }

    private mutating func end(_ ending: Ending) {
        if self.ending == nil { self.ending = ending }
    }

    private mutating func fail(_ request: Request, _ failure: Failure) {
        underWay.remove(request)
        if case .part(let number) = request { parts[number - 1].state = .waiting }
        let isWriting = request == .put || request == .complete
        let wasSentBefore = attempts[request, default: 0] > 1 || mayHaveWritten
        if isWriting, failure == .transient { mayHaveWritten = true }
        // An earlier request may have written the object, and its answer was lost: then this one finds the upload gone,
        // or the object there.
        if isWriting, failure == .condition || failure == .uploadGone && wasSentBefore {
            doubt = (request, failure)
            return
        }
        guard failure == .transient, attempts[request, default: 0] < limits.attempts else {
            return end(.failed(request, failure))
        }
    }

    // MARK: Actions

    /// The next action. Each starts something that ends with an event, except for `forget` and `record`.
    package mutating func next() -> Action {
        if let number = toForget.popLast() { return .forget(part: number) }
        if let prefix = newPrefix() { return .record(prefix) }
        if let ending { return conclude(ending) }
        if doubt != nil {
            guard underWay.isEmpty else { return .wait }
            return .verify(size: size, crc32: wholeCRC32, after: begin(.verify))
        }
        if let action = nextTransfer() { return action }
        let inMemory = parts.count - uploadedCount
        if !sourceHasEnded, !isReading, inMemory < limits.partsInMemory {
            guard parts.count < PartSize.mostParts else {
                end(.tooLarge)
                return next()
            }
            isReading = true
            return .read(atMost: limits.partSize(parts.count + 1))
        }
        return .wait
    }

    private mutating func nextTransfer() -> Action? {
        guard let upload else {
            guard let first = parts.first, underWay.isEmpty else { return nil }
            if sourceHasEnded, parts.count == 1 || first.size == 0 { return .put(after: begin(.put)) }
            return .create(after: begin(.create))
        }
        if let waiting = firstWaiting() {
            let after = begin(.part(waiting))
            parts[waiting - 1].state = .underWay
            return .upload(part: waiting, of: upload, after: after)
        }
        guard sourceHasEnded, uploadedCount == parts.count, underWay.isEmpty else { return nil }
        return .complete(upload, uploadedParts, crc32: wholeCRC32, after: begin(.complete))
    }

    /// Counts an attempt; returns how long to wait before it.
    private mutating func begin(_ request: Request) -> Duration {
        underWay.insert(request)
        let earlier = attempts[request, default: 0]
        attempts[request] = earlier + 1
        return earlier == 0 ? .zero : limits.backoff.wait(after: earlier, random: random())
    }

    private func firstWaiting() -> Int? {
        // Only the last few can be waiting: the others have been uploaded.
        var index = parts.count - 1
        var found: Int?
        var unfinished = parts.count - uploadedCount
        while index >= 0, unfinished > 0 {
            switch parts[index].state {
            case .waiting:
                found = index + 1
                unfinished -= 1
            case .underWay: unfinished -= 1
            case .uploaded: break
            }
            index -= 1
        }
        return found
    }

    private mutating func newPrefix() -> UploadedPrefix? {
        guard let upload else { return nil }
        let earlier = recorded.parts
        while recorded.parts < parts.count, case .uploaded = parts[recorded.parts].state {
            recorded.size += parts[recorded.parts].size
            recorded.parts += 1
        }
        guard recorded.parts > earlier else { return nil }
        return UploadedPrefix(
            upload: upload, parts: recorded.parts, size: recorded.size, crc32: crc32(ofFirst: recorded.parts))
    }

    private mutating func conclude(_ ending: Ending) -> Action {
        // The driver has cancelled what's under way.
        guard underWay.isEmpty, !isReading else { return .wait }
        if let upload, !isAborted, mustAbort(ending) {
            isAborted = true
            return .abort(upload)
        }
        return .end(ending)
    }

    private func mustAbort(_ ending: Ending) -> Bool {
        switch ending {
        case .written, .failed(_, .uploadGone): false
        // What can't be completed now won't be completed later.
        case .tooLarge, .failed(_, .condition): true
        case .failed, .cancelled: !keepsUnfinished
        }
    }

    private var uploadedParts: [UploadedPart] {
        parts.enumerated().compactMap { index, part in
            guard case .uploaded(let etag) = part.state else { return nil }
            return UploadedPart(number: index + 1, size: part.size, etag: etag, crc32: part.crc32)
        }
    }

    private var size: Int { parts.reduce(0) { $0 + $1.size } }

    private var wholeCRC32: UInt32? { crc32(ofFirst: parts.count) }

    /// nil if the check of a part isn't known.
    private func crc32(ofFirst count: Int) -> UInt32? {
        var sum = CRC32()
        for part in parts.prefix(count) {
            guard let crc32 = part.crc32 else { return nil }
            sum.append(crc32, count: part.size)
        }
        return sum.value
    }
}
