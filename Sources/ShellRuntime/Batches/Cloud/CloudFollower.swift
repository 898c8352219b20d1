// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import CloudRuns
import Isolation
import JSON
import Lambda
import ObjectStorage
import ShellLanguage
import Synchronization

/// Starts, follows and stops runs, and fetches their results.
@SessionActor
struct CloudFollower {
    private let arguments: CommandArguments
    private let service: any LambdaService
    private let engine: StepFunctions
    private let shelf: RunShelf

    init(_ arguments: CommandArguments, _ service: any LambdaService) {
        self.arguments = arguments
        self.service = service
        engine = StepFunctions(service)
        shelf = RunShelf(arguments.session.host)
    }

    // MARK: Steps

    /// Starts a run whose rows are uploaded, or one whose start was interrupted.
    ///
    /// - Returns: nil if it isn't followed.
    func start(_ record: RunRecord, follows: Bool) async throws(Stop) -> RunStatus? {
        if let reference = record.reference {
            return try await drive(.known(reference, token: ""), record, from: .start, follows: follows)
        }
        let (shelf, objects) = (shelf, S3Objects(service))
        let subject = RunDriver.Subject.new(record.prepared) { reference throws(LambdaError) in
            var record = record
            record.reference = reference
            shelf.save(record)
            let bytes = record.json.serialized()
            _ = try await objects.put(
                bytes, crc32: CRC32.of(bytes[...]),
                at: ObjectAddress(bucket: record.place.bucket, key: record.place.record), if: .none)
        }
        return try await drive(subject, record, from: .prepare, follows: follows)
    }

    /// Follows a run that was started, after this step.
    func follow(_ record: RunRecord, from step: RunStep, follows: Bool = true) async throws(Stop) -> RunStatus? {
        var random = SystemRandomNumberGenerator()
        return try await drive(
            .known(try reference(record), token: RunID(random: &random).text), record, from: step, follows: follows)
    }

    func status(_ record: RunRecord) async throws(Stop) -> RunStatus {
        let reference = try reference(record)
        do throws(LambdaError) {
            return try await engine.poll(reference)
        } catch {
            guard engine.meaning(of: error, in: .poll) == .gone else { throw Stop(error) }
            throw gone(record)
        }
    }

    func setConcurrency(_ calls: Int, _ record: RunRecord) async throws(Stop) {
        let reference = try reference(record)
        do throws(LambdaError) {
            try await engine.setConcurrency(record.plan.workflows(for: calls), of: reference)
        } catch {
            throw Stop(error)
        }
    }

    private func reference(_ record: RunRecord) throws(Stop) -> RunReference {
        if let reference = record.reference { return reference }
        throw .failed(
            .usage, "run \(record.id) wasn't started",
            hint: "repeat its line with `--resume`, or delete its rows with `batches \(record.id) --clean`")
    }

    private func gone(_ record: RunRecord) -> Stop {
        .failed(
            .batch, "run \(record.id) doesn't exist any longer: its execution was deleted",
            hint: "`batches \(record.id) --clean` deletes its rows and results")
    }

    private func drive(
        _ subject: RunDriver.Subject, _ record: RunRecord, from step: RunStep, follows: Bool
    ) async throws(Stop) -> RunStatus? {
        let view = RunView(record)
        let driver = RunDriver(engine, sleep: arguments.session.host.sleep) { view.take($0) }
        let progress = Progress(audience: .everywhere) { view.text }
        return try await arguments.withProgress(progress) { _ throws(Stop) in
            switch await driver.run(subject, from: step, follows: follows) {
            case .over(let status): return status
            case .left: return nil
            case .gone: throw gone(record)
            case .failed(let step, let error): throw failure(of: step, error, record)
            case .cancelled:
                if shelf[record.id]?.reference != nil {
                    arguments.console.notice(
                        "run \(record.id) continues in AWS: follow it with `batches \(record.id) --wait`, or end it with "
                            + "`batches \(record.id) --stop`")
                }
                throw .interrupted
            }
        }
    }

    private func failure(of step: RunStep, _ error: LambdaError, _ record: RunRecord) -> Stop {
        guard case .failed(var failure) = Stop(error) else { return Stop(error) }
        switch step {
        case .prepare, .start:
            failure.details.append(
                "run \(record.id) isn't started, but its rows are uploaded: repeat the line with `--resume`")
        case .poll:
            failure.details.append(
                "run \(record.id) may still run in AWS: follow it with `batches \(record.id) --wait`")
        case .stop: break
        case .retryRest:
            failure.hint =
                "fetch the results with `batches \(record.id) --results FILE`, then repeat the invocation with "
                + "`--results FILE --resume`: it runs the rest"
        }
        return .failed(failure)
    }

    // MARK: Results

    /// Fetches the outcomes of a run that's over.
    func collect(
        _ record: RunRecord, _ status: RunStatus, into output: inout CloudOutput
    ) async throws(Stop) -> BatchEnding {
        let results = CloudResults(record, S3Objects(service))
        let settled = try await results.collect(into: &output)
        if settled == 0, status.state == .failed, status.error != "States.ExceedToleratedFailureThreshold" {
            var failure = Failure(
                .batch, "run \(record.id) failed: \(status.error ?? "unknown error")", type: status.error,
                hint: RunTrouble.hint(for: status.error ?? ""))
            if let cause = status.cause, !cause.isEmpty { failure.details.append("\(cause)") }
            throw .failed(failure)
        }
        if var known = shelf[record.id] {
            known.isCollected = true
            shelf.save(known)
        }
        return settled == record.rows + record.refused ? .complete : .stopped
    }
}

/// What to do about a run that failed as a whole.
enum RunTrouble {
    static func hint(for error: String) -> String? {
        switch error {
        case "States.ItemReaderFailed":
            "Step Functions can't read the rows: the role needs s3:GetObject, and s3:ListBucket for several objects; "
                + "the bucket must be in the region of the function"
        case "States.ResultWriterFailed":
            "Step Functions can't write results: the role needs s3:PutObject, s3:GetObject, s3:ListMultipartUploadParts "
                + "and s3:AbortMultipartUpload"
        case "States.Permissions": "`batches setup --bucket BUCKET --print` shows what the role needs"
        default: nil
        }
    }
}

/// The progress of a run, for a line of text.
final class RunView: Sendable {
    private struct State {
        var status: RunStatus?
        /// The first counts, and when they came: the rate is measured from them.
        var first: (done: Int, at: ContinuousClock.Instant)?
    }

    private let record: RunRecord
    private let state = Mutex(State())

    init(_ record: RunRecord) { self.record = record }

    func take(_ status: RunStatus) {
        state.withLock { state in
            state.status = status
            if state.first == nil, let rows = status.rows { state.first = (rows.done, .now) }
        }
    }

    var text: String {
        let (status, first) = state.withLock { ($0.status, $0.first) }
        guard let status else { return "run \(record.id): starting" }
        var parts = ["run \(record.id): \(status.state.text)"]
        guard let rows = status.rows else { return parts[0] }
        parts.append("\(rows.done) of \(record.rows) rows done")
        if rows.failed + rows.timedOut > 0 { parts.append("\(rows.failed + rows.timedOut) failed") }
        parts.append("\(rows.running) running")
        if let first, rows.done > first.done {
            let elapsed = (ContinuousClock.now - first.at) / .seconds(1)
            let rate = Double(rows.done - first.done) / max(elapsed, 0.001)
            parts.append(rate >= 10 ? "\(Int(rate.rounded()))/s" : "\((rate * 10).rounded() / 10)/s")
            let left = Double(record.rows - rows.done) / rate
            if left >= 1 { parts.append("\(Duration.seconds(min(left, 1e9).rounded()).readable) left") }
        }
        return parts.joined(separator: ", ")
    }
}
