// SPDX-License-Identifier: GPL-3.0-or-later

/// One event on its way to a function.
struct Invocation: Sendable, Hashable {
    /// AWS's request id, a UUID.
    var id: String
    var payload: [UInt8]
    /// With the qualifier that the caller gave.
    var functionARN: String
    /// JSON text.
    var clientContext: String?
    var tenantId: String?
}

/// How an invocation ended.
struct InvocationResult: Sendable, Hashable {
    var payload: [UInt8]
    var failed: Bool
    /// The last 4 KB of the log.
    var log: [UInt8] = []
}

/// How a runtime's process ended.
enum ProcessEnd: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
    /// The process could not be started at all.
    case notStarted(reason: String)
}
