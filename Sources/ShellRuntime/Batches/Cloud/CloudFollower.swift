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
    private let engine: any CloudEngine
    private let shelf: RunShelf

    init(_ arguments: CommandArguments, _ service: any LambdaService) {
        self.arguments = arguments
        self.service = service
        engine = StepFunctions(service)
        shelf = RunShelf(arguments.session.host)
    }

    // MARK: Steps

    /// Starts a run whose rows are uploaded, or one whose start was interrupted. Asks if it's expensive.
    ///
    /// - Parameter lock: of the run; it's released when the run can be found by other processes.
    /// - Returns: the run with what was made for it, and its status if it was followed to its end.
    func start(
        _ uploaded: RunRecord, _ lock: RunLock?, follows: Bool
    ) async throws(Stop) -> (record: RunRecord, status: RunStatus?) {
        var record = uploaded
        if let reference = record.attempt.reference {
            lock?.release()
            let course = try await drive(.known(reference, token: ""), record, from: .start, follows: follows)
            return (record, course.status)
        }
        try await CloudPrice(arguments).ask(record)
        // From here on, the state machine may exist: whatever happens, a repetition makes the same one.
        record.attempt.isBeingMade = true
        try shelf.save(record)
        let (shelf, objects) = (shelf, S3Objects(service))
        let started = Mutex(record)
        let subject = RunDriver.Subject.new(record.prepared) { reference throws(LambdaError) in
            let record = started.withLock { record in
                record.attempt.reference = reference
                return record
            }
            shelf.note(record)
            lock?.release()
            let bytes = record.json.serialized()
            _ = try await objects.put(
                bytes, crc32: CRC32.of(bytes[...]),
                at: ObjectAddress(bucket: record.place.bucket, key: record.place.record), if: .none)
        }
        let course = try await drive(subject, record, from: .prepare, follows: follows)
        return (started.withLock(\.self), course.status)
    }

    /// Follows a run that was started, to its end.
    func follow(_ record: RunRecord) async throws(Stop) -> RunStatus { try await follow(record, from: .poll) }

    /// Stops a run, and follows it to its end.
    func stop(_ record: RunRecord) async throws(Stop) -> RunStatus { try await follow(record, from: .stop) }

    private func follow(_ record: RunRecord, from step: RunStep) async throws(Stop) -> RunStatus {
        let reference = try reference(record)
        let course = try await drive(.known(reference, token: ""), record, from: step, follows: true)
        guard let status = course.status else { throw gone(record) }
        return status
    }

    func status(_ record: RunRecord) async throws(Stop) -> RunStatus {
        if record.attemptNumber > 1, record.attempt.reference == nil {
            // The attempt before has ended, and this one waits for `--resume`.
            return RunStatus(.stopped, rows: RowCounts(pending: record.attempt.rows))
        }
        let reference = try reference(record)
        do throws(LambdaError) {
            return try await engine.poll(reference)
        } catch {
            guard engine.meaning(of: error, in: .poll) == .gone else { throw Stop(error) }
            return RunStatus(.deleted)
        }
    }

    // MARK: The rest

    /// Runs the rows of an ended run that the engine can repeat, or else those without an outcome, in a new attempt.
    ///
    /// - Returns: the run with its current attempt, and its status if it was followed to its end. nil: nothing is left.
    func runRest(
        _ known: RunRecord, follows: Bool
    ) async throws(Stop) -> (record: RunRecord, status: RunStatus?)? {
        var record = known
        var lock = try shelf.lock(record.id)
        // Another process may have begun an attempt until it released the lock.
        if let noted = shelf[record.id], noted.attemptNumber >= record.attemptNumber { record = noted }
        // An earlier process prepared the attempt, and was interrupted before it had started it.
        if record.attemptNumber > 1, record.attempt.reference == nil {
            return try await start(record, lock, follows: follows)
        }
        var status = try await status(record)
        // Results are still being written.
        if status.isWindingDown { status = try await follow(record) }
        guard status.isOver else { throw isRunning(record) }
        if status.state == .succeeded { return nil }
        if status.state != .deleted {
            var random = SystemRandomNumberGenerator()
            let subject = RunDriver.Subject.known(
                try reference(record), token: RunID(random: &random).text, endedAfter: status.continuations)
            // The service continues a run once, and it's followed for long.
            lock?.release()
            switch try await drive(subject, record, from: .retryRest, follows: follows) {
            case .over(let status): return (record, status)
            case .left: return (record, nil)
            case .spent:
                // Another process may have been faster.
                guard try await self.status(record).isOver else { throw isRunning(record) }
                lock = try shelf.lock(record.id)
                let attempts = shelf[record.id]?.attemptNumber ?? 0
                guard attempts <= record.attemptNumber else { throw isRunning(record) }
            }
        }
        let rest = CloudRest(arguments, engine, S3Objects(service))
        guard let next = try await rest.nextAttempt(of: record) else { return nil }
        try shelf.save(next)
        return try await start(next, lock, follows: follows)
    }

    private func isRunning(_ record: RunRecord) -> Stop {
        .failed(
            .usage, "run \(record.id) isn't over yet",
            hint: "follow it with `batches \(record.id) --wait`, or end it with `batches \(record.id) --stop`")
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
        if let reference = record.attempt.reference { return reference }
        let next = record.attemptNumber > 1 ? "run `batches \(record.id) --resume`" : "repeat its line with `--resume`"
        throw .failed(
            .usage, "run \(record.id) wasn't started",
            hint: "\(next), or delete its rows with `batches \(record.id) --clean`")
    }

    private func gone(_ record: RunRecord) -> Stop {
        .failed(
            .batch, "run \(record.id) doesn't exist any longer: its execution was deleted",
            hint: "`batches \(record.id) --resume` runs the rows without a result again, and `--clean` deletes it")
    }

    /// What became of a run.
    private enum Course {
        case over(RunStatus)
        case left
        case spent

        var status: RunStatus? { if case .over(let status) = self { status } else { nil } }
    }

    private func drive(
        _ subject: RunDriver.Subject, _ record: RunRecord, from step: RunStep, follows: Bool
    ) async throws(Stop) -> Course {
        let view = RunView(record)
        let driver = RunDriver(engine, sleep: arguments.session.host.sleep) { view.take($0) }
        let progress = Progress(audience: .everywhere) { view.text }
        return try await arguments.withProgress(progress) { _ throws(Stop) in
            switch await driver.run(subject, from: step, follows: follows) {
            case .over(let status): return .over(status)
            case .left: return .left
            case .spent: return .spent
            case .gone: throw gone(record)
            case .failed(let step, let error, let mayBeDone):
                if step == .prepare, !mayBeDone { forgetBeingMade(record.id) }
                throw failure(of: step, error, record)
            case .cancelled:
                arguments.console.notice(
                    shelf[record.id]?.attempt.reference == nil
                        ? "run \(record.id) isn't started: \(nextLine(record)) starts it"
                        : "run \(record.id) continues in AWS: follow it with `batches \(record.id) --wait`, or end it with "
                            + "`batches \(record.id) --stop`")
                throw .interrupted
            }
        }
    }

    /// The service refused to make the state machine, so its plan can change.
    private func forgetBeingMade(_ id: RunID) {
        guard var known = shelf[id], known.attempt.reference == nil else { return }
        known.attempt.isBeingMade = false
        shelf.note(known)
    }

    /// What starts a run whose rows are uploaded.
    private func nextLine(_ record: RunRecord) -> String {
        record.attemptNumber > 1 ? "`batches \(record.id) --resume`" : "the same line with `--resume`"
    }

    private func failure(of step: RunStep, _ error: LambdaError, _ record: RunRecord) -> Stop {
        guard case .failed(var failure) = Stop(error) else { return Stop(error) }
        switch step {
        case .prepare, .start:
            failure.details.append(
                "run \(record.id) isn't started, but its rows are uploaded: \(nextLine(record)) starts it")
        case .poll:
            failure.details.append(
                "run \(record.id) may still run in AWS: follow it with `batches \(record.id) --wait`")
        case .stop, .retryRest: break
        }
        return .failed(failure)
    }

    // MARK: Results

    /// Fetches the outcomes of a run that's over.
    func collect(
        _ record: RunRecord, _ status: RunStatus, into output: inout CloudOutput
    ) async throws(Stop) -> BatchEnding {
        let settled: Int
        do {
            settled = try await engine.collect(record) { try await output.take($0) }.settledCount
        } catch {
            throw Stop(results: error)
        }
        if settled == 0, status.state == .deleted { throw gone(record) }
        if settled == 0, status.state == .failed, status.error != "States.ExceedToleratedFailureThreshold" {
            var failure = Failure(
                .batch, "run \(record.id) failed: \(status.error ?? "unknown error")", type: status.error,
                hint: RunTrouble.hint(for: status.error ?? ""))
            if let cause = status.cause, !cause.isEmpty { failure.details.append("\(cause)") }
            throw .failed(failure)
        }
        if var known = shelf[record.id] {
            known.isCollected = true
            shelf.note(known)
        }
        return settled == record.rows + record.refused ? .complete : .stopped
    }
}

extension Stop {
    /// An error of reading results, or of what receives them.
    init(results error: any Error) {
        switch error {
        case let stop as Stop: self = stop
        case let unreadable as UnreadableResults:
            let place = unreadable.place
            switch unreadable.reason {
            case .object(let fault): self.init(fault, "can't read \(place)")
            case .rows(let fault): self = .failed(Failure(fault, path: place))
            case .noManifest: self = .failed(.file, "\(place) isn't the manifest of results")
            }
        case is CancellationError: self = .interrupted
        default: self = .failed(.file, "can't read the results: \(error)")
        }
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
            if state.first == nil, let rows = status.rows { state.first = (record.done(rows), .now) }
        }
    }

    var text: String {
        let (status, first) = state.withLock { ($0.status, $0.first) }
        guard let status else { return "run \(record.id): starting" }
        var parts = ["run \(record.id): \(status.state.text)"]
        guard let rows = status.rows else { return parts[0] }
        let done = record.done(rows)
        parts.append("\(done) of \(record.rows) rows done")
        if let failed = record.failed(rows), failed > 0 { parts.append("\(failed) failed") }
        parts.append("\(rows.running) running")
        if let first, done > first.done {
            let elapsed = (ContinuousClock.now - first.at) / .seconds(1)
            let rate = Double(done - first.done) / max(elapsed, 0.001)
            parts.append(rate >= 10 ? "\(Int(rate.rounded()))/s" : "\((rate * 10).rounded() / 10)/s")
            let left = Double(record.rows - done) / rate
            if left >= 1 { parts.append("\(Duration.seconds(min(left, 1e9).rounded()).readable) left") }
        }
        return parts.joined(separator: ", ")
    }
}
