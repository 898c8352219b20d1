// SPDX-License-Identifier: GPL-3.0-or-later

package import Waiting

/// The type of an invocation, in AWS's spelling (header X-Amz-Invocation-Type).
package enum InvocationType: String, Sendable, CaseIterable {
    case requestResponse = "RequestResponse"
    case event = "Event"
    case dryRun = "DryRun"
}

/// One invocation, as the shell requests it.
package struct InvocationRequest: Sendable {
    /// A name, a partial ARN or an ARN, sent unchanged.
    package var function: String
    package var qualifier: String?
    package var type: InvocationType = .requestResponse
    /// The bytes to send; nil sends no body.
    package var payload: [UInt8]?
    /// Requests the last 4 KB of the log (LogType Tail).
    package var wantsLog = false
    /// JSON text, not base64.
    package var clientContext: [UInt8]?
    package var tenantId: String?
    /// How long to wait for the response; nil: as long as a function may run.
    package var timeout: Duration?
    /// How many times the request may be sent; nil: the connection's rules decide.
    package var maxAttempts: Int?

    /// How many times the request may be sent again although it may have run the function.
    package var retries = 0
    /// Raised when an unsent request is no longer needed: a wait for keys then ends with an error of the kind
    /// `recalled`. A request under way isn't affected.
    package var recall: StopSignal?

    package init(function: String) { self.function = function }
}

/// The service's response to an invocation.
package struct InvocationOutcome: Sendable {
    /// The HTTP status: 200, 202 for an event, 204 for a dry run.
    package var status: Int
    /// The bytes as received; empty for events and dry runs.
    package var payload: [UInt8]
    /// The value of X-Amz-Function-Error; any value means that the function failed.
    package var functionError: String?
    package var executedVersion: String?
    package var requestId: String?
    /// The decoded log tail.
    package var log: String?
    /// From sending the request to the last byte of the response.
    package var duration: Duration

    package init(
        status: Int, payload: [UInt8] = [], functionError: String? = nil, executedVersion: String? = nil,
        requestId: String? = nil, log: String? = nil, duration: Duration = .zero
    ) {
        self.status = status
        self.payload = payload
        self.functionError = functionError
        self.executedVersion = executedVersion
        self.requestId = requestId
        self.log = log
        self.duration = duration
    }
}
