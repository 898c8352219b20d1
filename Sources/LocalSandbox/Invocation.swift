// SPDX-License-Identifier: GPL-3.0-or-later

/// One event to be handled by a function.
package struct Invocation: Sendable, Hashable {
    /// AWS's request id, a UUID.
    package var id: String
    package var payload: [UInt8]
    /// Includes the caller's qualifier.
    package var functionARN: String
    /// JSON text.
    package var clientContext: String?
    package var tenantId: String?
    /// The caller's trace header, for example `Root=1-…;Parent=…;Sampled=1`.
    package var trace: String?

    package init(
        id: String, payload: [UInt8], functionARN: String, clientContext: String? = nil, tenantId: String? = nil,
        trace: String? = nil
    ) {
        self.id = id
        self.payload = payload
        self.functionARN = functionARN
        self.clientContext = clientContext
        self.tenantId = tenantId
        self.trace = trace
    }
}

/// A part of a result that the function streams.
package enum StreamedPart: Sendable, Hashable {
    /// The first one: the media type, if the runtime sent one.
    case start(mediaType: String?)
    case bytes([UInt8])
}

/// How an invocation ended.
package struct InvocationResult: Sendable, Hashable {
    package var payload: [UInt8]
    package var failed: Bool
    /// The embedded Lambda shut down during the invocation; the function isn't at fault.
    package var isInterrupted = false
    /// The last 4 KB of the log.
    package var log: [UInt8] = []

    package init(payload: [UInt8], failed: Bool, isInterrupted: Bool = false, log: [UInt8] = []) {
        self.payload = payload
        self.failed = failed
        self.isInterrupted = isInterrupted
        self.log = log
    }
}

/// How a runtime's process ended.
package enum ProcessEnd: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
    /// The process couldn't be started.
    case notStarted(reason: String)
}
