// SPDX-License-Identifier: GPL-3.0-or-later

package import Lambda

/// What's known about an object without reading it.
package struct ObjectHead: Sendable, Equatable {
    /// In bytes.
    package var size: Int
    /// With its quotation marks, as S3 compares it.
    package var etag: String
    /// The CRC-32 of the whole object; nil if S3 has another checksum, or none.
    package var crc32: UInt32?
    /// nil if the bucket keeps no versions.
    package var version: String?

    package init(size: Int, etag: String, crc32: UInt32? = nil, version: String? = nil) {
        self.size = size
        self.etag = etag
        self.crc32 = crc32
        self.version = version
    }
}

/// A part that S3 has received.
package struct UploadedPart: Sendable, Equatable {
    /// From 1.
    package var number: Int
    package var size: Int
    package var etag: String
    /// nil if S3 doesn't return it.
    package var crc32: UInt32?

    package init(number: Int, size: Int, etag: String, crc32: UInt32?) {
        self.number = number
        self.size = size
        self.etag = etag
        self.crc32 = crc32
    }
}

/// What must be true of the key when an object is written to it.
package enum WriteCondition: Sendable, Equatable {
    case none
    /// There's no object yet.
    case absent
    /// The object has this ETag.
    case unchanged(etag: String)
}

/// What a download needs from S3: a port. Both methods are safe to repeat.
package protocol ReadableObjects: Sendable {
    /// nil if the bucket or the object doesn't exist.
    func head(of object: ObjectAddress) async throws(LambdaError) -> ObjectHead?
    /// The bytes in `range`, which isn't empty. The code of the error is `PreconditionFailed` if the object's ETag
    /// isn't `etag` any longer.
    func read(_ object: ObjectAddress, _ range: Range<Int>, etag: String) async throws(LambdaError) -> [UInt8]
}

/// What an upload needs from S3: a port. Cancelling a task cancels its request.
package protocol WritableObjects: Sendable {
    /// Writes an object at once; returns its ETag.
    func put(
        _ bytes: [UInt8], crc32: UInt32, at object: ObjectAddress, if condition: WriteCondition
    ) async throws(LambdaError) -> String
    /// Begins an upload in parts; returns its identifier.
    func createUpload(to object: ObjectAddress) async throws(LambdaError) -> String
    /// Uploads or replaces a part; returns its ETag.
    func uploadPart(
        _ bytes: [UInt8], crc32: UInt32, number: Int, of upload: String, to object: ObjectAddress
    ) async throws(LambdaError) -> String
    /// The parts that S3 has, by number.
    func parts(of upload: String, to object: ObjectAddress) async throws(LambdaError) -> [UploadedPart]
    /// Makes the parts the object; returns its ETag.
    ///
    /// - Parameter crc32: of the whole object; nil if unknown.
    func completeUpload(
        _ upload: String, parts: [UploadedPart], crc32: UInt32?, to object: ObjectAddress, if condition: WriteCondition
    ) async throws(LambdaError) -> String
    /// Deletes an upload and its parts.
    func abortUpload(_ upload: String, to object: ObjectAddress) async throws(LambdaError)
    /// nil if the bucket or the object doesn't exist.
    func head(of object: ObjectAddress) async throws(LambdaError) -> ObjectHead?
}
