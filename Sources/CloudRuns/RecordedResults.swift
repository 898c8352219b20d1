// SPDX-License-Identifier: GPL-3.0-or-later

package import Batch
import JSON
import Lambda
package import ObjectStorage

/// Reads the outcomes of a run from the files that Step Functions wrote, as a stream.
struct RecordedResults {
    /// Receives outcomes one by one, and may throw to end the reading.
    typealias Receiver = (RowOutcome) async throws -> Void

    private let record: RunRecord
    private let objects: S3Objects
    private let records: ResultRecords

    init(_ record: RunRecord, _ objects: S3Objects) {
        self.record = record
        self.objects = objects
        records = ResultRecords(record.plan)
    }

    /// Passes on one outcome for each row that has one.
    ///
    /// - Returns: which rows have one.
    func collect(_ take: Receiver) async throws -> RunCoverage {
        var coverage = RunCoverage()
        let attempts = try await attempts()
        // Successes come first, and newer attempts before older ones: a row that failed may have succeeded later.
        for kind in [ResultKind.succeeded, .failed] {
            for attempt in attempts { try await read(attempt, kind, &coverage, take) }
        }
        if record.refused > 0 {
            try await read(record.place.refused) { json in
                guard let outcome = RowOutcome(refused: json) else { return }
                if let outcome = coverage.take(.outcome(outcome)) { try await take(outcome) }
            }
        }
        guard let last = attempts.first else { return coverage }
        try await read(last, .pending, &coverage, take)
        let total = record.rows + record.refused
        for attempt in attempts where coverage.settledCount + coverage.waitingCount < total {
            if attempt.number != last.number {
                coverage.forgetWaiting()
                try await read(attempt, .pending, &coverage, take)
            }
            try await addLost(attempt, &coverage, take)
        }
        return coverage
    }

    /// The records of one kind.
    private func read(
        _ attempt: Attempt, _ kind: ResultKind, _ coverage: inout RunCoverage, _ take: Receiver
    ) async throws {
        for key in attempt.manifests.flatMap({ $0.keys(kind) }) {
            try await read(key) { json in
                for row in records.rows(of: json, in: kind) {
                    if let outcome = coverage.take(row) { try await take(outcome) }
                }
            }
        }
    }

    /// Rows of which Step Functions recorded nothing: their call may have run.
    private func addLost(_ attempt: Attempt, _ coverage: inout RunCoverage, _ take: Receiver) async throws {
        // Without any manifest, it isn't known what ran: a new attempt runs all rows.
        guard !attempt.manifests.isEmpty else { return }
        for number in 0..<attempt.objects {
            try await read(record.place.rows(of: attempt.number, number)) { json in
                guard let index = json["i"]?.int, coverage.isLost(index) else { return }
                var outcome = RowOutcome(
                    index: index, key: json.key, errorKind: "timeout",
                    type: "NoRecord", message: "Step Functions recorded nothing about the row")
                outcome.kind = .uncertain
                outcome.attempts = 1
                if let outcome = coverage.take(.outcome(outcome)) { try await take(outcome) }
            }
        }
    }

    // MARK: Files

    /// An attempt and its lists of result files: one for each map, so one more after each redrive.
    private struct Attempt {
        let number: Int
        /// With its rows.
        let objects: Int
        let manifests: [Manifest]
    }

    /// The newest first.
    private func attempts() async throws -> [Attempt] {
        var attempts: [Attempt] = []
        for (place, attempt) in record.attempts.enumerated().reversed() {
            attempts.append(
                Attempt(
                    number: place + 1, objects: attempt.objects.count, manifests: try await manifests(of: place + 1)))
        }
        return attempts
    }

    /// A map's list of result files.
    private struct Manifest {
        let json: JSONValue

        func keys(_ kind: ResultKind) -> [String] {
            (json["ResultFiles"]?[kind.rawValue]?.array ?? []).compactMap { $0["Key"]?.string }
        }
    }

    private func manifests(of attempt: Int) async throws -> [Manifest] {
        let folder = ObjectAddress(bucket: record.place.bucket, key: record.place.results(of: attempt) + "/")
        let keys: [String]
        do throws(LambdaError) {
            keys = try await objects.objects(under: folder).map(\.key).filter { $0.hasSuffix("/manifest.json") }
        } catch {
            throw UnreadableResults(place: "\(folder)", reason: .object(ObjectFault(error)))
        }
        var manifests: [Manifest] = []
        for key in keys {
            var bytes: [UInt8] = []
            try await pieces(of: key) { bytes += $0 }
            guard let json = try? JSONValue(parsing: bytes) else {
                throw UnreadableResults(place: address(key), reason: .noManifest)
            }
            manifests.append(Manifest(json: json))
        }
        return manifests
    }

    /// The values of an object with JSON lines or a JSON array.
    private func read(_ key: String, _ take: (JSONValue) async throws -> Void) async throws {
        var rows = RowStream(format: nil)
        func takeRows() async throws {
            do throws(RowFault) {
                while let row = try rows.next() { values.append(row.json) }
            } catch {
                throw UnreadableResults(place: address(key), reason: .rows(error))
            }
            for value in values { try await take(value) }
            values = []
        }
        var values: [JSONValue] = []
        try await pieces(of: key) { piece in
            rows.append(piece)
            try await takeRows()
        }
        rows.end()
        try await takeRows()
    }

    private func pieces(of key: String, _ take: ([UInt8]) async throws -> Void) async throws {
        let object = ObjectAddress(bucket: record.place.bucket, key: key)
        do {
            let download = try await ObjectDownload.open(object, in: objects)
            while let piece = try await download.read() { try await take(piece) }
        } catch let fault as ObjectFault {
            throw UnreadableResults(place: "\(object)", reason: .object(fault))
        }
    }

    private func address(_ key: String) -> String { "\(ObjectAddress(bucket: record.place.bucket, key: key))" }
}

/// Why the results of a run can't be read.
package struct UnreadableResults: Error {
    package enum Reason: Sendable {
        case object(ObjectFault)
        case rows(RowFault)
        case noManifest
    }

    /// The address of the object, or of the folder.
    package let place: String
    package let reason: Reason
}

extension RowOutcome {
    /// The outcome of a row that wasn't uploaded; nil if it isn't a line about one.
    fileprivate init?(refused line: JSONValue) {
        guard let index = line["index"]?.int, let error = line["error"], let kind = error["kind"]?.string else {
            return nil
        }
        self.init(
            index: index, key: line.key, errorKind: kind,
            type: error["type"]?.string, message: error["message"]?.string ?? "")
    }
}

extension JSONValue {
    /// The key in a line about a row; nil for null.
    fileprivate var key: JSONValue? {
        guard let key = self["key"], !key.isNull else { return Optional.none }
        return key
    }
}
