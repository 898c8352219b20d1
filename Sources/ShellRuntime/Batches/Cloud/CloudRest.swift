// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import CloudRuns
import Isolation
import Lambda
import ObjectStorage
import ShellLanguage

/// Prepares the next attempt of a run: uploads the rows that the earlier ones left without an outcome.
@SessionActor
struct CloudRest {
    private let arguments: CommandArguments
    private let engine: any CloudEngine
    private let objects: S3Objects

    init(_ arguments: CommandArguments, _ engine: any CloudEngine, _ objects: S3Objects) {
        self.arguments = arguments
        self.engine = engine
        self.objects = objects
    }

    /// The run with its next attempt, which is ready to be started; nil if each row has an outcome.
    func nextAttempt(of record: RunRecord) async throws(Stop) -> RunRecord? {
        var next = record
        try await arguments.withProgress("reading the results so far") { progress throws(Stop) in
            var failed = 0
            var recorded = 0
            let coverage: RunCoverage
            do {
                coverage = try await engine.collect(record) { outcome in
                    recorded += 1
                    if outcome.kind != .ok { failed += 1 }
                }
            } catch {
                throw Stop(results: error)
            }
            if recorded == record.refused, record.attempt.reference != nil {
                arguments.console.notice(
                    "Step Functions left no results of run \(record.id): rows that have run already run again")
            }
            progress.update("uploading the rest of the rows")
            next.begin(RunAttempt(failedBefore: max(0, failed - record.refused)))
            try await upload(
                RemainingRows(
                    record, objects, without: coverage, objectSize: CloudOptions.objectSize(arguments.session.host)),
                &next)
        }
        return next.attempt.rows > 0 ? next : nil
    }

    /// One part is uploaded while the next one is read.
    private static let limits = {
        var limits = UploadMachine.Limits()
        limits.partsInMemory = 2
        return limits
    }()

    private func upload(_ rows: RemainingRows, _ record: inout RunRecord) async throws(Stop) {
        var keys: Set<String> = []
        do {
            while try await rows.beginObject() {
                let object = ObjectAddress(
                    bucket: record.place.bucket,
                    key: record.place.rows(of: record.attemptNumber, record.attempt.objects.count))
                keys.insert(object.key)
                let upload = ObjectUpload(
                    to: object, in: objects, limits: Self.limits, sleep: arguments.session.host.sleep)
                record.attempt.objects.append(try await upload.run(rows).etag)
            }
        } catch {
            throw Stop(cloudRows: error, "can't upload the rest of the rows to \(record.place.text)")
        }
        try await removeOthers(than: keys, record)
        record.attempt.rows = await rows.count
        record.attempt.version = try await objects.version(of: record, attempt: record.attemptNumber)
    }

    /// Deletes what an interrupted process left in the attempt's folder. Its other objects were replaced by the same
    /// bytes: another machine may have started the attempt meanwhile, and Step Functions may be reading them.
    private func removeOthers(than keys: Set<String>, _ record: RunRecord) async throws(Stop) {
        let bucket = record.place.bucket
        let folder = ObjectAddress(bucket: bucket, key: record.place.rows(of: record.attemptNumber))
        do throws(LambdaError) {
            let others = try await objects.objects(under: folder).map(\.key).filter { !keys.contains($0) }
            if !others.isEmpty { try await objects.delete(others, in: bucket) }
        } catch {
            throw Stop(error)
        }
    }
}
