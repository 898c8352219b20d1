// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import CloudRuns
import Isolation
import JSON
import Lambda
import ObjectStorage
import ShellLanguage
import Waiting

/// Uploads the rows of a run while they're evaluated. An interrupted upload continues where it was.
@SessionActor
struct CloudUpload {
    private let arguments: CommandArguments
    private let shelf: RunShelf
    private let objects: S3Objects

    init(_ arguments: CommandArguments, _ shelf: RunShelf, _ objects: S3Objects) {
        self.arguments = arguments
        self.shelf = shelf
        self.objects = objects
    }

    /// Uploads all rows, and completes the record.
    func run(_ feed: CloudRowFeed, _ record: inout RunRecord) async throws(Stop) {
        var parts = try await begin(feed, &record)
        try shelf.save(record)
        var updated = record
        try await arguments.withProgress("uploading rows") { progress throws(Stop) in
            feed.onProgress = { progress.update("uploading rows", done: $0) }
            while try await beginObject(feed, continues: parts != nil) {
                updated.attempt.objects.append(try await upload(feed, updated, resuming: parts))
                parts = nil
                updated.upload = ["point": feed.end.json]
                shelf.note(updated)
            }
        }
        record = updated
        record.attempt.rows = feed.uploaded
        record.refused = feed.refused.count
        try await uploadRefused(feed.refused, record)
        record.attempt.version = try await objects.version(of: record, attempt: 1)
        record.upload = .null
        record.isUploaded = true
        shelf.note(record)
    }

    /// Begins with the first row, or where an earlier process stopped. Returns the parts to continue, if any.
    private func begin(_ feed: CloudRowFeed, _ record: inout RunRecord) async throws(Stop) -> UploadLeftover.Parts? {
        if let point = record.upload["point"].flatMap(ResumePoint.init(_:)) {
            switch try await leftover(of: record) {
            case .parts(let parts)?:
                feed.begin(record.plan, id: record.id, from: point)
                return parts
            case .object(let head)?:
                feed.begin(record.plan, id: record.id, from: point)
                record.attempt.objects.append(head.etag)
                return nil
            case nil:
                feed.begin(record.plan, id: record.id, from: point)
                return nil
            case .nothing?:
                arguments.console.notice("S3 no longer has what was uploaded of the rows: uploading them again")
            }
        }
        feed.begin(record.plan, id: record.id)
        if shelf[record.id] != nil { try await objects.removeRows(of: record, attempt: 1) }
        record.attempt.objects = []
        record.upload = .null
        return nil
    }

    /// What S3 has of the object that was being uploaded; nil if the upload was interrupted between two objects.
    private func leftover(of record: RunRecord) async throws(Stop) -> UploadLeftover? {
        for (number, etag) in record.attempt.objects.enumerated() {
            let object = ObjectAddress(bucket: record.place.bucket, key: record.place.rows(of: 1, number))
            do throws(LambdaError) {
                guard try await objects.head(of: object)?.etag == etag else { return .nothing }
            } catch {
                throw Stop(error)
            }
        }
        guard let state = record.upload["state"].flatMap(UploadState.init(_:)) else {
            // The next object's upload may have begun, but its identifier wasn't recorded.
            let rows = ObjectAddress(bucket: record.place.bucket, key: record.place.rows(of: 1))
            do throws(LambdaError) { try await objects.abortUploads(under: rows) } catch { throw Stop(error) }
            return nil
        }
        do throws(ObjectFault) {
            return try await UploadLeftover.of(state, in: objects)
        } catch {
            throw Stop(error, "can't continue the upload to \(record.place.text)")
        }
    }

    /// Whether there's an object to upload: one that continues, or one for further rows.
    private func beginObject(_ feed: CloudRowFeed, continues: Bool) async throws(Stop) -> Bool {
        if continues { return true }
        do { return try await feed.beginNextObject() } catch { throw Stop(cloudRows: error, "can't read the rows") }
    }

    /// One object; returns its ETag.
    private func upload(
        _ feed: CloudRowFeed, _ record: RunRecord, resuming parts: UploadLeftover.Parts?
    ) async throws(Stop) -> String {
        let object = ObjectAddress(
            bucket: record.place.bucket, key: record.place.rows(of: 1, record.attempt.objects.count))
        let (shelf, points) = (shelf, feed.points)
        let upload = ObjectUpload(
            to: object, in: objects,
            record: { state in
                guard let point = points.take(parts: state.parts) else { return }
                var record = record
                record.upload = ["point": point.json, "state": state.json]
                shelf.note(record)
            }, sleep: arguments.session.host.sleep)
        do throws(ObjectFault) {
            return try await upload.run(CloudRowBytes(feed: feed), resuming: parts).etag
        } catch {
            if await isWorthKeeping(error, record) {
                arguments.console.notice("continue with the same line and `--resume`")
            } else {
                shelf.remove(record.id)
            }
            throw Stop(cloudRows: error, "can't upload the rows to \(record.place.text)")
        }
    }

    /// Whether S3 has something that an upload can continue with, or that `--clean` has to delete.
    private func isWorthKeeping(_ fault: ObjectFault, _ record: RunRecord) async -> Bool {
        switch fault {
        // The statement has to change, so there's nothing to continue.
        case .source(let cause as Stop) where !cause.isInterruption: break
        case .service(let error) where error.status.map { (400..<500).contains($0) } ?? false:
            let isBegun = shelf[record.id].map { $0.upload != .null || !$0.attempt.objects.isEmpty } ?? false
            guard !isBegun else { return true }
        default: return true
        }
        do throws(LambdaError) {
            let rows = ObjectAddress(bucket: record.place.bucket, key: record.place.rows(of: 1))
            try await objects.removeAll(under: rows)
            return false
        } catch {
            // What may not be read or deleted wasn't written either, as far as lamsh knows.
            return error.code != "NoSuchBucket" && error.status != 403
        }
    }

    private func uploadRefused(_ outcomes: [RowOutcome], _ record: RunRecord) async throws(Stop) {
        guard !outcomes.isEmpty else { return }
        let lines = outcomes.reduce(into: [UInt8]()) { lines, outcome in
            lines += outcome.json.serialized()
            lines.append(UInt8(ascii: "\n"))
        }
        let object = ObjectAddress(bucket: record.place.bucket, key: record.place.refused)
        do throws(ObjectFault) {
            _ = try await ObjectUpload(to: object, in: objects).run(BytesInMemory(arguments.console.redact(lines)))
        } catch {
            throw Stop(error, "can't write s3://\(object.bucket)/\(object.key)")
        }
    }
}

extension S3Objects {
    /// The version of an attempt's only object with rows, so that it gets the same rows if it's continued later; nil if
    /// there are several, or if the bucket keeps no versions.
    @SessionActor func version(of record: RunRecord, attempt: Int) async throws(Stop) -> String? {
        guard record.attempt.objects.count == 1 else { return nil }
        do throws(LambdaError) {
            let object = ObjectAddress(bucket: record.place.bucket, key: record.place.rows(of: attempt, 0))
            return try await head(of: object)?.version
        } catch {
            throw Stop(error)
        }
    }

    /// Deletes the rows of an attempt and what S3 has of unfinished uploads.
    @SessionActor func removeRows(of record: RunRecord, attempt: Int) async throws(Stop) {
        do throws(LambdaError) {
            try await removeAll(
                under: ObjectAddress(bucket: record.place.bucket, key: record.place.rows(of: attempt)))
        } catch {
            throw Stop(error)
        }
    }
}

extension Stop {
    fileprivate var isInterruption: Bool { if case .interrupted = self { true } else { false } }
}
