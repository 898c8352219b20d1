// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// An unfinished upload in parts, as it's kept to go on with it later, also in another process.
///
/// It's small whatever the object's size: S3 has the parts themselves.
package struct UploadState: Sendable, Equatable {
    package let object: ObjectAddress
    /// S3's identifier of the upload.
    package let upload: String
    /// How many parts from the first one on S3 has, without a gap.
    package let parts: Int
    /// The bytes in those parts: the source of the rest begins there.
    package let size: Int
    /// Of those bytes; nil if it isn't known. A complete object with the same one is this upload's.
    package let crc32: UInt32?

    package init(object: ObjectAddress, upload: String, parts: Int, size: Int, crc32: UInt32?) {
        self.object = object
        self.upload = upload
        self.parts = parts
        self.size = size
        self.crc32 = crc32
    }

    package var json: JSONValue {
        [
            "bucket": .string(object.bucket), "key": .string(object.key), "upload": .string(upload),
            "parts": .number(JSONNumber(parts)), "size": .number(JSONNumber(size)),
            "crc32": crc32.map { .number(JSONNumber(Int($0))) } ?? .null,
        ]
    }

    /// nil if it isn't the JSON of a state.
    package init?(_ json: JSONValue) {
        guard let bucket = json["bucket"]?.string, let key = json["key"]?.string, let upload = json["upload"]?.string,
            let parts = json["parts"]?.int, let size = json["size"]?.int, parts >= 0, size >= 0
        else { return nil }
        self.init(
            object: ObjectAddress(bucket: bucket, key: key), upload: upload, parts: parts, size: size,
            crc32: json["crc32"]?.int.flatMap(UInt32.init(exactly:)))
    }
}
