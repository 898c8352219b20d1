// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Isolation
import JSON
import Lambda
import Synchronization
import Testing
import TestSupport
import Waiting

/// The driver with the real machine and the real results file, with files and a service in memory.
@Suite struct BatchRunTests {
    private static let rows = 20

    /// Every file operation of a run fails once, in every way. The run then continues in another process.
    @Test(arguments: MemoryStorage.Failure.allCases, [false, true])
    func `whatever fails, no row is lost and none runs twice unmarked`(
        failure: MemoryStorage.Failure, skipsUncertain: Bool
    ) async throws {
        let undisturbed = MemoryStorage()
        _ = try await Self.run(undisturbed, FakeService(), resumes: false)
        #expect(undisturbed.count > Self.rows)
        for operation in 1...undisturbed.count {
            let (storage, service) = (MemoryStorage(), FakeService())
            storage.fail(at: operation, failure)
            let first = try? await Self.run(storage, service, resumes: false).get()
            storage.unlock()
            storage.repair()
            if first != .complete || storage.bytes(World.tablePath) != nil {
                let second = try await Self.run(
                    storage, service, resumes: storage.bytes(World.path) != nil, skipsUncertain: skipsUncertain)
                #expect(try second.get() == .complete, "operation \(operation)")
            }
            let lines = try World(rows: Self.rows, usesKeys: false, random: SeededNumbers(seed: 0))
                .lines(storage.bytes(World.path) ?? [])
            #expect(lines.map(\.index).sorted() == Array(0..<Self.rows), "operation \(operation)")
            #expect(storage.bytes(World.tablePath) == nil, "operation \(operation)")
            let repeated = Set(service.invocations.filter { $0.value > 1 }.keys)
            let marked = Set(lines.filter(\.isMarked).map { "\($0.index)" })
            #expect(repeated.isSubset(of: skipsUncertain ? [] : marked), "operation \(operation)")
        }
    }

    @Test func `a call cancelled by something else ends its row and not the run`() async throws {
        let service = FakeService { request throws(LambdaError) in
            if request.function == "3" { throw LambdaError(.cancelled, code: "Cancelled", message: "cancelled") }
            return InvocationOutcome(status: 200)
        }
        let storage = MemoryStorage()
        let ending = try await Self.run(storage, service, resumes: false)
        #expect(try ending.get() == .complete)
        let line = try #require(
            storage.bytes(World.path)?.split(separator: UInt8(ascii: "\n")).first { $0.contains("\"index\":3,".utf8) })
        #expect(try JSONValue(parsing: Array(line))["outcome"]?.string == "failed")
    }

    @Test func `cancelling the task abandons the calls, and the table keeps their rows`() async throws {
        let started = AsyncStream<Void>.makeStream()
        let service = FakeService { _ throws(LambdaError) in
            started.continuation.yield()
            try? await Task.sleep(for: .seconds(3600))
            throw LambdaError(.cancelled, code: "Cancelled", message: "cancelled")
        }
        let storage = MemoryStorage()
        let task = Task { try await Self.run(storage, service, resumes: false) }
        var count = 0
        for await _ in started.stream {
            count += 1
            if count == 4 { break }
        }
        task.cancel()
        #expect(try await task.value.get() == .interrupted(leavingRows: true))
        let world = World(rows: Self.rows, usesKeys: false, random: SeededNumbers(seed: 0))
        #expect(storage.bytes(World.tablePath)?.count == 4 * InFlightRecord.size)
        #expect(try world.lines(storage.bytes(World.path) ?? []).isEmpty)
    }

    @Test func `a run that ends doesn't wait for its input`() async throws {
        let service = FakeService { _ throws(LambdaError) in
            InvocationOutcome(status: 200, payload: Array("{}".utf8), functionError: "Unhandled")
        }
        var limits = BatchLimits()
        limits.stopAfter = 1
        let feed = await Feed(rows: 1, finished: FinishedRows(usesKeys: false), endsInput: false)
        let run = await BatchRun(feed: feed, service: service, limits: limits)
        #expect(try await run.run().get() == .stopped)
    }

    @Test func `a stop doesn't wait for calls that wait for keys, and their rows haven't run`() async throws {
        let waiting = AsyncStream<Void>.makeStream()
        let service = FakeService { request throws(LambdaError) in
            waiting.continuation.yield()
            // As with a connection whose keys are being renewed.
            await request.recall?.wait()
            throw LambdaError(.recalled, code: "Recalled", message: "the request wasn't sent")
        }
        let (storage, stop) = (MemoryStorage(), StopSignal())
        let task = Task { try await Self.run(storage, service, resumes: false, stop: stop) }
        var count = 0
        for await _ in waiting.stream {
            count += 1
            if count == 4 { break }
        }
        stop.raise()
        #expect(try await task.value.get() == .interrupted(leavingRows: false))
        #expect(storage.bytes(World.tablePath) == nil)
        #expect(storage.bytes(World.path) == [])
    }

    // MARK: Running

    private static func run(
        _ storage: MemoryStorage, _ service: FakeService, resumes: Bool, skipsUncertain: Bool = false,
        stop: StopSignal = StopSignal()
    ) async throws -> Result<BatchEnding, BatchFault> {
        var earlier = EarlierRows(usesKeys: false)
        let results = try await ResultsFile.open(
            path: World.path, resumes: resumes, earlier: &earlier, storage: storage)
        var limits = BatchLimits()
        limits.concurrency = 4
        let feed = await Feed(rows: rows, finished: earlier.finished, skipsUncertain: skipsUncertain)
        return await BatchRun(
            feed: feed, service: service, limits: limits, results: results, earlier: earlier, stop: stop
        ).run()
    }
}

/// Rows that are available at once, each with its own function.
@SessionActor
private final class Feed: RowFeed {
    let input: any ByteSource = SilentInput()
    private let rows: Int
    private var finished: FinishedRows
    private let skipsUncertain: Bool
    private let endsInput: Bool
    private var index = 0

    init(rows: Int, finished: FinishedRows, skipsUncertain: Bool = false, endsInput: Bool = true) {
        self.rows = rows
        self.finished = finished
        self.skipsUncertain = skipsUncertain
        self.endsInput = endsInput
    }

    let fractionTaken: Double? = nil

    func next() async throws -> NextRow {
        guard index < rows else { return endsInput ? .end : .waiting }
        defer { index += 1 }
        switch finished.state(index: index, key: nil) {
        case .finished, .finishedWithoutKey: return .passed
        case .new: return .row(Row(index: index, request: InvocationRequest(function: "\(index)")))
        case .inFlight(let place):
            if skipsUncertain {
                return .settled(RowOutcome(index: index, key: nil, kind: .uncertain), carried: place)
            }
            return .row(Row(index: index, request: InvocationRequest(function: "\(index)"), carried: place))
        }
    }

    func append(_ bytes: [UInt8]?) {}
}

/// Input that stays open and has no data.
private struct SilentInput: ByteSource {
    func read() async throws -> [UInt8]? {
        try await Task.sleep(for: .seconds(3600))
        return nil
    }
}
