// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import Synchronization

/// How an invocation begins and ends, and what the log says of it.
extension Sandbox {
    /// What a runtime made of an invocation.
    enum Outcome: Sendable {
        case response([UInt8])
        /// The payload that describes the error.
        case error([UInt8])
        case failure(InvocationFailure)
    }

    func hand(over invocation: Invocation) -> Delivery {
        shared.withLock(\.process)?.log.drain()
        let start = InvocationReport.start(requestId: invocation.id, version: function.version)
        let (nonce, traceId) = (host.makeId(), TraceId.make(requestId: invocation.id))
        let extensions = shared.withLock { shared in
            shared.nonce = nonce
            shared.delivered = host.clock.now
            startTimer(invocation, &shared)
            return shared.extensions
        }
        log.note(start, isInTail: true)
        let deadline = host.epochMilliseconds() + 1_000 * Int64(debugPort == nil ? function.settings.timeout : 86_400)
        if let extensions, !extensions.isEmpty {
            extensions.telemetry.publish(
                .start(requestId: invocation.id, version: function.version, traceId: traceId))
            extensions.invoke(
                ExtensionEvent.Invoked(
                    requestId: invocation.id, functionARN: invocation.functionARN, traceId: traceId,
                    deadline: deadline))
        }
        return Delivery(invocation: invocation, deadline: deadline, traceId: traceId, nonce: nonce)
    }

    func finish(_ caller: Caller, _ outcome: Outcome) {
        let id = caller.requestId
        let memory = sampleMemory()
        let (report, isStarted, telemetry) = shared.withLock { shared in
            shared.timer?.cancel()
            shared.maxMemoryUsed = memory ?? shared.maxMemoryUsed
            var report = InvocationReport(
                requestId: id, duration: host.clock.now - (shared.delivered ?? shared.started ?? host.clock.now),
                memorySize: function.settings.memorySize, maxMemoryUsed: shared.maxMemoryUsed,
                initDuration: shared.initDuration)
            let isStarted = shared.delivered != nil
            report.status = outcome.status(isStarted: isStarted)
            shared.delivered = nil
            shared.initDuration = nil
            return (report, isStarted, shared.extensions?.telemetry)
        }
        var lines = isStarted ? "" : InvocationReport.start(requestId: id, version: function.version)
        if let failure = outcome.failure {
            lines += "RequestId: \(id) Error: \(failure.reason)\n\(failure.errorType)\n"
        }
        lines += report.lines
        log.note(lines, isInTail: true)
        telemetry?.publish(
            .runtimeDone(
                requestId: id, duration: report.duration, producedBytes: outcome.size, failure: outcome.failure))
        telemetry?.publish(.report(report, failure: outcome.failure))
        caller.continuation.resume(returning: InvocationResult(outcome, requestId: id, log: log.takeTail()))
    }

    /// The process's peak memory, unless it was looked at a moment ago.
    private func sampleMemory() -> Int? {
        let now = host.clock.now
        let process = shared.withLock { shared -> RunningProcess? in
            if let last = shared.memorySampled, now - last < .milliseconds(200) { return nil }
            shared.memorySampled = now
            return shared.process
        }
        return process?.peakMemory()
    }
}

extension Sandbox.Outcome {
    fileprivate var failure: InvocationFailure? {
        if case .failure(let failure) = self { failure } else { nil }
    }

    /// Bytes of the result.
    fileprivate var size: Int {
        switch self {
        case .response(let payload), .error(let payload): payload.count
        case .failure: 0
        }
    }

    /// What the report says.
    fileprivate func status(isStarted: Bool) -> String? {
        switch self {
        case .response: nil
        case .error: isStarted ? nil : "error"
        case .failure(let failure): failure.status
        }
    }
}

extension InvocationResult {
    fileprivate init(_ outcome: Sandbox.Outcome, requestId: String, log: [UInt8]) {
        switch outcome {
        case .response(let payload): self.init(payload: payload, failed: false, log: log)
        case .error(let payload): self.init(payload: payload, failed: true, log: log)
        case .failure(let failure):
            self.init(
                payload: failure.payload(requestId: requestId), failed: true, isInterrupted: failure == .shutDown,
                log: log)
        }
    }
}
