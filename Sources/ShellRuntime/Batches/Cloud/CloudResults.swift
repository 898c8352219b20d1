// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import CloudRuns
import Isolation
import JSON
import Lambda
import ObjectStorage

/// Reads the outcomes of a run from the files that Step Functions wrote, as a stream.
@SessionActor
struct CloudResults {
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
    /// - Returns: how many.
    func collect(into output: inout CloudOutput) async throws(Stop) -> Int {
        var coverage = RunCoverage()
        let manifests = try await manifests()
        // Successes come first: a row that failed in one attempt may have succeeded in another.
        for kind in ResultKind.allCases {
            for key in manifests.flatMap({ $0.keys(kind) }) {
                try await read(key) { json throws(Stop) in
                    for row in records.rows(of: json, in: kind) {
                        if let outcome = coverage.take(row) { try await output.take(outcome) }
                    }
                }
            }
        }
        if record.refused > 0 {
            try await read(record.place.refused) { json throws(Stop) in
                guard let outcome = RowOutcome(refused: json) else { return }
                if let outcome = coverage.take(.outcome(outcome)) { try await output.take(outcome) }
            }
        }
        if !manifests.isEmpty, coverage.settledCount < record.rows + record.refused {
            try await addLost(&coverage, &output)
        }
        return coverage.settledCount
    }

    /// Rows of which Step Functions recorded nothing: their call may have run.
    private func addLost(_ coverage: inout RunCoverage, _ output: inout CloudOutput) async throws(Stop) {
        for number in record.objects.indices {
            try await read(record.place.rows(number)) { json throws(Stop) in
                guard let index = json["i"]?.int, coverage.isLost(index) else { return }
                var outcome = RowOutcome(
                    index: index, key: json.key, errorKind: "timeout",
                    type: "NoRecord", message: "Step Functions recorded nothing about the row")
                outcome.kind = .uncertain
                outcome.attempts = 1
                if let outcome = coverage.take(.outcome(outcome)) { try await output.take(outcome) }
            }
        }
    }

    /// A map's list of result files.
    private struct Manifest {
        let json: JSONValue

        func keys(_ kind: ResultKind) -> [String] {
            (json["ResultFiles"]?[kind.rawValue]?.array ?? []).compactMap { $0["Key"]?.string }
        }
    }

    private func manifests() async throws(Stop) -> [Manifest] {
        let folder = ObjectAddress(bucket: record.place.bucket, key: record.place.results + "/")
        let keys: [String]
        do throws(LambdaError) {
            keys = try await objects.objects(under: folder).map(\.key).filter { $0.hasSuffix("/manifest.json") }
        } catch {
            throw Stop(error)
        }
        var manifests: [Manifest] = []
        for key in keys {
            var bytes: [UInt8] = []
            try await pieces(of: key) { bytes += $0 }
            guard let json = try? JSONValue(parsing: bytes) else {
                throw .failed(.file, "s3://\(record.place.bucket)/\(key) isn't the manifest of results")
            }
            manifests.append(Manifest(json: json))
        }
        return manifests
    }

    /// The values of an object with JSON lines or a JSON array.
    private func read(_ key: String, _ take: (JSONValue) async throws(Stop) -> Void) async throws(Stop) {
        var rows = RowStream(format: nil)
        func takeRows() async throws(Stop) {
            do throws(RowFault) {
                while let row = try rows.next() { values.append(row.json) }
            } catch {
                throw .failed(Failure(error, path: "s3://\(record.place.bucket)/\(key)"))
            }
            for value in values { try await take(value) }
            values = []
        }
        var values: [JSONValue] = []
        try await pieces(of: key) { piece throws(Stop) in
            rows.append(piece)
            try await takeRows()
        }
        rows.end()
        try await takeRows()
    }

    private func pieces(of key: String, _ take: ([UInt8]) async throws(Stop) -> Void) async throws(Stop) {
        do {
            let object = ObjectAddress(bucket: record.place.bucket, key: key)
            let download = try await ObjectDownload.open(object, in: objects)
            while let piece = try await download.read() { try await take(piece) }
        } catch {
            throw Stop(cloudRows: error, "can't read s3://\(record.place.bucket)/\(key)")
        }
    }
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
