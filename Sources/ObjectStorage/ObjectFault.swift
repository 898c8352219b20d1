// SPDX-License-Identifier: GPL-3.0-or-later

package import Lambda

/// Why an object wasn't read or written.
package enum ObjectFault: Error, Sendable {
    /// The bucket or the object doesn't exist.
    case missing
    /// There's an object already, which must not be replaced.
    case exists
    /// Something else wrote the object in the meantime.
    case changed
    /// The bytes don't match the object's checksum.
    case damaged
    /// S3 doesn't have the upload to resume.
    case uploadGone
    /// The object needs more parts than S3 allows.
    case tooLarge
    case service(LambdaError)
    /// The bytes to upload couldn't be read.
    case source(any Error)
    case cancelled

    package init(_ error: LambdaError) { self = error.kind == .cancelled ? .cancelled : .service(error) }
}

extension ObjectFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing: "there's no such bucket or object"
        case .exists: "the object already exists"
        case .changed: "another program changed the object in the meantime"
        case .damaged: "the bytes don't match the object's checksum"
        case .uploadGone: "S3 doesn't have the parts of this upload any longer"
        case .tooLarge: "the object needs more than 10,000 parts, which is S3's limit"
        case .service(let error): "\(error)"
        case .source(let error): "\(error)"
        case .cancelled: "the transfer was cancelled"
        }
    }

    /// What to do about it.
    package var hint: String? {
        switch self {
        case .missing: "check the bucket and the key; Tab completes both after `s3://`"
        case .exists, .source, .tooLarge, .cancelled: nil
        case .changed: "run this again"
        case .damaged: "run this again; if it fails again, the object in S3 is damaged"
        case .uploadGone: "start the upload again"
        case .service(let error): error.hint
        }
    }
}
