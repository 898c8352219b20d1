// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import JSON
import Lambda
import Testing

import SystemPackage
import TestSupport

/// Results files that another run continues: with hidden parts, edited by hand, or written with other options.
@Suite struct ResultsFileTests {
    private let storage = MemoryStorage()

    // MARK: Lines

    @Test func `a line with a hidden secret can be used by the next run`() async throws {
        var outcome = RowOutcome(index: 1234, key: nil, kind: .ok)
        outcome.payload = Array(#"{"pin":1234,"name":"x1234"}"#.utf8)
        outcome.duration = .milliseconds(1234)
        outcome.status = 200
        try await write(outcome) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return Array(text.replacing("1234", with: "•••").replacing("outcome", with: "•••").utf8)
        }
        let line = String(decoding: storage.bytes(World.path) ?? [], as: UTF8.self)
        #expect(line.hasPrefix(#"{"index":1234,"key":null,"outcome":"ok","#))
        #expect(!line.contains("x1234") && !line.contains(#"pin\":1234"#))
        var earlier = try await resumed(usesKeys: false)
        #expect(earlier.finished.state(index: 1234, key: nil) == .finished)
    }

    @Test(arguments: [511, 512]) func `a payload with the deepest JSON nesting results in a readable line`(
        depth: Int
    ) async throws {
        var outcome = RowOutcome(index: 0, key: nil, kind: .ok)
        outcome.payload = Array(String(repeating: "[", count: depth).utf8) + String(repeating: "]", count: depth).utf8
        try await write(outcome)
        #expect(try await resumed(usesKeys: false).finished.count == 1)
    }

    @Test func `a last line without a newline counts, and the next one begins after it`() async throws {
        try put(#"{"index":0,"outcome":"ok"}"#)
        var earlier = try await resumed(usesKeys: false, writing: RowOutcome(index: 1, key: nil, kind: .ok))
        #expect(earlier.finished.state(index: 0, key: nil) == .finished)
        let lines = try World(rows: 2, usesKeys: false, random: SeededNumbers(seed: 0))
            .lines(storage.bytes(World.path) ?? [])
        #expect(lines.map(\.index) == [0, 1])
    }

    @Test func `lines may end with a carriage return and a newline`() async throws {
        try put("{\"index\":0,\"outcome\":\"ok\"}\r\n{\"index\":1,\"outcome\":\"ok\"}\r\n")
        let earlier = try await resumed(usesKeys: false, writing: RowOutcome(index: 2, key: nil, kind: .ok))
        #expect(earlier.finished.count == 2)
        let text = String(decoding: storage.bytes(World.path) ?? [], as: UTF8.self)
        #expect(text.contains("\"ok\"}\r\n{\"index\":2,"))
    }

    @Test func `impossible figures do no harm`() async throws {
        try put(
            #"{"index":9223372036854775807,"outcome":"ok","durationMs":1e300}"# + "\n"
                + #"{"index":0,"outcome":"failed","durationMs":-5}"# + "\n")
        var earlier = try await resumed(usesKeys: false)
        #expect(earlier.finished.state(index: .max, key: nil) == .finished)
        #expect(earlier.finished.state(index: 1, key: nil) == .new)
        #expect(earlier.tally.latencies.count == 0)
    }

    // MARK: Keys

    @Test func `rows without a key are matched by position, even if others have keys`() async throws {
        try put(
            #"{"index":1,"key":null,"outcome":"failed"}"# + "\n" + #"{"index":0,"key":"a","outcome":"ok"}"# + "\n")
        var earlier = try await resumed(usesKeys: true)
        #expect(earlier.finished.state(index: 0, key: nil) == .new)
        #expect(earlier.finished.state(index: 1, key: nil) == .finished)
        #expect(earlier.finished.state(index: 7, key: RowKey("a")) == .finished)
        #expect(RowKey(.null)?.print == nil)
    }

    @Test func `a row that was in flight without a key is still known when the run continues with keys`() async throws {
        try await leaveInFlight(key: nil)
        var earlier = try await resumed(usesKeys: true)
        #expect(earlier.finished.state(index: 0, key: RowKey("a")) == .inFlight(0))
    }

    @Test func `a record with a key is void once its row has a line, even if the run continues without keys`()
        async throws
    {
        try await leaveInFlight(key: RowKey("a"))
        try put(#"{"index":0,"key":"a","outcome":"ok"}"# + "\n")
        var earlier = try await resumed(usesKeys: false)
        #expect(earlier.finished.carried == 0)
        #expect(earlier.finished.state(index: 0, key: nil) == .finished)
    }

    // MARK: Files

    private func put(_ text: String) throws {
        let bytes = Array(text.utf8)
        _ = try storage.open(FilePath(World.path), .draft).write(bytes[...], at: 0)
    }

    private func write(
        _ outcome: RowOutcome, redact: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
    ) async throws {
        var earlier = EarlierRows(usesKeys: false)
        var results = try await ResultsFile.open(
            path: World.path, resumes: false, earlier: &earlier, storage: storage, redact: redact)
        try results.write(outcome)
    }

    /// A process sends row 0 and dies.
    private func leaveInFlight(key: RowKey?) async throws {
        var earlier = EarlierRows(usesKeys: key != nil)
        let results = try await ResultsFile.open(
            path: World.path, resumes: false, earlier: &earlier, storage: storage)
        var machine = BatchMachine(limits: BatchLimits(), records: true)
        machine.handle(.row(Row(index: 0, key: key, request: InvocationRequest(function: "f"))), now: .now, random: 0)
        guard case .send(_, _, let entry?) = machine.next(now: .now) else { throw Violation("the row isn't sent") }
        try results.enter(entry)
    }

    /// What the next process finds; it writes `outcome` then.
    private func resumed(usesKeys: Bool, writing outcome: RowOutcome? = nil) async throws -> EarlierRows {
        storage.unlock()
        var earlier = EarlierRows(usesKeys: usesKeys)
        var results = try await ResultsFile.open(
            path: World.path, resumes: true, earlier: &earlier, storage: storage)
        if let outcome { try results.write(outcome) }
        return earlier
    }
}
