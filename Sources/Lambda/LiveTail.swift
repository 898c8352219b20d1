// SPDX-License-Identifier: GPL-3.0-or-later

/// What to follow with Live Tail (CloudWatch Logs' operation StartLiveTail).
package struct LiveTailQuery: Sendable, Equatable {
    /// The log group's ARN, without `:*` at its end.
    package var group: String
    /// In CloudWatch's filter pattern syntax.
    package var pattern: String?

    package init(group: String, pattern: String? = nil) {
        self.group = group
        self.pattern = pattern
    }
}

/// A Live Tail session, which has been started.
package protocol LiveTailSession: Sendable {
    /// Waits for the next update; the service sends one every second. nil once the session has been open for as long as
    /// the service allows, which is three hours. Throws `LambdaError`; then and after nil, the session is over.
    func next() async throws(LambdaError) -> LiveTailUpdate?
}

/// The log events of a second.
package struct LiveTailUpdate: Sendable, Equatable {
    package var events: [LogEvent]
    /// There were too many events, and some of them aren't included.
    package var isSampled: Bool

    package init(events: [LogEvent], isSampled: Bool = false) {
        self.events = events
        self.isSampled = isSampled
    }
}
