// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an answer with a status of success isn't what the service's table describes.
package enum AnswerFault: Error, Sendable, Equatable {
    case malformedJSON
    /// What's wrong, and where.
    case malformedXML(String)
    /// The element that the answer should be in.
    case missingElement(String)
    case malformedEventStream(EventStreamError)
    /// An event stream that the service ended with an error.
    case failedStream(code: String, message: String)
}
