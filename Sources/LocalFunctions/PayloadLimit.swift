// SPDX-License-Identifier: GPL-3.0-or-later

/// The size limits of an invocation on AWS, in bytes.
package enum PayloadLimit {
    package static let request = 6_291_456
    package static let event = 1_048_576
    /// A result may be slightly larger than a request.
    package static let response = request + 100
    package static let streamedResponse = 200 * 1_048_576
    /// As base64.
    package static let clientContext = 3_583
}
