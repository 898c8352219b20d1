// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
package import LocalSandbox

/// An accepted event, with everything needed to run it later, even in another process.
package struct QueuedEvent: Sendable, Codable {
    /// AWS's request id, the same for every attempt.
    package var id: String
    package var function: String
    /// As passed by the caller.
    var qualifier: String?
    var functionARN: String
    var payload: Data
    /// The caller's trace header.
    var trace: String?
    var tenantId: String?
    /// Milliseconds since the epoch.
    package var accepted: Int64
    /// Attempts in which the function failed.
    var failures = 0
    /// Milliseconds since the epoch; the next attempt isn't made earlier.
    package var due: Int64
    /// It reports on another event, and has no destinations itself.
    var isRecord = false

    package init(_ invocation: Invocation, function: String, qualifier: String?, accepted: Int64) {
        id = invocation.id
        self.function = function
        self.qualifier = qualifier
        functionARN = invocation.functionARN
        payload = Data(invocation.payload)
        trace = invocation.trace
        tenantId = invocation.tenantId
        self.accepted = accepted
        due = accepted
    }

    var invocation: Invocation {
        Invocation(
            id: id, payload: Array(payload), functionARN: functionARN, tenantId: tenantId, trace: trace)
    }
}
