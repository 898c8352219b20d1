// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalSandbox

/// An event that was accepted, with all that is needed to run it later, also by another process.
struct QueuedEvent: Sendable, Codable {
    /// AWS's request id, the same for each attempt.
    var id: String
    var function: String
    /// As the caller gave it.
    var qualifier: String?
    var functionARN: String
    var payload: Data
    var clientContext: String?
    var tenantId: String?
    /// Milliseconds since the epoch.
    var accepted: Int64
    /// Attempts in which the function failed.
    var failures = 0
    /// Milliseconds since the epoch; the next attempt is not made before.
    var due: Int64
    /// It tells of another event, and has no destinations of its own.
    var isRecord = false

    init(_ invocation: Invocation, function: String, qualifier: String?, accepted: Int64) {
        id = invocation.id
        self.function = function
        self.qualifier = qualifier
        functionARN = invocation.functionARN
        payload = Data(invocation.payload)
        clientContext = invocation.clientContext
        tenantId = invocation.tenantId
        self.accepted = accepted
        due = accepted
    }

    var invocation: Invocation {
        Invocation(
            id: id, payload: Array(payload), functionARN: functionARN, clientContext: clientContext,
            tenantId: tenantId)
    }
}
