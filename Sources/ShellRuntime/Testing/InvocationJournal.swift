// SPDX-License-Identifier: GPL-3.0-or-later

package import Lambda
import Synchronization

/// The invocations of one test, in the order in which they ended.
package final class InvocationJournal: Sendable {
    /// Invocations beyond this number are only counted.
    package static let limit = 1000
    /// How many bytes of a request or a response are kept.
    package static let payloadLimit = 1 << 16

    private struct State {
        var entries: [RecordedInvocation] = []
        var omitted = 0
    }

    private let state = Mutex(State())
    private let origin: ContinuousClock.Instant

    /// Times are counted from `origin`.
    package init(since origin: ContinuousClock.Instant) { self.origin = origin }

    package var entries: [RecordedInvocation] { state.withLock { $0.entries }.sorted { $0.start < $1.start } }

    /// How many were not kept.
    package var omitted: Int { state.withLock { $0.omitted } }

    func record(_ request: InvocationRequest, since start: ContinuousClock.Instant, _ answer: RecordedInvocation.Answer)
    {
        let entry = RecordedInvocation(
            function: request.function, qualifier: request.qualifier, type: request.type,
            request: request.payload.map(RecordedPayload.init), start: start - origin,
            duration: ContinuousClock.now - start, answer: answer)
        state.withLock { state in
            if state.entries.count < Self.limit { state.entries.append(entry) } else { state.omitted += 1 }
        }
    }
}

/// One invocation as a report shows it.
package struct RecordedInvocation: Sendable {
    package enum Answer: Sendable {
        case outcome(status: Int, payload: RecordedPayload, functionError: String?, requestId: String?, log: String?)
        case failure(LambdaError)
    }

    package let function: String
    package let qualifier: String?
    package let type: InvocationType
    /// nil if nothing was sent.
    package let request: RecordedPayload?
    /// Since the run began.
    package let start: Duration
    package let duration: Duration
    package let answer: Answer
}

/// A payload as text, shortened for the report.
package struct RecordedPayload: Sendable {
    package let text: String
    /// How many bytes were cut off at the end.
    package let omitted: Int

    package init(_ bytes: [UInt8]) {
        text = String(decoding: bytes.prefix(InvocationJournal.payloadLimit), as: UTF8.self)
        omitted = max(0, bytes.count - InvocationJournal.payloadLimit)
    }
}
