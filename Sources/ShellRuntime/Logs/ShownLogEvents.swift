// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda

/// Which log events were shown, so that each is shown once, although several reads and Live Tail sessions return it.
///
/// Live Tail's events have no ID, so events are compared by their stream, time and message. A function may log the same
/// line twice in a millisecond; such lines are counted. Each read and each session returns an event once, so there are at
/// least as many equal events as one of them returned.
struct ShownLogEvents: Sendable {
    private struct Key: Hashable {
        let stream: String
        let timestamp: Int
        let message: Substring

        init(_ event: LogEvent) {
            stream = event.stream
            timestamp = event.timestamp
            let last = event.message.utf8.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            message = last.map { event.message[...$0] } ?? ""
        }
    }

    /// How late an event may arrive, in milliseconds, compared with events that have a later time.
    private static let lateness = 10_000
    /// How long events are remembered, in milliseconds: longer than any read goes back.
    private static let memory = 60_000

    private var counts: [Key: Int] = [:]
    private var countsInSession: [Key: Int] = [:]
    /// Everything before was shown, except for events that arrive late. Milliseconds since 1970.
    private var newest = Int.min
    /// Events are only forgotten once in a while, because that takes time.
    private var forgottenUntil = Int.min

    init() {}

    /// The events of a whole read that weren't shown yet, ordered by time.
    mutating func new(inRead events: [LogEvent], at now: Int) -> [LogEvent] {
        var countsInRead: [Key: Int] = [:]
        let new = new(events, &countsInRead)
        advance(to: events, now)
        return new
    }

    /// The events of an update that weren't shown yet, ordered by time.
    ///
    /// - Parameter isComplete: whether everything before them was shown.
    mutating func new(inUpdate events: [LogEvent], isComplete: Bool, at now: Int) -> [LogEvent] {
        var counts: [Key: Int] = [:]
        swap(&counts, &countsInSession)
        let new = new(events, &counts)
        swap(&counts, &countsInSession)
        if isComplete { advance(to: events, now) }
        return new
    }

    mutating func beginSession() { countsInSession = [:] }

    /// Where the next read begins, in milliseconds since 1970; nil for the beginning.
    var start: Int? { newest == .min ? nil : newest - Self.lateness }

    private mutating func new(_ events: [LogEvent], _ found: inout [Key: Int]) -> [LogEvent] {
        var new: [LogEvent] = []
        for event in events {
            let key = Key(event)
            found[key, default: 0] += 1
            guard found[key, default: 0] > counts[key, default: 0] else { continue }
            counts[key, default: 0] += 1
            new.append(event)
        }
        return new.sorted { $0.timestamp < $1.timestamp }
    }

    private mutating func advance(to events: [LogEvent], _ now: Int) {
        // An event of the future must not hide those that follow.
        for event in events { newest = max(newest, min(event.timestamp, now)) }
        guard newest > .min, newest - 2 * Self.memory > forgottenUntil else { return }
        forgottenUntil = newest - Self.memory
        let limit = forgottenUntil
        counts = counts.filter { $0.key.timestamp >= limit }
        countsInSession = countsInSession.filter { $0.key.timestamp >= limit }
    }
}
