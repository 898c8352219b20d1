// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// Where a run is, as the engine reports it.
package struct RunStatus: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        case running
        case succeeded
        case failed
        case stopped
        /// The engine doesn't know the run any longer.
        case deleted
        /// A state that lamsh doesn't know; it's shown, and the run is followed as if it ran.
        case other(String)

        /// From Step Functions' name.
        package init(name: String) {
            switch name {
            case "RUNNING": self = .running
            case "SUCCEEDED": self = .succeeded
            case "FAILED", "TIMED_OUT": self = .failed
            case "ABORTED": self = .stopped
            default: self = .other(name)
            }
        }

        package var isFinal: Bool {
            switch self {
            case .succeeded, .failed, .stopped, .deleted: true
            case .running, .other: false
            }
        }

        /// In lower case, for people.
        package var text: String {
            switch self {
            case .running: "running"
            case .succeeded: "done"
            case .failed: "failed"
            case .stopped: "stopped"
            case .deleted: "deleted"
            case .other(let name): name.lowercased()
            }
        }
    }

    package var state: State
    /// How many rows are in each state; nil until the engine knows.
    package var rows: RowCounts?
    /// Whether the engine still ends calls or writes results, although the run itself has ended.
    package var isWindingDown = false
    /// Why it failed: a name and an explanation.
    package var error: String?
    package var cause: String?
    /// Since when, in milliseconds since 1970.
    package var started: Int?
    /// How often it was continued after an end; nil if the engine doesn't say.
    package var continuations: Int?

    package init(_ state: State, rows: RowCounts? = nil) {
        self.state = state
        self.rows = rows
    }

    /// How many rows end in a second since the start, and in how many seconds all will have ended at that rate; nil if
    /// there's nothing to tell it from.
    ///
    /// - Parameter now: milliseconds since 1970.
    package func pace(now: Int) -> (rate: Double, left: Double)? {
        // After a continuation, some of the rows ended before it.
        guard state == .running, continuations ?? 0 == 0, let started, let rows, rows.done > 0, now > started else {
            return nil
        }
        let rate = Double(rows.done) / (Double(now - started) / 1_000)
        return (rate, Double(max(0, rows.total - rows.done)) / rate)
    }

    /// Nothing will change any longer.
    package var isOver: Bool { state.isFinal && !isWindingDown }
}

/// Rows by state (`itemCounts` of DescribeMapRun).
package struct RowCounts: Sendable, Equatable {
    package var total = 0
    package var pending = 0
    package var running = 0
    package var succeeded = 0
    package var failed = 0
    package var timedOut = 0
    package var aborted = 0

    package init() {}

    /// Rows that wait to be started.
    package init(pending: Int) {
        total = pending
        self.pending = pending
    }

    package init(itemCounts: JSONValue) {
        func count(_ name: String) -> Int { itemCounts[name]?.int ?? 0 }
        total = count("total")
        pending = count("pending") + count("pendingRedrive")
        running = count("running")
        succeeded = count("succeeded")
        failed = count("failed")
        timedOut = count("timedOut")
        aborted = count("aborted")
    }

    /// Rows whose call has ended, one way or another.
    package var done: Int { succeeded + failed + timedOut + aborted }
}
