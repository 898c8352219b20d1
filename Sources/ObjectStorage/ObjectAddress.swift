// SPDX-License-Identifier: GPL-3.0-or-later

/// The address of an object in S3, written `s3://BUCKET/KEY`.
package struct ObjectAddress: Sendable, Hashable, CustomStringConvertible {
    package static let scheme = "s3://"

    package let bucket: String
    /// Any text of 1 to 1,024 bytes. It isn't percent-encoded.
    package let key: String

    package init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// Whether `text` is meant to be an address, valid or not.
    package static func isMeant(by text: String) -> Bool { text.utf8.starts(with: scheme.utf8) }

    /// Reads an address with a key.
    package init(parsing text: String) throws(AddressFault) {
        let (bucket, key) = try Self.parts(text)
        guard !key.isEmpty, !key.hasSuffix("/") else { throw .noKey(text) }
        self.init(bucket: bucket, key: key)
    }

    /// Reads `s3://BUCKET` or `s3://BUCKET/PREFIX`; the key may be empty, and may end with a slash.
    package init(parsingPrefix text: String) throws(AddressFault) {
        let (bucket, key) = try Self.parts(text)
        self.init(bucket: bucket, key: key)
    }

    private static func parts(_ text: String) throws(AddressFault) -> (bucket: String, key: String) {
        guard isMeant(by: text) else { throw .otherScheme(text) }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        let bucketEnd = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        let bucket = String(Substring(rest[..<bucketEnd]))
        guard !bucket.isEmpty else { throw .noBucket(text) }
        guard isBucketName(bucket) else { throw .invalidBucket(bucket) }
        let key = String(Substring(rest[bucketEnd...].dropFirst()))
        guard key.utf8.count <= 1_024 else { throw .longKey(text) }
        return (bucket, key)
    }

    /// The rules of Amazon S3 User Guide, "General purpose bucket naming rules", and the wider ones of old buckets.
    private static func isBucketName(_ name: String) -> Bool {
        (3...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    package var description: String { "\(Self.scheme)\(bucket)/\(key)" }
}

/// Why a text isn't the address of an object.
package enum AddressFault: Error, Sendable, Equatable {
    case otherScheme(String)
    case noBucket(String)
    case invalidBucket(String)
    case noKey(String)
    case longKey(String)

    package var message: String {
        switch self {
        case .otherScheme(let text): "`\(text)` isn't an address in S3"
        case .noBucket(let text): "`\(text)` has no bucket"
        case .invalidBucket(let name): "`\(name)` isn't a valid bucket name"
        case .noKey(let text): "`\(text)` has no key: it names a bucket or a folder, not an object"
        case .longKey: "the key is longer than 1,024 bytes"
        }
    }

    package var hint: String? {
        switch self {
        case .invalidBucket: "bucket names have 3 to 63 lower-case letters, digits, periods and hyphens"
        case .otherScheme, .noBucket, .noKey: "write s3://BUCKET/KEY"
        case .longKey: nil
        }
    }
}
