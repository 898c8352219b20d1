// SPDX-License-Identifier: GPL-3.0-or-later

import DequeModule
import HeapModule

/// Decides which waiting event is tried next, in a lane for each function.
///
/// When an event is refused for lack of concurrency, its whole lane pauses: the others would be refused, too. The lane
/// goes on when an event has ended, and at the latest after the delay that AWS has, because capacity can also come from
/// elsewhere. So the work for an event doesn't depend on how many wait with it.
package struct EventLanes {
    private struct Lane {
        var ready: Deque<QueuedEvent> = []
        var delayed: Heap<Delayed> = []
        /// Milliseconds since the epoch; nil: it isn't paused.
        var pausedUntil: Int64?
        /// Refusals after a pause has run out, with no other event started.
        var refusals = 0

        var isEmpty: Bool { ready.isEmpty && delayed.isEmpty }

        mutating func collectDue(_ now: Int64) {
            while let first = delayed.min, first.event.due <= now { ready.append(delayed.removeMin().event) }
        }
    }

    private struct Delayed: Comparable {
        let event: QueuedEvent

        static func == (one: Delayed, other: Delayed) -> Bool { one.event.due == other.event.due }
        static func < (one: Delayed, other: Delayed) -> Bool { one.event.due < other.event.due }
    }

    /// How long a lane pauses, in milliseconds, after so many refusals in a row.
    private let pause: (Int) -> Int64
    /// A function's lane, while events wait in it.
    private var lanes: [String: Lane] = [:]
    /// The functions whose lanes are paused, and perhaps some whose lanes were; the one that waited longest is first.
    private var paused: Deque<String> = []

    package init(pause: @escaping (_ refusals: Int) -> Int64) { self.pause = pause }

    package mutating func add(_ event: QueuedEvent, now: Int64) {
        if event.due <= now {
            lanes[event.function, default: Lane()].ready.append(event)
        } else {
            lanes[event.function, default: Lane()].delayed.insert(Delayed(event: event))
        }
    }

    /// Takes the next event of a function; nil if none is due, or its lane is paused.
    package mutating func next(of function: String, now: Int64) -> QueuedEvent? {
        guard var lane = lanes.removeValue(forKey: function) else { return nil }
        lane.collectDue(now)
        let isPaused = lane.pausedUntil.map { $0 > now } ?? false
        let event = isPaused ? nil : lane.ready.popFirst()
        // A lane that only becomes empty for this event keeps its refusals until the event's fate is known.
        if event != nil || !lane.isEmpty { lanes[function] = lane }
        return event
    }

    /// The event that was taken runs.
    package mutating func started(_ event: QueuedEvent) {
        lanes[event.function]?.refusals = 0
        lanes[event.function]?.pausedUntil = nil
        settled(event)
    }

    /// The event that was taken needs no concurrency.
    package mutating func settled(_ event: QueuedEvent) {
        if lanes[event.function]?.isEmpty == true { lanes[event.function] = nil }
    }

    /// The event that was taken was refused for lack of concurrency: it's first again, and its lane pauses.
    package mutating func refused(_ event: QueuedEvent, now: Int64) {
        var lane = lanes.removeValue(forKey: event.function) ?? Lane()
        lane.ready.prepend(event)
        lane.refusals += 1
        lane.pausedUntil = now + pause(lane.refusals)
        lanes[event.function] = lane
        paused.append(event.function)
    }

    /// An event of `function` has ended. Returns the functions whose next events can be tried: the one whose lane paused
    /// first, so that a function with many events doesn't keep the others from running, then `function`.
    package mutating func freed(by function: String) -> [String] {
        var functions = [function]
        while let first = paused.popFirst() {
            guard resume(first) else { continue }
            if first != function { functions.insert(first, at: 0) }
            break
        }
        _ = resume(function)
        return functions
    }

    /// Ends the pause of a lane; false if it isn't paused. Refusals still count until an event runs.
    private mutating func resume(_ function: String) -> Bool {
        guard lanes[function]?.pausedUntil != nil else { return false }
        lanes[function]?.pausedUntil = nil
        return true
    }

    /// Takes the events of a lane that waited for too long.
    package mutating func takeExpired(of function: String, _ isExpired: (QueuedEvent) -> Bool) -> [QueuedEvent] {
        guard let ready = lanes[function]?.ready else { return [] }
        let expired = ready.filter(isExpired)
        if !expired.isEmpty { lanes[function]?.ready.removeAll(where: isExpired) }
        if lanes[function]?.isEmpty == true { lanes[function] = nil }
        return Array(expired)
    }

    /// When something changes for a function if no event ends before; nil: nothing waits.
    package func wake(of function: String) -> Int64? {
        guard let lane = lanes[function] else { return nil }
        let due = lane.delayed.min?.event.due
        guard let pausedUntil = lane.pausedUntil else { return due }
        return lane.ready.isEmpty ? due.map { max($0, pausedUntil) } : pausedUntil
    }

    /// The functions with something to do by now.
    package func awake(by now: Int64) -> [String] {
        lanes.keys.filter { function in wake(of: function).map { $0 <= now } ?? false }
    }

    /// The earliest time at which something changes by itself.
    package var nextWake: Int64? { lanes.keys.compactMap(wake(of:)).min() }
}
