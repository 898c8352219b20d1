// SPDX-License-Identifier: GPL-3.0-or-later

import ShellRuntime
import Synchronization
import Waiting

/// Standard input with a given text.
struct FakeInput: StandardInput {
    var text = ""

    func readToEnd() async throws(Stop) -> [UInt8] { Array(text.utf8) }

    func pieces() async throws(Stop) -> any ByteSource { BytesInMemory(Array(text.utf8)) }
}

/// Fakes programs: records their arguments and input, and gets their output from a closure.
final class FakePrograms: ProgramRunner {
    struct Run: Equatable {
        var pipeline: [[String]]
        var input: String?
        var captures: Bool
    }

    private let seen = Mutex<[Run]>([])
    private let output: @Sendable ([[String]]) throws(Stop) -> String

    init(output: @escaping @Sendable ([[String]]) throws(Stop) -> String = { _ in "" }) { self.output = output }

    var runs: [Run] { seen.withLock { $0 } }

    func run(_ pipeline: [[String]], input: ProgramInput, captures: Bool) async throws(Stop) -> [UInt8] {
        let text: String?
        switch input {
        case .inherited: text = nil
        case .bytes(let bytes): text = String(decoding: bytes, as: UTF8.self)
        case .pieces(let pieces):
            var bytes: [UInt8] = []
            for await piece in pieces { bytes += piece }
            text = String(decoding: bytes, as: UTF8.self)
        }
        seen.withLock { $0.append(Run(pipeline: pipeline, input: text, captures: captures)) }
        return Array(try output(pipeline).utf8)
    }
}

/// A place that one task reaches and another waits for.
struct Milestone: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(of: Void.self) }

    func reach() { continuation.finish() }

    func reached() async {
        for await _ in stream {}
    }
}
