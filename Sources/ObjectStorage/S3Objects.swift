// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
package import JSON
package import Lambda

/// The objects that a connection reaches in S3.
package struct S3Objects: ReadableObjects, WritableObjects {
    private let service: any LambdaService

    package init(_ service: any LambdaService) { self.service = service }

    private func call(
        _ operation: StaticString, _ members: JSONObject, payload: [UInt8]? = nil, bytes: Bool = false
    ) async throws(LambdaError) -> OperationAnswer {
        var call = OperationCall(.known("\(operation)", in: .s3), members, payload: payload)
        call.wantsBytes = bytes
        do throws(LambdaError) {
            return try await service.call(call)
        } catch {
            throw DeniedAction("\(operation)", members).explain(error)
        }
    }

    private func everyPage(_ operation: StaticString, _ members: JSONObject = [:]) async throws(LambdaError)
        -> JSONValue
    {
        do throws(LambdaError) {
            return try await service.everyPage(of: OperationCall(.known("\(operation)", in: .s3), members)).value
        } catch {
            throw DeniedAction("\(operation)", members).explain(error)
        }
    }

    private func members(_ object: ObjectAddress, _ more: JSONObject = [:]) -> JSONObject {
        var members: JSONObject = ["Bucket": .string(object.bucket), "Key": .string(object.key)]
        for (name, value) in more { members.set(name, value) }
        return members
    }

    // MARK: Reading

    package func head(of object: ObjectAddress) async throws(LambdaError) -> ObjectHead? {
        do throws(LambdaError) {
            let answer = try await call("HeadObject", members(object, ["ChecksumMode": "ENABLED"]))
            guard let size = answer.value["ContentLength"]?.int, let etag = answer.value["ETag"]?.string else {
                throw LambdaError(unreadable: "HeadObject", answer)
            }
            // Without a type, it's the checksum of an object that was written at once.
            let coversAll = answer.value["ChecksumType"].map { $0 == "FULL_OBJECT" } ?? true
            let sum = answer.value["ChecksumCRC32"]?.string
            // An object from before the bucket kept versions has the version `null`.
            let version = answer.value["VersionId"]?.string
            return ObjectHead(
                size: size, etag: etag, crc32: coversAll ? sum.flatMap(CRC32.value(ofBase64:)) : nil,
                version: version == "null" ? nil : version)
        } catch {
            guard error.kind == .service, error.status == 404 else { throw error }
            return nil
        }
    }

    package func read(
        _ object: ObjectAddress, _ range: Range<Int>, etag: String
    ) async throws(LambdaError) -> [UInt8] {
        let wanted: JSONObject = [
            "Range": .string("bytes=\(range.lowerBound)-\(range.upperBound - 1)"), "IfMatch": .string(etag),
        ]
        let answer = try await call("GetObject", members(object, wanted), bytes: true)
        guard let bytes = answer.bytes, bytes.count == range.count else {
            throw LambdaError(unreadable: "GetObject", answer)
        }
        return bytes
    }

    // MARK: Writing

    package func put(
        _ bytes: [UInt8], crc32: UInt32, at object: ObjectAddress, if condition: WriteCondition
    ) async throws(LambdaError) -> String {
        var members = members(object, ["ChecksumCRC32": .string(CRC32.base64(of: crc32))])
        condition.add(to: &members)
        return try await etag(of: "PutObject", members, payload: bytes)
    }

    package func createUpload(to object: ObjectAddress) async throws(LambdaError) -> String {
        let answer = try await call(
            "CreateMultipartUpload", members(object, ["ChecksumAlgorithm": "CRC32", "ChecksumType": "FULL_OBJECT"]))
        guard let upload = answer.value["UploadId"]?.string else {
            throw LambdaError(unreadable: "CreateMultipartUpload", answer)
        }
        return upload
    }

    package func uploadPart(
        _ bytes: [UInt8], crc32: UInt32, number: Int, of upload: String, to object: ObjectAddress
    ) async throws(LambdaError) -> String {
        let part: JSONObject = [
            "UploadId": .string(upload), "PartNumber": .number(JSONNumber(number)),
            "ChecksumCRC32": .string(CRC32.base64(of: crc32)),
        ]
        return try await etag(of: "UploadPart", members(object, part), payload: bytes)
    }

    package func parts(of upload: String, to object: ObjectAddress) async throws(LambdaError) -> [UploadedPart] {
        let answer = try await everyPage("ListParts", members(object, ["UploadId": .string(upload)]))
        return (answer["Parts"]?.array ?? []).compactMap { part in
            guard let number = part["PartNumber"]?.int, let size = part["Size"]?.int, let etag = part["ETag"]?.string
            else { return nil }
            return UploadedPart(
                number: number, size: size, etag: etag,
                crc32: part["ChecksumCRC32"]?.string.flatMap(CRC32.value(ofBase64:)))
        }
    }

    package func completeUpload(
        _ upload: String, parts: [UploadedPart], crc32: UInt32?, to object: ObjectAddress, if condition: WriteCondition
    ) async throws(LambdaError) -> String {
        let list = parts.map { part -> JSONValue in
            var entry: JSONObject = ["PartNumber": .number(JSONNumber(part.number)), "ETag": .string(part.etag)]
            if let sum = part.crc32 { entry.set("ChecksumCRC32", .string(CRC32.base64(of: sum))) }
            return .object(entry)
        }
        var members = members(
            object, ["UploadId": .string(upload), "MultipartUpload": ["Parts": .array(list)]])
        if let crc32 {
            members.set("ChecksumCRC32", .string(CRC32.base64(of: crc32)))
            members.set("ChecksumType", "FULL_OBJECT")
        }
        condition.add(to: &members)
        return try await etag(of: "CompleteMultipartUpload", members)
    }

    package func abortUpload(_ upload: String, to object: ObjectAddress) async throws(LambdaError) {
        _ = try await call("AbortMultipartUpload", members(object, ["UploadId": .string(upload)]))
    }

    private func etag(
        of operation: StaticString, _ members: JSONObject, payload: [UInt8]? = nil
    ) async throws(LambdaError) -> String {
        let answer = try await call(operation, members, payload: payload)
        guard let etag = answer.value["ETag"]?.string else { throw LambdaError(unreadable: operation, answer) }
        return etag
    }

    // MARK: Listing and deleting

    /// A page of the keys that begin with the key of `prefix`.
    package struct Page: Sendable {
        package var objects: [(key: String, size: Int)]
        /// The prefixes that end with the next slash; only if the list stops at slashes.
        package var folders: [String]
        /// Where the next page starts; nil on the last page.
        package var next: JSONObject?
    }

    /// - Parameters:
    ///   - stopsAtSlashes: combines keys with a slash after the prefix to a folder.
    ///   - start: `Page.next` of the previous page.
    package func page(
        of prefix: ObjectAddress, stopsAtSlashes: Bool = false, from start: JSONObject? = nil
    ) async throws(LambdaError) -> Page {
        var members: JSONObject = ["Bucket": .string(prefix.bucket), "Prefix": .string(prefix.key)]
        if stopsAtSlashes { members.set("Delimiter", "/") }
        for (name, value) in start ?? [:] { members.set(name, value) }
        let operation = ServiceOperation.known("ListObjectsV2", in: .s3)
        let answer = try await call("ListObjectsV2", members).value
        return Page(
            objects: (answer["Contents"]?.array ?? []).compactMap { object in
                object["Key"]?.string.map { ($0, object["Size"]?.int ?? 0) }
            },
            folders: (answer["CommonPrefixes"]?.array ?? []).compactMap { $0["Prefix"]?.string },
            next: operation.paging?.next(after: answer))
    }

    /// The objects whose keys begin with the key of `prefix`, in the order of their keys.
    package func objects(
        under prefix: ObjectAddress
    ) async throws(LambdaError) -> [(key: String, size: Int)] {
        var all: [(key: String, size: Int)] = []
        var start: JSONObject?
        repeat {
            let page = try await page(of: prefix, from: start)
            all += page.objects
            start = page.next
        } while start != nil
        return all
    }

    /// The unfinished uploads whose keys begin with the key of `prefix`.
    package func uploads(
        under prefix: ObjectAddress
    ) async throws(LambdaError) -> [(object: ObjectAddress, upload: String)] {
        let members: JSONObject = ["Bucket": .string(prefix.bucket), "Prefix": .string(prefix.key)]
        let answer = try await everyPage("ListMultipartUploads", members)
        return (answer["Uploads"]?.array ?? []).compactMap { upload in
            guard let key = upload["Key"]?.string, let id = upload["UploadId"]?.string else { return nil }
            return (ObjectAddress(bucket: prefix.bucket, key: key), id)
        }
    }

    /// The names of the buckets.
    package func buckets() async throws(LambdaError) -> [String] {
        return (try await everyPage("ListBuckets")["Buckets"]?.array ?? []).compactMap { $0["Name"]?.string }
    }

    /// Deletes the objects and the unfinished uploads whose keys begin with the key of `prefix`.
    package func removeAll(under prefix: ObjectAddress) async throws(LambdaError) {
        let keys = try await objects(under: prefix).map(\.key)
        if !keys.isEmpty { try await delete(keys, in: prefix.bucket) }
        try await abortUploads(under: prefix)
    }

    /// Deletes the unfinished uploads whose keys begin with the key of `prefix`.
    package func abortUploads(under prefix: ObjectAddress) async throws(LambdaError) {
        for (object, upload) in try await uploads(under: prefix) { try await abortUpload(upload, to: object) }
    }

    /// Deletes objects; those that don't exist count as deleted. Throws the first error.
    package func delete(_ keys: [String], in bucket: String) async throws(LambdaError) {
        // The most that one request may contain.
        let most = 1_000
        for start in stride(from: 0, to: keys.count, by: most) {
            let objects = keys[start..<min(start + most, keys.count)].map { JSONValue.object(["Key": .string($0)]) }
            let answer = try await call(
                "DeleteObjects",
                ["Bucket": .string(bucket), "Delete": ["Objects": .array(objects), "Quiet": true]])
            guard let error = answer.value["Errors"]?.array?.first else { continue }
            throw LambdaError(
                .service, code: error["Code"]?.string ?? "DeletionFailed",
                message: "can't delete \(error["Key"]?.string ?? "an object"): \(error["Message"]?.string ?? "")",
                status: answer.status, requestId: answer.requestId)
        }
    }
}

extension WriteCondition {
    fileprivate func add(to members: inout JSONObject) {
        switch self {
        case .none: break
        case .absent: members.set("IfNoneMatch", "*")
        case .unchanged(let etag): members.set("IfMatch", .string(etag))
        }
    }
}

extension LambdaError {
    fileprivate init(unreadable operation: StaticString, _ answer: OperationAnswer) {
        self.init(
            .network, code: "UnreadableAnswer", message: "the response to \(operation) isn't complete",
            status: answer.status, requestId: answer.requestId)
    }
}
