// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a response with a success status doesn't match the service's table.
package enum AnswerFault: Error, Sendable, Equatable {
    case malformedJSON
    /// What's wrong, and where.
    case malformedXML(String)
    /// The element that the response should contain.
    case missingElement(String)
    case malformedEventStream(EventStreamError)
    /// An event stream that the service ended with an error.
    case failedStream(code: String, message: String)
}
