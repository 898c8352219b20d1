// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Batch
import CloudRuns
import Isolation
import JSON
import Lambda
import ObjectStorage
import Synchronization
import Waiting

/// The rows of `--each` as the lines of objects to upload, evaluated as the upload asks for them.
@SessionActor
final class CloudRowFeed {
    private let feed: EachFeed
    /// Further rows go to the next object.
    private let objectSize: Int
    private var function: String?
    private var plan: RunPlan?
    private var id: RunID?
    /// A row that was read ahead. The first one decides what function the run is about.
    private var ahead: Row?
    /// The rows up to here were uploaded by an earlier process.
    private var firstIndex = 0
    private var tail: [UInt8] = []
    /// The row after the last one that was taken.
    private var nextIndex = 0
    private var hasEnded = false

    /// Rows that weren't uploaded, because their arguments can't be evaluated.
    private(set) var refused: [RowOutcome] = []
    private(set) var uploaded = 0
    /// Called with the number of rows now and then.
    var onProgress: ((Int) -> Void)?
    /// Where an upload of the current object can be resumed.
    let points = ResumePoints()

    /// More rows that can't be evaluated than this are a mistake in the statement.
    private static let mostRefused = 100_000
    private static let pieceSize = 1 << 16

    /// - Parameter objectSize: the bytes after which an object ends.
    init(_ feed: EachFeed, objectSize: Int) {
        self.feed = feed
        self.objectSize = objectSize
    }

    /// The request of the first row that can be evaluated; nil if there's none.
    func firstRequest() async throws -> InvocationRequest? {
        ahead = try await nextRow()
        function = ahead?.request.function
        return ahead?.request
    }

    /// Call it before the first piece.
    ///
    /// - Parameter point: where an earlier process stopped.
    func begin(_ plan: RunPlan, id: RunID, from point: ResumePoint? = nil) {
        self.plan = plan
        self.id = id
        guard let point else { return }
        firstIndex = point.nextRow
        nextIndex = point.nextRow
        uploaded = point.uploaded
        tail = point.tail
        points.resume(at: point)
    }

    /// Where the next object begins.
    var end: ResumePoint { ResumePoint(nextRow: nextIndex, uploaded: uploaded, tail: [], parts: 0, size: 0) }

    /// Whether there are rows for another object.
    func beginNextObject() async throws -> Bool {
        points.beginObject()
        ahead = try await takeRow()
        return ahead != nil
    }

    /// The next lines of the current object; nil at its end.
    func piece() async throws -> [UInt8]? {
        var bytes = tail
        tail = []
        points.emit(bytes.count)
        while bytes.count < Self.pieceSize, points.position < objectSize, let row = try await takeRow() {
            let start = bytes.count
            let size = try line(of: row).append(to: &bytes)
            if let plan, size > plan.mostRowBytes { throw Stop.tooLarge(row, size, plan) }
            uploaded += 1
            guard uploaded <= RunLimits.rows else {
                throw Stop.failed(
                    .usage, "there are more than \(RunLimits.rows) rows, the limit of Step Functions",
                    hint: "split the rows into several runs")
            }
            nextIndex = row.index + 1
            points.emit(bytes[start...], nextRow: nextIndex, uploaded: uploaded)
        }
        onProgress?(uploaded)
        guard bytes.isEmpty else { return bytes }
        points.endObject(nextRow: nextIndex, uploaded: uploaded)
        return nil
    }

    /// The next row that no earlier process has uploaded.
    private func takeRow() async throws -> Row? {
        while !hasEnded {
            if let row = ahead {
                ahead = nil
                if row.index >= firstIndex { return row }
            }
            ahead = try await nextRow()
            hasEnded = ahead == nil
        }
        return nil
    }

    private func nextRow() async throws -> Row? {
        while true {
            switch try await feed.next() {
            case .row(let row): return row
            case .settled(let outcome, _): try refuse(outcome)
            case .passed: continue
            case .waiting: feed.append(try await feed.input.read())
            case .end: return nil
            }
        }
    }

    private func refuse(_ outcome: RowOutcome) throws(Stop) {
        refused.append(outcome)
        guard refused.count > Self.mostRefused else { return }
        let message = refused[0].error?["message"]?.string ?? ""
        throw .failed(
            .usage, "more than \(Self.mostRefused) rows can't be evaluated; row \(refused[0].index): \(message)")
    }

    private func line(of row: Row) throws(Stop) -> UploadedRow {
        let request = row.request
        var line = UploadedRow(index: row.index, key: row.key?.json, payload: request.payload ?? [])
        guard let plan, let id else { return line }
        if let function, request.function != function {
            throw .failed(
                .usage, "row \(row.index) is for `\(request.function)`, but the run is for `\(function)`",
                hint: "start a run for each function")
        }
        if plan.hasQualifiers { line.qualifier = request.qualifier }
        if plan.hasContexts { line.context = request.clientContext }
        if plan.function.isDurable {
            line.name = DurableName.of(
                key: row.key?.json.serialized(), text: row.key?.json.string, id: id, index: row.index)
        }
        return line
    }
}

extension Stop {
    fileprivate static func tooLarge(_ row: Row, _ size: Int, _ plan: RunPlan) -> Stop {
        .failed(
            .usage,
            "row \(row.index) has \(size) bytes, but `--mode \(plan.mode.rawValue)` allows \(plan.mostRowBytes)",
            hint: plan.mode == .cheap && size <= RunLimits.payload
                ? "use `--mode once`" : "make the bodies smaller, for example with an object in S3 in place of the data"
        )
    }
}

/// The bytes of the current object, for its upload.
struct CloudRowBytes: ByteSource {
    let feed: CloudRowFeed

    func read() async throws -> [UInt8]? { try await feed.piece() }
}

/// Where an interrupted upload continues: after the parts that S3 has.
struct ResumePoint: Sendable, Equatable {
    /// The first row that isn't in those parts at all.
    var nextRow: Int
    /// How many rows were uploaded before it.
    var uploaded: Int
    /// The rest of the line that the last part cut.
    var tail: [UInt8]
    /// How many parts S3 has.
    var parts: Int
    /// The bytes in them.
    var size: Int

    var json: JSONValue {
        [
            "next": .number(JSONNumber(nextRow)), "uploaded": .number(JSONNumber(uploaded)),
            "tail": .string(Base64.encode(tail)), "parts": .number(JSONNumber(parts)),
            "size": .number(JSONNumber(size)),
        ]
    }
}

extension ResumePoint {
    /// nil if it isn't the JSON of a point.
    init?(_ json: JSONValue) {
        guard let next = json["next"]?.int, let uploaded = json["uploaded"]?.int,
            let tail = json["tail"]?.string.flatMap({ Base64.decode($0) }), let parts = json["parts"]?.int,
            let size = json["size"]?.int
        else { return nil }
        self.init(nextRow: next, uploaded: uploaded, tail: tail, parts: parts, size: size)
    }
}

/// Finds the resume point of each part while its bytes go by: the upload says later which parts S3 has.
final class ResumePoints: Sendable {
    private struct State {
        var position = 0
        var part = 1
        /// Where the current part ends.
        var boundary = PartSize.ofPart(1)
        var points: [Int: ResumePoint] = [:]
    }

    private let state = Mutex(State())

    /// How many bytes the current object has so far.
    var position: Int { state.withLock { $0.position } }

    func beginObject() { state.withLock { $0 = State() } }

    func resume(at point: ResumePoint) {
        state.withLock { state in
            state = State()
            for part in 1...max(1, point.parts) where part <= point.parts {
                state.part = part + 1
                state.boundary += PartSize.ofPart(part + 1)
            }
            state.position = point.size
        }
    }

    /// Bytes of a line that was cut by an earlier process.
    func emit(_ count: Int) { state.withLock { $0.position += count } }

    /// - Parameter line: the bytes of a whole line.
    func emit(_ line: ArraySlice<UInt8>, nextRow: Int, uploaded: Int) {
        state.withLock { state in
            state.position += line.count
            while state.position >= state.boundary {
                let rest = state.position - state.boundary
                state.points[state.part] = ResumePoint(
                    nextRow: nextRow, uploaded: uploaded, tail: Array(line.suffix(rest)), parts: state.part,
                    size: state.boundary)
                state.part += 1
                state.boundary += PartSize.ofPart(state.part)
            }
        }
    }

    /// The last part isn't full: it ends here.
    func endObject(nextRow: Int, uploaded: Int) {
        state.withLock { state in
            guard state.position > state.boundary - PartSize.ofPart(state.part) else { return }
            state.points[state.part] = ResumePoint(
                nextRow: nextRow, uploaded: uploaded, tail: [], parts: state.part, size: state.position)
        }
    }

    /// The point after the first `parts` parts, which S3 has; earlier points aren't needed any longer.
    func take(parts: Int) -> ResumePoint? {
        state.withLock { state in
            let point = state.points[parts]
            state.points = state.points.filter { $0.key > parts }
            return point
        }
    }
}
