// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Lambda
package import Waiting

/// Uploads bytes from a source to an object, which S3 shows when it's complete: the driver of `UploadMachine`.
///
/// Keeps a few parts in memory, whatever the size. If the upload fails or its task is cancelled, what S3 has is deleted,
/// unless it's kept to go on later.
package struct ObjectUpload: Sendable {
    private typealias Event = UploadMachine.Event

    package let object: ObjectAddress
    private let store: any WritableObjects
    private let condition: WriteCondition
    private let limits: UploadMachine.Limits
    private let record: (@Sendable (UploadState) -> Void)?
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - condition: what must be true of the key when the object is written.
    ///   - record: receives a state to resume from, each time when it has changed; the upload is then kept if it
    ///     fails. nil: it isn't kept.
    package init(
        to object: ObjectAddress, in store: any WritableObjects, if condition: WriteCondition = .none,
        limits: UploadMachine.Limits = UploadMachine.Limits(), record: (@Sendable (UploadState) -> Void)? = nil,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.object = object
        self.store = store
        self.condition = condition
        self.limits = limits
        self.record = record
        self.sleep = sleep
    }

    /// Uploads everything in `source`.
    ///
    /// - Parameter earlier: goes on with this upload; `source` then begins with the byte after its parts.
    package func run(
        _ source: any ByteSource, resuming earlier: UploadLeftover.Parts? = nil
    ) async throws(ObjectFault) -> ObjectHead {
        let machine = UploadMachine(
            limits: limits, keepsUnfinished: record != nil, resuming: earlier.map { ($0.upload, $0.parts) })
        var run = Run(upload: self, reader: PartReader(source), machine: machine)
        return try await run.perform()
    }

    /// Deletes what S3 has of an unfinished upload. An upload that's already gone isn't an error.
    package static func discard(_ state: UploadState, in store: any WritableObjects) async throws(ObjectFault) {
        do throws(LambdaError) {
            try await store.abortUpload(state.upload, to: state.object)
        } catch {
            if error.code != S3Code.noSuchUpload { throw ObjectFault(error) }
        }
    }

    /// One run: the machine, and what it doesn't know.
    private struct Run {
        let upload: ObjectUpload
        let reader: PartReader
        var machine: UploadMachine
        var bytes: [Int: [UInt8]] = [:]
        var partsRead: Int
        /// Why a request or the source failed: the machine only knows the kind.
        var fault: ObjectFault?

        init(upload: ObjectUpload, reader: PartReader, machine: UploadMachine) {
            self.upload = upload
            self.reader = reader
            self.machine = machine
            partsRead = machine.partCount
        }

        /// What a child task found.
        enum Found: Sendable {
            case part([UInt8], crc32: UInt32, isLast: Bool)
            case event(UploadMachine.Event)
            case failed(UploadMachine.Request?, ObjectFault)
        }

        mutating func perform() async throws(ObjectFault) -> ObjectHead {
            let result = await withTaskGroup(of: Found.self) { group -> Result<ObjectHead, ObjectFault> in
                while true {
                    if Task.isCancelled, fault == nil {
                        fault = .cancelled
                        machine.handle(.cancelled)
                    }
                    switch machine.next() {
                    case .read(let count): read(count, &group)
                    case .forget(let part): bytes[part] = nil
                    case .record(let prefix):
                        upload.record?(
                            UploadState(
                                object: upload.object, upload: prefix.upload, parts: prefix.parts, size: prefix.size,
                                crc32: prefix.crc32))
                    case .abort(let id): await upload.abort(id)
                    case .wait:
                        guard let found = await group.next() else { preconditionFailure("an upload waits for nothing") }
                        take(found)
                        if fault != nil { group.cancelAll() }
                    case .end(let ending): return conclude(ending)
                    case let action: start(action, &group)
                    }
                }
            }
            return try result.get()
        }

        private func read(_ count: Int, _ group: inout TaskGroup<Found>) {
            let reader = reader
            group.addTask {
                do {
                    let (bytes, isLast) = try await reader.part(of: count)
                    return .part(bytes, crc32: CRC32.of(bytes[...]), isLast: isLast)
                } catch {
                    return .failed(nil, error is CancellationError ? .cancelled : .source(error))
                }
            }
        }

        private func start(_ action: UploadMachine.Action, _ group: inout TaskGroup<Found>) {
            let (object, store, condition) = (upload.object, upload.store, upload.condition)
            switch action {
            case .create(let delay):
                request(.create, after: delay, &group) { () throws(LambdaError) in
                    .created(upload: try await store.createUpload(to: object))
                }
            case .put(let delay):
                let bytes = bytes[1] ?? []
                request(.put, after: delay, &group) { () throws(LambdaError) in
                    let sum = CRC32.of(bytes[...])
                    return .written(etag: try await store.put(bytes, crc32: sum, at: object, if: condition))
                }
            case .upload(let part, let id, let delay):
                let bytes = bytes[part] ?? []
                request(.part(part), after: delay, &group) { () throws(LambdaError) in
                    let etag = try await store.uploadPart(
                        bytes, crc32: CRC32.of(bytes[...]), number: part, of: id, to: object)
                    return .partUploaded(part, etag: etag)
                }
            case .complete(let id, let parts, let sum, let delay):
                request(.complete, after: delay, &group) { () throws(LambdaError) in
                    .written(
                        etag: try await store.completeUpload(id, parts: parts, crc32: sum, to: object, if: condition))
                }
            case .verify(let size, let sum, let delay):
                request(.verify, after: delay, &group) { () throws(LambdaError) in
                    let head = try await store.head(of: object)
                    let isOurs = head.map { $0.size == size && sum != nil && $0.crc32 == sum } ?? false
                    return .verified(etag: isOurs ? head?.etag : nil)
                }
            case .read, .forget, .record, .abort, .wait, .end: break
            }
        }

        private func request(
            _ request: UploadMachine.Request, after delay: Duration, _ group: inout TaskGroup<Found>,
            _ body: @escaping @Sendable () async throws(LambdaError) -> Event
        ) {
            let sleep = upload.sleep
            group.addTask {
                do {
                    if delay > .zero { try await sleep(delay) }
                    return .event(try await body())
                } catch let error as LambdaError {
                    return .failed(request, ObjectFault(error))
                } catch {
                    return .failed(request, .cancelled)
                }
            }
        }

        private mutating func take(_ found: Found) {
            switch found {
            case .part(let part, let sum, let isLast):
                partsRead += 1
                bytes[partsRead] = part
                machine.handle(.read(size: part.count, crc32: sum, isLast: isLast))
            case .event(let event): machine.handle(event)
            case .failed(let request, let fault): take(fault, of: request)
            }
        }

        private mutating func take(_ fault: ObjectFault, of request: UploadMachine.Request?) {
            guard let request else {
                self.fault = self.fault ?? fault
                return machine.handle(.sourceFailed)
            }
            let failure = UploadMachine.Failure(fault)
            machine.handle(.failed(request, failure))
            if machine.hasFailed { self.fault = self.fault ?? fault }
        }

        private func conclude(_ ending: UploadMachine.Ending) -> Result<ObjectHead, ObjectFault> {
            switch ending {
            case .written(let etag, let size, let sum):
                return .success(ObjectHead(size: size, etag: etag, crc32: sum))
            case .tooLarge: return .failure(.tooLarge)
            case .cancelled: return .failure(.cancelled)
            case .failed(_, .condition):
                switch upload.condition {
                case .absent: return .failure(.exists)
                case .none, .unchanged: return .failure(.changed)
                }
            case .failed(_, .uploadGone): return .failure(.uploadGone)
            case .failed: return .failure(fault ?? .cancelled)
            }
        }
    }

    /// Deletes what S3 has, also if the task is cancelled. If that fails, the rules of the bucket may delete it later.
    private func abort(_ upload: String) async {
        let (store, object) = (store, object)
        await Task { try? await store.abortUpload(upload, to: object) }.value
    }
}

/// The codes of S3's errors that transfers decide by.
enum S3Code {
    static let noSuchUpload = "NoSuchUpload"
    static let preconditionFailed = "PreconditionFailed"
    static let conditionalConflict = "ConditionalRequestConflict"
}

extension UploadMachine.Failure {
    fileprivate init(_ fault: ObjectFault) {
        guard case .service(let error) = fault else {
            self = .final
            return
        }
        self =
            switch (error.kind, error.code) {
            case (_, S3Code.noSuchUpload): .uploadGone
            case (_, S3Code.preconditionFailed): .condition
            // Another request with the same condition was under way.
            case (_, S3Code.conditionalConflict): .transient
            case (.network, _), (.timeout, _): .transient
            default:
                error.isThrottle || (error.status ?? 0) >= 500 || error.code == "RequestTimeout" ? .transient : .final
            }
    }
}

/// Collects a source's pieces to parts. One part at a time.
private actor PartReader {
    private let source: any ByteSource
    private var rest: [UInt8] = []
    private var hasEnded = false

    init(_ source: any ByteSource) { self.source = source }

    func part(of size: Int) async throws -> (bytes: [UInt8], isLast: Bool) {
        var part = rest
        rest = []
        part.reserveCapacity(size)
        while part.count < size, !hasEnded {
            guard let piece = try await source.read() else {
                hasEnded = true
                break
            }
            let fits = min(piece.count, size - part.count)
            part += piece[..<fits]
            rest += piece[fits...]
        }
        // A piece may be larger than a part.
        if part.count > size {
            rest = Array(part[size...])
            part.removeLast(part.count - size)
        }
        return (part, isLast: hasEnded && rest.isEmpty)
    }
}
