// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
import Lambda
import Waiting

/// The bytes of an object as they arrive: ranges that are requested ahead, a few at a time.
///
/// All of them belong to the version of the object that it had at the start: if it's replaced in the meantime, reading
/// fails. So does reading the last bytes if the whole doesn't match the object's CRC-32.
package actor ObjectDownload: ByteSource {
    package nonisolated let object: ObjectAddress
    package nonisolated let head: ObjectHead
    private let store: any ReadableObjects
    private let limits: Limits
    private let sleep: @Sendable (Duration) async throws -> Void

    package struct Limits: Sendable {
        /// The size of a range.
        package var range = 4 << 20
        /// How many ranges are kept in memory or requested.
        package var ahead = 3
        /// A range that fails is requested in pieces of a quarter of its size, down to this one.
        package var smallestRange = 256 << 10
        /// How often in a row a request may fail. Each of them is repeated by the service's own rules before that.
        package var attempts = 5
        package var backoff = Backoff(first: .milliseconds(200), longest: .seconds(10))

        package init() {}
    }

    /// Where the next range starts.
    private var requested: Int
    private var ranges: [OwnedTask<[UInt8]>] = []
    private var current: ArraySlice<UInt8> = []
    private var position: Int
    private var sum: CRC32?
    /// At most this many bytes are returned at once.
    private static let pieceSize = 256 << 10

    /// Finds the object. Its bytes are requested with the first read.
    ///
    /// - Parameter start: the first byte to read, to go on after an earlier download. The check of the whole is left out
    ///   then.
    package static func open(
        _ object: ObjectAddress, in store: any ReadableObjects, from start: Int = 0, limits: Limits = Limits(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) async throws(ObjectFault) -> ObjectDownload {
        let head: ObjectHead?
        do throws(LambdaError) { head = try await store.head(of: object) } catch { throw ObjectFault(error) }
        guard let head else { throw .missing }
        return ObjectDownload(object, head, in: store, from: start, limits: limits, sleep: sleep)
    }

    private init(
        _ object: ObjectAddress, _ head: ObjectHead, in store: any ReadableObjects, from start: Int, limits: Limits,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.object = object
        self.head = head
        self.store = store
        self.limits = limits
        self.sleep = sleep
        requested = start
        position = start
        sum = start == 0 && head.crc32 != nil ? CRC32() : nil
    }

    /// Throws `ObjectFault`, and `CancellationError` as soon as the task is cancelled.
    package func read() async throws -> [UInt8]? {
        try Task.checkCancellation()
        if current.isEmpty {
            request()
            guard !ranges.isEmpty else { return nil }
            current = try await next()[...]
            request()
        }
        let piece = Array(current.prefix(Self.pieceSize))
        current = current.dropFirst(piece.count)
        position += piece.count
        try check(piece)
        return piece
    }

    private func next() async throws -> [UInt8] {
        do { return try await ranges.removeFirst().value() } catch ObjectFault.cancelled { throw CancellationError() }
    }

    private func check(_ piece: [UInt8]) throws(ObjectFault) {
        guard var sum else { return }
        sum.update(piece[...])
        self.sum = sum
        if position == head.size, sum.value != head.crc32 { throw .damaged }
    }

    private func request() {
        while requested < head.size, ranges.count < limits.ahead {
            let range = requested..<min(requested + limits.range, head.size)
            requested = range.upperBound
            let request = RangeRequest(
                object: object, etag: head.etag, store: store, limits: limits, sleep: sleep)
            ranges.append(OwnedTask { try await request.bytes(range) })
        }
    }
}

/// Reads one range, whatever happens to its connections.
private struct RangeRequest: Sendable {
    let object: ObjectAddress
    let etag: String
    let store: any ReadableObjects
    let limits: ObjectDownload.Limits
    let sleep: @Sendable (Duration) async throws -> Void

    func bytes(_ range: Range<Int>) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var size = range.count
        var failures = 0
        while bytes.count < range.count {
            let start = range.lowerBound + bytes.count
            do throws(LambdaError) {
                let part = try await store.read(object, start..<min(start + size, range.upperBound), etag: etag)
                if bytes.isEmpty { bytes = part } else { bytes += part }
                failures = 0
            } catch {
                failures += 1
                switch error.kind {
                case _ where error.code == S3Code.preconditionFailed || error.status == 404:
                    throw ObjectFault.changed
                case .network where failures < limits.attempts, .timeout where failures < limits.attempts:
                    // So that a connection that always ends early still makes progress.
                    size = max(size / 4, min(limits.smallestRange, range.count))
                case .service
                where failures < limits.attempts && (error.isThrottle || error.status.map { $0 >= 500 } ?? false):
                    break
                default: throw ObjectFault(error)
                }
                try await sleep(limits.backoff.wait(after: failures, random: .random(in: 0...1)))
            }
        }
        return bytes
    }
}
