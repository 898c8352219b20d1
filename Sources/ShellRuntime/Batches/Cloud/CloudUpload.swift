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
        shelf.save(record)
        var updated = record
        try await arguments.withProgress("uploading rows") { progress throws(Stop) in
            feed.onProgress = { progress.update("uploading rows", done: $0) }
            while try await beginObject(feed, continues: parts != nil) {
                updated.objects.append(try await upload(feed, updated, resuming: parts))
                parts = nil
            }
        }
        record = updated
        record.rows = feed.uploaded
        record.refused = feed.refused.count
        try await uploadRefused(feed.refused, record)
        if record.objects.count == 1 { record.version = try await version(of: record) }
        record.upload = .null
        record.isUploaded = true
        shelf.save(record)
    }

    /// Begins with the first row, or where an earlier process stopped. Returns the parts to continue, if any.
    private func begin(_ feed: CloudRowFeed, _ record: inout RunRecord) async throws(Stop) -> UploadLeftover.Parts? {
        if let (point, state) = interruption(of: record) {
            switch try await leftover(of: state, record) {
            case .parts(let parts):
                feed.begin(record.plan, id: record.id, from: point)
                return parts
            case .object(let head):
                feed.begin(record.plan, id: record.id, from: point)
                record.objects.append(head.etag)
                return nil
            case .nothing:
                arguments.console.notice("S3 no longer has what was uploaded of the rows: uploading them again")
            }
        }
        feed.begin(record.plan, id: record.id)
        if shelf[record.id] != nil { try await discardUploads(of: record) }
        record.objects = []
        record.upload = .null
        return nil
    }

    private func interruption(of record: RunRecord) -> (ResumePoint, UploadState)? {
        guard let point = record.upload["point"].flatMap(ResumePoint.init(_:)),
            let state = record.upload["state"].flatMap(UploadState.init(_:))
        else { return nil }
        return (point, state)
    }

    private func leftover(of state: UploadState, _ record: RunRecord) async throws(Stop) -> UploadLeftover {
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
        let object = ObjectAddress(bucket: record.place.bucket, key: record.place.rows(record.objects.count))
        let (shelf, points) = (shelf, feed.points)
        let upload = ObjectUpload(
            to: object, in: objects,
            record: { state in
                guard let point = points.take(parts: state.parts) else { return }
                var record = record
                record.upload = ["point": point.json, "state": state.json]
                shelf.save(record)
            }, sleep: arguments.session.host.sleep)
        do throws(ObjectFault) {
            return try await upload.run(CloudRowBytes(feed: feed), resuming: parts).etag
        } catch {
            let stop = Stop(cloudRows: error, "can't upload the rows to \(record.place.text)")
            switch error {
            case .source(let cause as Stop) where !cause.isInterruption:
                // The statement has to change, so there's nothing to continue.
                try? await discardUploads(of: record)
                shelf.remove(record.id)
            default: arguments.console.notice("continue with the same line and `--resume`")
            }
            throw stop
        }
    }

    /// Deletes what S3 has of unfinished uploads that can't be continued.
    private func discardUploads(of record: RunRecord) async throws(Stop) {
        let folder = ObjectAddress(bucket: record.place.bucket, key: record.place.rows)
        do throws(LambdaError) {
            for (object, upload) in try await objects.uploads(under: folder) {
                try await objects.abortUpload(upload, to: object)
            }
        } catch {
            throw Stop(error)
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

    /// So that a run that's continued later gets the same rows; nil if the bucket keeps no versions.
    private func version(of record: RunRecord) async throws(Stop) -> String? {
        do throws(LambdaError) {
            let head = try await objects.head(of: ObjectAddress(bucket: record.place.bucket, key: record.place.rows(0)))
            return head?.version
        } catch {
            throw Stop(error)
        }
    }
}

extension Stop {
    fileprivate var isInterruption: Bool { if case .interrupted = self { true } else { false } }
}
