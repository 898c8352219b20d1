// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Crypto

/// The hash of a request body that a signature covers.
package enum PayloadHash {
    /// The hash of an empty body.
    package static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    /// Lower-case hexadecimal SHA-256.
    package static func of(_ body: [UInt8]) -> String {
        body.isEmpty ? empty : SHA256.hash(data: body).withBytes(Hexadecimal.encode)
    }

    /// The same as Base64, which Lambda uses for code.
    package static func base64(of body: [UInt8]) -> String { Base64.encode(Array(SHA256.hash(data: body))) }
}

// In place, because creating an array for each digest would be a large part of a request's allocations.
extension SHA256Digest {
    func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe withUnsafeBytes { unsafe body(Span(_bytes: $0.bytes)) }
    }
}

extension HMAC<SHA256>.MAC {
    func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe withUnsafeBytes { unsafe body(Span(_bytes: $0.bytes)) }
    }
}
