// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import Lambda

/// The events of a response that's read as it arrives. Damage and the service's errors are thrown as `LambdaError`.
struct EventStreamReader: Sendable {
    private var decoder = EventStreamDecoder()
    private let damageHint: String?
    private let errorHint: String?
    private let mayHaveRun: Bool

    /// - Parameters:
    ///   - damageHint: what damage to the stream means for the user.
    ///   - errorHint: what an error of the service means for the user.
    ///   - mayHaveRun: whether the request runs a function.
    init(damageHint: String? = nil, errorHint: String? = nil, mayHaveRun: Bool = false) {
        self.damageHint = damageHint
        self.errorHint = errorHint
        self.mayHaveRun = mayHaveRun
    }

    mutating func append(_ bytes: [UInt8]) { decoder.append(bytes) }

    /// The next event; nil until more bytes arrive.
    mutating func next() throws(LambdaError) -> EventStreamMessage? {
        while let message = try nextMessage() {
            switch message.type {
            case "event": return message
            case "exception", "error": throw error(of: message)
            default: continue
            }
        }
        return nil
    }

    /// Checks that the stream ended at the end of a message.
    func finish() throws(LambdaError) {
        do throws(EventStreamError) { try decoder.finish() } catch { throw damage(error) }
    }

    private mutating func nextMessage() throws(LambdaError) -> EventStreamMessage? {
        do throws(EventStreamError) { return try decoder.next() } catch { throw damage(error) }
    }

    private func error(of message: EventStreamMessage) -> LambdaError {
        let details = try? JSONValue(parsing: message.payload)
        let text = details?["message"]?.string ?? details?["Message"]?.string ?? message.fields[":error-message"]
        return LambdaError(
            .service, code: message.exceptionType ?? "UnknownException",
            message: text ?? "the service didn't say why", hint: errorHint, mayHaveRun: mayHaveRun)
    }

    private func damage(_ error: EventStreamError) -> LambdaError {
        let what =
            switch error {
            case .preludeChecksum, .messageChecksum: "wrong checksum"
            case .impossibleLength: "invalid length"
            case .malformedHeaders: "invalid headers"
            case .truncated: "it ends in the middle of a message"
            }
        return LambdaError(
            .network, code: "BrokenStream", message: "the stream is damaged: \(what)", hint: damageHint,
            mayHaveRun: mayHaveRun)
    }
}
