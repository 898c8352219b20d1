// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Events for one subscriber, collected into batches.
struct TelemetryBuffer: Sendable {
    let limits: TelemetrySubscription.Buffering
    private var texts: [[UInt8]] = []
    private var size = 0

    init(limits: TelemetrySubscription.Buffering) { self.limits = limits }

    enum Action: Sendable {
        case none
        /// The event is the first of a batch, which must be sent when the time is up.
        case startTimer
        case send([UInt8])
    }

    /// - Parameter event: JSON text.
    mutating func append(_ event: [UInt8]) -> Action {
        texts.append(event)
        size += event.count
        if texts.count >= limits.maxItems || size >= limits.maxBytes, let batch = takeBatch() { return .send(batch) }
        return texts.count == 1 ? .startTimer : .none
    }

    /// A JSON array; nil if there's nothing to send.
    mutating func takeBatch() -> [UInt8]? {
        guard !texts.isEmpty else { return nil }
        defer { (texts, size) = ([], 0) }
        return Array("[".utf8) + texts.joined(separator: ",".utf8) + Array("]".utf8)
    }
}
