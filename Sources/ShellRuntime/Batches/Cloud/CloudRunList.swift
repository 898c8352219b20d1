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
    private let service: any LambdaService
    private let shelf: RunShelf

    init(_ arguments: CommandArguments, _ service: any LambdaService) {
        self.arguments = arguments
        self.service = service
        shelf = RunShelf(arguments.session.host)
    }

    func record(_ id: RunID) async throws(Stop) -> RunRecord {
        if let record = shelf[id] { return await latest(record) }
        let engine = StepFunctions(service)
        do throws(LambdaError) {
            guard let machine = try await engine.runs().first(where: { $0.id == id })?.machine,
                let tags = try await engine.tags(of: machine), let record = try await record(in: tags.place)
            else {
                throw LambdaError(
                    .usage, code: "UnknownRun", message: "there's no run \(id)", hint: "`batches` lists the runs")
            }
            return record
        } catch {
            throw Stop(error)
        }
    }

    /// The record with the attempts that other machines have begun.
    private func latest(_ record: RunRecord) async -> RunRecord {
        guard record.attempt.reference != nil,
            case let other? = try? await self.record(in: record.place), other.attemptNumber > record.attemptNumber
        else { return record }
        shelf.save(other)
        return other
    }

    /// The record that the machine which started the run put next to its rows; nil if there's none.
    private func record(in place: RunPlace) async throws(LambdaError) -> RunRecord? {
        let objects = S3Objects(service)
        let object = ObjectAddress(bucket: place.bucket, key: place.record)
        guard let head = try await objects.head(of: object), head.size > 0 else { return nil }
        let bytes = try await objects.read(object, 0..<head.size, etag: head.etag)
        return (try? JSONValue(parsing: bytes)).flatMap(RunRecord.init(_:))
    }

    /// Those of this machine first, each once.
    private func all() async throws(Stop) -> [(id: RunID, record: RunRecord?, machine: String?)] {
        let engine = StepFunctions(service)
        let machines: [(id: RunID, machine: String, created: Int?)]
        do throws(LambdaError) { machines = try await engine.runs() } catch { throw Stop(error) }
        let known = shelf.all
        var all: [(RunID, RunRecord?, String?)] = known.map { record in
            (record.id, record, machines.first { $0.machine == record.attempt.reference?.machine }?.machine)
        }
        for machine in machines where !all.contains(where: { $0.0 == machine.id }) {
            let record: RunRecord?
            do throws(LambdaError) {
                let tags = try await engine.tags(of: machine.machine)
                if let tags { record = try await self.record(in: tags.place) } else { continue }
            } catch {
                record = nil
            }
            all.append((machine.id, record, machine.machine))
        }
        return all
    }

    /// A row for each run.
    func rows() async throws(Stop) -> [JSONValue] {
        let engine = StepFunctions(service)
        var rows: [JSONValue] = []
        for (id, record, machine) in try await all() {
            guard let record else {
                rows.append(["id": .string(id.text), "state": "without record"])
                continue
            }
            guard let reference = record.attempt.reference, machine != nil else {
                rows.append([
                    "id": .string(id.text), "function": .string(record.plan.function.arn),
                    "mode": .string(record.plan.mode.rawValue),
                    "state": .string(record.attempt.reference == nil ? "not started" : "deleted"),
                    "rows": .number(JSONNumber(record.rows)), "created": .string(record.created.time),
                ])
                continue
            }
            do throws(LambdaError) {
                rows.append(record.json(try await engine.poll(reference)))
            } catch {
                guard engine.meaning(of: error, in: .poll) == .gone else { throw Stop(error) }
                rows.append(["id": .string(id.text), "state": "deleted", "created": .string(record.created.time)])
            }
        }
        return rows
    }

    /// The runs that don't go on.
    func ended(_ follower: CloudFollower) async throws(Stop) -> [RunRecord] {
        var ended: [RunRecord] = []
        for (_, record, machine) in try await all() {
            guard let record else { continue }
            if let reference = record.attempt.reference, machine != nil {
                do throws(LambdaError) {
                    if try await !StepFunctions(service).poll(reference).isOver { continue }
                } catch {
                    guard StepFunctions(service).meaning(of: error, in: .poll) == .gone else { throw Stop(error) }
                }
            }
            ended.append(record)
        }
        return ended
    }

    /// Deletes everything that lamsh made for a run.
    func clean(_ record: RunRecord, _ follower: CloudFollower) async throws(Stop) {
        let objects = S3Objects(service)
        let engine = StepFunctions(service)
        do throws(LambdaError) {
            if let reference = record.attempt.reference {
                var isOver = true
                do throws(LambdaError) {
                    isOver = try await engine.poll(reference).isOver
                } catch {
                    if engine.meaning(of: error, in: .poll) != .gone { throw error }
                }
                guard isOver else {
                    throw LambdaError(
                        .usage, code: "StillRunning", message: "run \(record.id) isn't over yet",
                        hint: "stop it first with `batches \(record.id) --stop`")
                }
            }
            for reference in record.attempts.compactMap(\.reference) { try await engine.remove(reference) }
            try await objects.removeAll(
                under: ObjectAddress(bucket: record.place.bucket, key: record.place.folder + "/"))
        } catch {
            throw Stop(error)
        }
        shelf.remove(record.id)
        arguments.console.notice("deleted run \(record.id)")
    }
}

extension RunRecord {
    /// The run and its state, for people and programs.
    func json(_ status: RunStatus) -> JSONValue {
        func count(_ number: Int?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }
        let done = done(status.rows)
        let estimate = RunEstimate(plan, rows: done)
        return [
            "id": .string(id.text), "function": .string(plan.function.arn), "mode": .string(plan.mode.rawValue),
            "state": .string(status.isWindingDown ? "ending" : status.state.text), "rows": count(rows + refused),
            "done": count(done), "failed": count(failed(status.rows)),
            "running": count(status.rows?.running), "pending": count(status.rows?.pending),
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
