// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda
import ObjectStorage
import Synchronization
import TestSupport
import Waiting

/// Objects in memory whose requests fail at random.
final class FakeObjects: ReadableObjects, WritableObjects {
    private struct State {
        var model: S3Model
        var numbers: SeededNumbers
        /// In percent, before and after a request has its effect.
        var failures = 0
        var lostAnswers = 0
        var largestAnswer = Int.max
        var reads: [Range<Int>] = []
        var partsUnderWay = 0
        var mostPartsUnderWay = 0
    }

    private let state: Mutex<State>
    /// Called before each upload of a part.
    private let onPart: @Sendable (Int) async throws -> Void

    init(
        _ model: S3Model = S3Model(), seed: Int = 0, failures: Int = 0, lostAnswers: Int = 0,
        largestAnswer: Int = .max, onPart: @escaping @Sendable (Int) async throws -> Void = { _ in }
    ) {
        state = Mutex(
            State(
                model: model, numbers: SeededNumbers(seed: seed), failures: failures, lostAnswers: lostAnswers,
                largestAnswer: largestAnswer))
        self.onPart = onPart
    }

    var model: S3Model { state.withLock { $0.model } }
    var reads: [Range<Int>] { state.withLock { $0.reads } }
    var mostPartsUnderWay: Int { state.withLock { $0.mostPartsUnderWay } }

    func change(_ body: (inout S3Model) -> Void) { state.withLock { body(&$0.model) } }

    private static let lost = LambdaError(.network, code: "ConnectionClosed", message: "the connection was closed")

    private func reply<Answer: Sendable>(
        _ body: (inout S3Model) throws(S3Model.Refusal) -> Answer
    ) throws(LambdaError) -> Answer {
        if Task.isCancelled { throw LambdaError(.cancelled, code: "Cancelled", message: "cancelled") }
        let result = state.withLock { state -> Result<Answer, LambdaError> in
            if state.numbers.chance(Double(state.failures) / 100) {
                return .failure(
                    LambdaError(.service, code: "SlowDown", message: "slow down", status: 503, isThrottle: true))
            }
            do throws(S3Model.Refusal) {
                let answer = try body(&state.model)
                return state.numbers.chance(Double(state.lostAnswers) / 100) ? .failure(Self.lost) : .success(answer)
            } catch {
                let (code, status) =
                    switch error {
                    case .uploadGone: ("NoSuchUpload", 404)
                    case .condition: ("PreconditionFailed", 412)
                    case .badDigest: ("BadDigest", 400)
                    }
                return .failure(LambdaError(.service, code: code, message: code, status: status))
            }
        }
        return try result.get()
    }

    func head(of object: ObjectAddress) async throws(LambdaError) -> ObjectHead? {
        try reply { model throws(S3Model.Refusal) in model.head }
    }

    func read(_ object: ObjectAddress, _ range: Range<Int>, etag: String) async throws(LambdaError) -> [UInt8] {
        let isTooLarge = state.withLock { state in
            state.reads.append(range)
            return range.count > state.largestAnswer
        }
        // A connection that always ends after some bytes.
        if isTooLarge { throw Self.lost }
        return try reply { model throws(S3Model.Refusal) in
            guard let stored = model.object, stored.etag == etag else { throw .condition }
            return Array(stored.bytes[range])
        }
    }

    func put(
        _ bytes: [UInt8], crc32: UInt32, at object: ObjectAddress, if condition: WriteCondition
    ) async throws(LambdaError) -> String {
        try reply { model throws(S3Model.Refusal) in try model.put(bytes, crc32: crc32, if: condition) }
    }

    func createUpload(to object: ObjectAddress) async throws(LambdaError) -> String {
        try reply { model throws(S3Model.Refusal) in model.create() }
    }

    func uploadPart(
        _ bytes: [UInt8], crc32: UInt32, number: Int, of upload: String, to object: ObjectAddress
    ) async throws(LambdaError) -> String {
        state.withLock { state in
            state.partsUnderWay += 1
            state.mostPartsUnderWay = max(state.mostPartsUnderWay, state.partsUnderWay)
        }
        defer { state.withLock { $0.partsUnderWay -= 1 } }
        do { try await onPart(number) } catch {
            throw LambdaError(.cancelled, code: "Cancelled", message: "cancelled")
        }
        return try reply { model throws(S3Model.Refusal) in
            try model.uploadPart(bytes, crc32: crc32, number: number, of: upload)
        }
    }

    func parts(of upload: String, to object: ObjectAddress) async throws(LambdaError) -> [UploadedPart] {
        try reply { model throws(S3Model.Refusal) in try model.parts(of: upload) }
    }

    func completeUpload(
        _ upload: String, parts: [UploadedPart], crc32: UInt32?, to object: ObjectAddress, if condition: WriteCondition
    ) async throws(LambdaError) -> String {
        try reply { model throws(S3Model.Refusal) in
            try model.complete(upload, parts, crc32: crc32, if: condition)
        }
    }

    func abortUpload(_ upload: String, to object: ObjectAddress) async throws(LambdaError) {
        state.withLock { $0.model.abort(upload) }
    }
}

/// Bytes in pieces of random sizes; may fail at its end.
final class RandomPieces: ByteSource {
    private struct State {
        var rest: ArraySlice<UInt8>
        var numbers: SeededNumbers
    }

    private let state: Mutex<State>
    private let largest: Int
    private let fault: (any Error)?

    init(_ bytes: some Sequence<UInt8>, seed: Int, largest: Int = 20, fault: (any Error)? = nil) {
        state = Mutex(State(rest: Array(bytes)[...], numbers: SeededNumbers(seed: seed)))
        self.largest = largest
        self.fault = fault
    }

    func read() async throws -> [UInt8]? {
        let piece = state.withLock { state -> [UInt8]? in
            guard !state.rest.isEmpty else { return nil }
            let count = Int.random(in: 0...largest, using: &state.numbers)
            defer { state.rest = state.rest.dropFirst(count) }
            return Array(state.rest.prefix(count))
        }
        if piece == nil, let fault { throw fault }
        return piece
    }
}
