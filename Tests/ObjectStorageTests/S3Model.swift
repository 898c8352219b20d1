// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ObjectStorage

/// What S3 has: at most one object and one upload, with the rules that matter to transfers.
struct S3Model {
    struct Stored: Equatable {
        var bytes: [UInt8]
        var etag: String
    }

    enum Refusal: Error {
        case uploadGone, condition, badDigest
    }

    private(set) var object: Stored?
    private(set) var uploads: [String: [Int: Stored]] = [:]
    private var writes = 0

    init(object: [UInt8]? = nil) {
        if let object { self.object = Stored(bytes: object, etag: "\"0\"") }
    }

    private mutating func newTag() -> String {
        writes += 1
        return "\"\(writes)\""
    }

    private func check(_ condition: WriteCondition) throws(Refusal) {
        let isMet =
            switch condition {
            case .none: true
            case .absent: object == nil
            case .unchanged(let etag): object?.etag == etag
            }
        guard isMet else { throw .condition }
    }

    mutating func put(_ bytes: [UInt8], crc32: UInt32, if condition: WriteCondition) throws(Refusal) -> String {
        guard CRC32.of(bytes[...]) == crc32 else { throw .badDigest }
        try check(condition)
        let tag = newTag()
        object = Stored(bytes: bytes, etag: tag)
        return tag
    }

    mutating func create() -> String {
        let upload = "upload-\(newTag())"
        uploads[upload] = [:]
        return upload
    }

    mutating func uploadPart(_ bytes: [UInt8], crc32: UInt32, number: Int, of upload: String) throws(Refusal) -> String
    {
        guard uploads[upload] != nil else { throw .uploadGone }
        guard CRC32.of(bytes[...]) == crc32 else { throw .badDigest }
        let tag = newTag()
        uploads[upload]?[number] = Stored(bytes: bytes, etag: tag)
        return tag
    }

    func parts(of upload: String) throws(Refusal) -> [UploadedPart] {
        guard let parts = uploads[upload] else { throw .uploadGone }
        return parts.sorted { $0.key < $1.key }.map { number, part in
            UploadedPart(
                number: number, size: part.bytes.count, etag: part.etag, crc32: CRC32.of(part.bytes[...]))
        }
    }

    mutating func complete(
        _ upload: String, _ parts: [UploadedPart], crc32: UInt32?, if condition: WriteCondition
    ) throws(Refusal) -> String {
        guard let stored = uploads[upload] else { throw .uploadGone }
        var bytes: [UInt8] = []
        for part in parts {
            guard let found = stored[part.number], found.etag == part.etag else { throw .badDigest }
            bytes += found.bytes
        }
        guard crc32 == nil || crc32 == CRC32.of(bytes[...]) else { throw .badDigest }
        try check(condition)
        uploads[upload] = nil
        let tag = newTag()
        object = Stored(bytes: bytes, etag: tag)
        return tag
    }

    mutating func abort(_ upload: String) { uploads[upload] = nil }

    /// Another program writes the object.
    mutating func replace(with bytes: [UInt8]) { object = Stored(bytes: bytes, etag: newTag()) }

    var hasUnfinishedParts: Bool { uploads.values.contains { !$0.isEmpty } }

    var head: ObjectHead? {
        object.map { ObjectHead(size: $0.bytes.count, etag: $0.etag, crc32: CRC32.of($0.bytes[...])) }
    }
}
