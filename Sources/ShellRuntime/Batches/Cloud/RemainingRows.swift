// SPDX-License-Identifier: GPL-3.0-or-later

import CloudRuns
import JSON
import ObjectStorage
import Waiting

/// The uploaded rows of an attempt that have no outcome yet, as the bytes of further objects. Each line is passed on as
/// it is, and only a piece at a time is in memory.
actor RemainingRows: ByteSource {
    /// The objects that haven't been opened yet.
    private var waiting: ArraySlice<ObjectAddress>
    private let objects: S3Objects
    private let coverage: RunCoverage
    private let objectSize: Int
    private var download: ObjectDownload?
    /// The beginning of a line whose rest hasn't been read.
    private var partial: [UInt8] = []
    /// Lines that were read ahead.
    private var ahead: [UInt8] = []
    /// The bytes of the current object so far.
    private var position = 0
    private(set) var count = 0

    /// Smaller ranges than usual: the parts of the upload are in memory at the same time.
    private static let limits = {
        var limits = ObjectDownload.Limits()
        limits.range = 1 << 20
        return limits
    }()

    /// - Parameter objectSize: the bytes after which an object ends.
    init(_ record: RunRecord, _ objects: S3Objects, without coverage: RunCoverage, objectSize: Int) {
        waiting =
            record.attempt.objects.indices.map { number in
                ObjectAddress(
                    bucket: record.place.bucket, key: record.place.rows(of: record.attemptNumber, number))
            }[...]
        self.objects = objects
        self.coverage = coverage
        self.objectSize = objectSize
    }

    /// Whether there are rows for another object.
    func beginObject() async throws -> Bool {
        position = 0
        if ahead.isEmpty { ahead = try await nextLines() ?? [] }
        return !ahead.isEmpty
    }

    /// nil at the end of the current object.
    func read() async throws -> [UInt8]? {
        guard position < objectSize else { return nil }
        var lines = ahead
        ahead = []
        if lines.isEmpty {
            guard let next = try await nextLines() else { return nil }
            lines = next
        }
        position += lines.count
        return lines
    }

    /// Whole lines without an outcome, at least one; nil at the end of all objects.
    private func nextLines() async throws -> [UInt8]? {
        while true {
            if download == nil {
                guard let object = waiting.popFirst() else { return nil }
                download = try await ObjectDownload.open(object, in: objects, limits: Self.limits)
            }
            guard let piece = try await download?.read() else {
                download = nil
                continue
            }
            let lines = try remaining(partial.isEmpty ? piece : partial + piece)
            if !lines.isEmpty { return lines }
        }
    }

    /// The lines in `bytes` that have no outcome; keeps what follows the last newline.
    private func remaining(_ bytes: [UInt8]) throws -> [UInt8] {
        var lines: [UInt8] = []
        var start = 0
        while true {
            let end = bytes.span.endOfLine(from: start)
            guard end < bytes.count else { break }
            guard let index = UploadedRow.index(of: bytes[start...end]) else { throw UnreadableRow() }
            if !coverage.isSettled(index) {
                lines += bytes[start...end]
                count += 1
            }
            start = end + 1
        }
        partial = Array(bytes[start...])
        return lines
    }
}

/// A line that lamsh didn't write.
struct UnreadableRow: Error, CustomStringConvertible {
    let description = "another program changed the uploaded rows"
}
