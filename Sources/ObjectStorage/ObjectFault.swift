// SPDX-License-Identifier: GPL-3.0-or-later

package import Lambda

/// Why an object wasn't read or written.
package enum ObjectFault: Error, Sendable {
    /// The bucket or the object doesn't exist.
    case missing(ObjectAddress)
    /// There's an object already, which must not be replaced.
    case exists(ObjectAddress)
    /// Something else wrote the object in the meantime.
    case changed(ObjectAddress)
    /// The bytes don't match the object's checksum or size.
    case damaged(ObjectAddress)
    /// The upload to resume isn't there any longer.
    case uploadGone(ObjectAddress)
    /// The object is larger than S3 allows.
    case tooLarge(ObjectAddress)
    case service(LambdaError, ObjectAddress)
    /// The bytes to upload couldn't be read.
    case source(any Error)
    case cancelled

    init(_ error: LambdaError, _ object: ObjectAddress) {
        self = error.kind == .cancelled ? .cancelled : .service(error, object)
    }
}

extension ObjectFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let object): "\(object) doesn't exist"
        case .exists(let object): "\(object) already exists"
        case .changed(let object): "\(object) was changed by something else in the meantime"
        case .damaged(let object): "\(object) is damaged: its bytes don't match its checksum"
        case .uploadGone(let object): "can't resume the upload to \(object): S3 doesn't have its parts any longer"
        case .tooLarge(let object): "can't write \(object): it's larger than S3's limit of 10,000 parts"
        case .service(let error, let object): "\(object): \(error)"
        case .source(let error): "can't read what to upload: \(error)"
        case .cancelled: "the transfer was cancelled"
        }
    }

    /// What to do about it.
    package var hint: String? {
        switch self {
        case .missing(let object): "check the key; Tab completes it after `s3://\(object.bucket)/`"
        case .exists, .source, .tooLarge, .cancelled: nil
        case .changed: "run this again"
        case .damaged: "run this again; if it fails again, the object must be uploaded again"
        case .uploadGone: "start the upload again"
        case .service(let error, _): error.hint
        }
    }
}
