// SPDX-License-Identifier: GPL-3.0-or-later

package import Base

/// Why a request's signature was rejected.
package enum SignatureFailure: Error, Sendable, Hashable {
    case missingAuthorization
    case unknownAlgorithm(String)
    case incompleteAuthorization(missing: [String])
    case malformedCredential(String)
    case missingDate
    case dateOutsideScope(date: String, scope: String)
    case wrongRegion(String, expected: String)
    case wrongService(String, expected: String)
    case unsignedHeader(String)
    case unknownAccessKey(String)
    case wrongSessionToken
    case expired(signed: Timestamp, now: Timestamp, window: Int)
    case notYetCurrent(signed: Timestamp, now: Timestamp, window: Int)
    case payloadHashMismatch
    case signatureMismatch
}
