// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import CloudRuns
import Isolation
import JSON
import Lambda
import ObjectStorage
import ShellLanguage

/// The runs of an account and region: those of this machine, and those that others started.
@SessionActor
struct CloudRunList {
    private let arguments: CommandArguments
    private let connection: Connection
    private let engine: StepFunctions
    private let objects: S3Objects
    private let shelf: RunShelf

    init(_ arguments: CommandArguments, _ connection: Connection) {
        self.arguments = arguments
        self.connection = connection
        engine = StepFunctions(connection.service)
        objects = S3Objects(connection.service)
        shelf = RunShelf(arguments.session.host)
    }

    /// A run, or what's left of one.
    fileprivate enum Found {
        case run(RunRecord)
        /// There are a state machine and its tags, but no record: its rows and results may be there.
        case leftover(Leftover)
        /// What there is can't be read.
        case unreadable(RunID)

        var id: RunID {
            switch self {
            case .run(let record): record.id
            case .leftover(let leftover): leftover.id
            case .unreadable(let id): id
            }
        }
    }

    fileprivate struct Leftover {
        let id: RunID
        let machine: String
        let tags: RunTags
        let created: Int?
    }

    private typealias Machine = (id: RunID, machine: String, created: Int?)

    // MARK: One run

    func record(_ id: RunID) async throws(Stop) -> RunRecord {
        if let record = shelf[id] {
            if let problem = await mismatch(record) { throw problem }
            return await latest(record)
        }
        guard case .run(let record)? = try await otherMachines(id) else {
            throw .failed(.usage, "there's no run \(id)", hint: "`batches` lists the runs")
        }
        return record
    }

    /// What is in AWS of a run that this machine knows nothing about; nil if there's nothing.
    private func otherMachines(_ id: RunID) async throws(Stop) -> Found? {
        guard let machine = try await machines().first(where: { $0.id == id }) else { return nil }
        do throws(LambdaError) { return try await found(machine) } catch { throw Stop(error) }
    }

    /// The record with the attempts that other machines have begun.
    private func latest(_ record: RunRecord) async -> RunRecord {
        guard record.attempt.reference != nil || record.attemptNumber > 1,
            case let other? = try? await self.record(in: record.place), other.attempt.reference != nil,
            other.attemptNumber > record.attemptNumber
                || other.attemptNumber == record.attemptNumber && record.attempt.reference == nil
        else { return record }
        shelf.note(other)
        return other
    }

    /// The record that the machine which started the run put next to its rows; nil if there's none.
    private func record(in place: RunPlace) async throws(LambdaError) -> RunRecord? {
        let object = ObjectAddress(bucket: place.bucket, key: place.record)
        guard let head = try await objects.head(of: object), head.size > 0 else { return nil }
        let bytes = try await objects.read(object, 0..<head.size, etag: head.etag)
        return (try? JSONValue(parsing: bytes)).flatMap(RunRecord.init(_:))
    }

    // MARK: Where runs are

    /// Why the connection can't reach a run; nil if it can. Elsewhere, the service says that there's no such run, which
    /// would look as if it had been deleted.
    private func mismatch(_ record: RunRecord) async -> Stop? {
        if let region = record.region, let here = connection.opened.region, region != here {
            return elsewhere(record, "in \(region), but `\(connection.name)` is connected to \(here)")
        }
        if let account = record.account, let here = await connection.caller?.account, account != here {
            return elsewhere(record, "in account \(account), but `\(connection.name)` is connected to \(here)")
        }
        return nil
    }

    private func elsewhere(_ record: RunRecord, _ why: String) -> Stop {
        .failed(.usage, "run \(record.id) is \(why)", hint: "`connect` to where it runs, or choose with `--on`")
    }

    /// The runs of this machine that the connection can reach.
    private func own() async -> [RunRecord] {
        var own: [RunRecord] = []
        for record in shelf.all where await mismatch(record) == nil { own.append(record) }
        return own
    }

    // MARK: All runs

    private func machines() async throws(Stop) -> [Machine] {
        do throws(LambdaError) { return try await engine.runs() } catch { throw Stop(error) }
    }

    /// Those of this machine first, each once. `machine`: whether its current state machine exists.
    private func all() async throws(Stop) -> [(found: Found, hasMachine: Bool)] {
        let machines = try await machines()
        var all: [(found: Found, hasMachine: Bool)] = await own().map { record in
            (.run(record), machines.contains { $0.machine == record.attempt.reference?.machine })
        }
        for machine in machines where !all.contains(where: { $0.found.id == machine.id }) {
            do throws(LambdaError) {
                if let found = try await found(machine) { all.append((found, true)) }
            } catch {
                all.append((.unreadable(machine.id), true))
            }
        }
        return all
    }

    /// nil if the state machine isn't one of lamsh.
    private func found(_ machine: Machine) async throws(LambdaError) -> Found? {
        guard let tags = try await engine.tags(of: machine.machine) else { return nil }
        if let record = try await record(in: tags.place) { return .run(record) }
        return .leftover(Leftover(id: machine.id, machine: machine.machine, tags: tags, created: machine.created))
    }

    /// A row for each run.
    func rows() async throws(Stop) -> [JSONValue] {
        var rows: [JSONValue] = []
        for (found, hasMachine) in try await all() {
            switch found {
            case .run(let record): rows.append(try await row(record, hasMachine: hasMachine))
            case .leftover(let leftover):
                rows.append([
                    "id": .string(leftover.id.text), "function": .string(leftover.tags.function),
                    "state": "without record", "created": leftover.created.map { .string($0.time) } ?? .null,
                    "place": .string(leftover.tags.place.text),
                ])
            case .unreadable(let id): rows.append(["id": .string(id.text), "state": "unreadable"])
            }
        }
        return rows
    }

    private func row(_ record: RunRecord, hasMachine: Bool) async throws(Stop) -> JSONValue {
        guard let reference = record.attempt.reference, hasMachine else {
            return [
                "id": .string(record.id.text), "function": .string(record.plan.function.arn),
                "mode": .string(record.plan.mode.rawValue),
                "state": .string(record.attempt.reference == nil ? "not started" : "deleted"),
                "rows": .number(JSONNumber(record.rows)), "created": .string(record.created.time),
            ]
        }
        do throws(LambdaError) {
            return record.json(try await engine.poll(reference), now: arguments.session.host.now())
        } catch {
            guard engine.meaning(of: error, in: .poll) == .gone else { throw Stop(error) }
            return record.json(RunStatus(.deleted), now: arguments.session.host.now())
        }
    }

    // MARK: Deleting

    /// What `--clean` deletes.
    struct Deletable {
        fileprivate let found: Found
        var id: RunID { found.id }
    }

    /// The run with the ID, or what's left of it.
    func deletable(_ id: RunID) async throws(Stop) -> Deletable {
        if shelf[id] == nil, case .leftover(let leftover)? = try await otherMachines(id) {
            return Deletable(found: .leftover(leftover))
        }
        return Deletable(found: .run(try await record(id)))
    }

    /// A state machine without a record that's newer than this may belong to a run that's being started. In milliseconds.
    private static let youngest = 3_600_000

    /// The runs that don't go on, and what's left of others.
    func ended() async throws(Stop) -> [Deletable] {
        var ended: [Deletable] = []
        for (found, hasMachine) in try await all() {
            let isOver: Bool
            switch found {
            case .run(let record): isOver = try await hasEnded(record, hasMachine: hasMachine)
            case .leftover(let leftover):
                isOver =
                    arguments.session.host.now() - (leftover.created ?? 0) > Self.youngest
                    ? try await !isRunning(leftover) : false
            case .unreadable: isOver = false
            }
            if isOver { ended.append(Deletable(found: found)) }
        }
        return ended
    }

    private func hasEnded(_ record: RunRecord, hasMachine: Bool) async throws(Stop) -> Bool {
        // Its rows are being uploaded.
        do throws(Stop) { try shelf.lock(record.id)?.release() } catch { return false }
        guard let reference = record.attempt.reference, hasMachine else { return true }
        do throws(LambdaError) {
            return try await engine.poll(reference).isOver
        } catch {
            guard engine.meaning(of: error, in: .poll) == .gone else { throw Stop(error) }
            return true
        }
    }

    private func isRunning(_ leftover: Leftover) async throws(Stop) -> Bool {
        do throws(LambdaError) { return try await engine.isRunning(leftover.machine) } catch { throw Stop(error) }
    }

    /// Deletes everything that lamsh made for a run.
    func clean(_ deletable: Deletable) async throws(Stop) {
        switch deletable.found {
        case .run(let record): try await clean(record)
        case .leftover(let leftover):
            if try await isRunning(leftover) { throw stillRunning(leftover.id) }
            try await removeAll(of: leftover.id, in: leftover.tags.place, [leftover.machine])
        case .unreadable: return
        }
        shelf.remove(deletable.id)
        arguments.console.notice("deleted run \(deletable.id)")
    }

    private func clean(_ record: RunRecord) async throws(Stop) {
        let lock = try shelf.lock(record.id)
        defer { lock?.release() }
        if let reference = record.attempt.reference {
            var isOver = true
            do throws(LambdaError) {
                isOver = try await engine.poll(reference).isOver
            } catch {
                if engine.meaning(of: error, in: .poll) != .gone { throw Stop(error) }
            }
            guard isOver else { throw stillRunning(record.id) }
        }
        try await removeAll(of: record.id, in: record.place, record.attempts.compactMap { $0.reference?.machine })
    }

    private func stillRunning(_ id: RunID) -> Stop {
        .failed(.usage, "run \(id) isn't over yet", hint: "stop it first with `batches \(id) --stop`")
    }

    private func removeAll(of id: RunID, in place: RunPlace, _ known: [String]) async throws(Stop) {
        // One that isn't recorded was being made when its process ended.
        let machines = Set(known + (try await machines().filter { $0.id == id }.map(\.machine)))
        do throws(LambdaError) {
            for machine in machines.sorted() { try await engine.remove(machine: machine) }
            // A tag could name any folder.
            guard place.isFolder(of: id) else { return }
            do throws(LambdaError) {
                try await objects.removeAll(under: ObjectAddress(bucket: place.bucket, key: place.folder + "/"))
            } catch {
                // The bucket is gone, and so is everything in it.
                if error.code != "NoSuchBucket" { throw error }
            }
        } catch {
            throw Stop(error)
        }
    }
}

extension Connection {
    /// The ARN of the caller; nil if the service doesn't say.
    var caller: ResourceARN? {
        get async {
            let text = if let identity { identity } else { await service.identity() }
            return text.flatMap(ResourceARN.init)
        }
    }
}

extension RunRecord {
    /// The run and its state, for people and programs.
    ///
    /// - Parameter now: milliseconds since 1970.
    func json(_ status: RunStatus, now: Int) -> JSONValue {
        func count(_ number: Int?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }
        let done = done(status.rows)
        let estimate = RunEstimate(plan, rows: done)
        let pace = status.pace(now: now)
        return [
            "id": .string(id.text), "function": .string(plan.function.arn), "mode": .string(plan.mode.rawValue),
            "state": .string(status.isWindingDown ? "ending" : status.state.text), "rows": count(rows + refused),
            "done": count(done), "failed": count(failed(status.rows)),
            "running": count(status.rows?.running), "pending": count(status.rows?.pending),
            "rowsPerSecond": pace.map { .rounded($0.rate) } ?? .null,
            "secondsLeft": pace.map { .rounded($0.left) } ?? .null,
            "notUploaded": count(refused), "attempts": count(attemptNumber),
            "cost": .string(RunEstimate.dollars(estimate.price.upperBound)),
            "created": .string(created.time), "place": .string(place.text),
            "error": status.error.map(JSONValue.string) ?? .null, "cause": status.cause.map(JSONValue.string) ?? .null,
        ]
    }
}

extension Int {
    /// Milliseconds since 1970 as ISO 8601.
    fileprivate var time: String { CivilTime(milliseconds: self)?.iso8601 ?? "" }
}
