// SPDX-License-Identifier: GPL-3.0-or-later

import Base
package import Lambda

/// Decides how a log is followed: when it's read, what's shown, and how a Live Tail session is replaced.
///
/// A read (FilterLogEvents) returns all events, but some of them late. A session (StartLiveTail) returns events at once,
/// but only those that arrive after its start. So the log is read until a session has been open for a while, and again
/// once a session has ended.
package struct LogTail: Sendable {
    /// Where events come from.
    package enum Source: Sendable, Equatable {
        /// Live Tail if possible, else reads.
        case automatic
        /// Live Tail, and reads only for what's before and between its sessions.
        case live
        case reads
    }

    /// What a wait is for.
    package enum Timer: Sendable, Hashable {
        case read, open
        /// When to check that the session still sends updates.
        case silence
        /// The end of the time range that was asked for.
        case end
    }

    /// What happened: a result of an action, or the end of a wait.
    package enum Event: Sendable {
        /// A read is complete.
        case read([LogEvent])
        case readFailed(LambdaError)
        case opened
        case update(LiveTailUpdate)
        /// A session has ended, or couldn't be opened; nil: it was open for as long as the service allows.
        case closed(LambdaError?)
        case elapsed(Timer)
    }

    /// What the caller does next.
    package enum Action: Sendable, Equatable {
        /// Reads everything from a time on, in milliseconds since 1970.
        case read(from: Int)
        /// Opens a session.
        case open
        /// Waits for the session's next update.
        case listen
        case wait(Timer, Duration)
        case show([LogEvent])
        case notice(String)
        /// Ends the tail, with an error if there's one.
        case end(LambdaError?)
    }

    private enum Reads: Equatable {
        case none, scheduled
        /// - Parameters:
        ///   - isLast: it began after the end of the time range.
        ///   - isInSession: it began after the session's start.
        case underWay(isLast: Bool, isInSession: Bool)
    }

    private enum Session: Equatable {
        case none, opening
        /// - Parameter readsLeft: how many reads still look for events from before its start.
        case open(readsLeft: Int)
    }

    /// The pause between two reads.
    package static let interval = Duration.seconds(2)
    /// How many reads follow the start of a session: an event can be found seconds after it was logged.
    private static let readsInSession = 5
    /// An open session sends an update every second. After a longer pause, in milliseconds, some were lost: the service
    /// drops what isn't fetched in time.
    private static let longestPause = 5_000
    /// How long a session may be silent. A connection that was lost without a word would end minutes later.
    private static let longestSilence = Duration.seconds(15)
    private static let backoff = Backoff(first: .seconds(1), longest: .seconds(30))
    /// How many sessions in a row may fail before the log is only read.
    private static let mostFailures = 5

    private let source: Source
    private let start: Int
    private let end: Int?
    private var shown = ShownLogEvents()
    private var reads = Reads.none
    private var session = Session.none
    private var hasRead = false
    private var hadSession = false
    private var isEnding = false
    private var isWaiting = false
    private var isSampled = false
    /// Sessions that ended early or couldn't be opened, since the last update.
    private var failures = 0
    private var lastUpdate = 0
    private var isWatching = false

    /// - Parameters:
    ///   - start: milliseconds since 1970.
    ///   - end: milliseconds since 1970; nil follows the log forever.
    package init(source: Source, start: Int, end: Int?) {
        self.source = source
        self.start = start
        self.end = end
    }

    /// The first actions.
    package mutating func begin(at now: Int) -> [Action] {
        guard let end else { return [read()] }
        isEnding = end <= now
        return isEnding ? [read()] : [read(), .wait(.end, .milliseconds(end - now))]
    }

    /// What to do after an event.
    ///
    /// - Parameter now: milliseconds since 1970.
    package mutating func handle(_ event: Event, at now: Int) -> [Action] {
        switch event {
        case .read(let events): return finishRead(events, now)
        case .readFailed(let error): return failRead(error)
        case .opened:
            session = .open(readsLeft: Self.readsInSession)
            hadSession = true
            lastUpdate = now
            shown.beginSession()
            return [.listen] + watch() + readSoon()
        case .update(let update): return take(update, now)
        case .closed(let error): return close(error)
        case .elapsed(.read): return [read()]
        case .elapsed(.open):
            session = .opening
            return [.open]
        case .elapsed(.silence):
            isWatching = false
            return checkSilence(now)
        case .elapsed(.end):
            isEnding = true
            return readSoon()
        }
    }

    // MARK: Reads

    private mutating func read() -> Action {
        var isInSession = false
        if case .open = session { isInSession = true }
        reads = .underWay(isLast: isEnding, isInSession: isInSession)
        return .read(from: max(start, shown.start ?? start))
    }

    /// A read, unless there's one already.
    private mutating func readSoon() -> [Action] { reads == .none ? [read()] : [] }

    private mutating func finishRead(_ events: [LogEvent], _ now: Int) -> [Action] {
        guard case .underWay(let isLast, let isInSession) = reads else { return [] }
        reads = .none
        isWaiting = false
        var actions = show(shown.new(inRead: events, at: now))
        if isLast { return actions + [.end(nil)] }
        if !hasRead, source != .reads {
            session = .opening
            actions.append(.open)
        }
        hasRead = true
        if isEnding { return actions + [read()] }
        if isInSession, case .open(let left) = session {
            session = .open(readsLeft: left - 1)
            // From here on, the session returns everything.
            if left <= 1 { return actions }
        }
        return actions + [readLater()]
    }

    private mutating func failRead(_ error: LambdaError) -> [Action] {
        guard case .underWay(let isLast, _) = reads else { return [] }
        // The group is created with the first line.
        let hasNoGroup = error.code == "ResourceNotFoundException"
        guard hasNoGroup || mayPass(error) else { return [.end(error)] }
        let notice = isWaiting ? [] : [Action.notice("waiting: \(error.message)")]
        isWaiting = true
        return notice + [hasNoGroup && isLast ? .end(nil) : readLater()]
    }

    private mutating func readLater() -> Action {
        reads = .scheduled
        return .wait(.read, Self.interval)
    }

    /// Whether to try again: once the log has been read, a lost connection doesn't end the tail.
    private func mayPass(_ error: LambdaError) -> Bool {
        if error.isThrottle || error.code.hasPrefix("Throttl") { return true }
        switch error.kind {
        case .network, .timeout: return hasRead
        case .service: return hasRead && (error.status ?? 500) >= 500
        case .credentials, .usage, .cancelled, .recalled: return false
        }
    }

    // MARK: Live Tail

    private mutating func take(_ update: LiveTailUpdate, _ now: Int) -> [Action] {
        guard case .open = session else { return [] }
        failures = 0
        var actions: [Action] = []
        if now - lastUpdate > Self.longestPause {
            session = .open(readsLeft: Self.readsInSession)
            // It begins where the events of this update aren't known yet.
            actions += readSoon()
        }
        lastUpdate = now
        let events = update.events.filter { event in end.map { event.timestamp <= $0 } ?? true }
        actions += show(shown.new(inUpdate: events, isComplete: reads == .none, at: now))
        if update.isSampled, !isSampled {
            actions.append(
                .notice(
                    "there are more than 500 lines a second, so Live Tail leaves some out; `--poll` shows all of them"))
        }
        isSampled = update.isSampled
        return actions + [.listen]
    }

    private mutating func watch() -> [Action] {
        guard !isWatching else { return [] }
        isWatching = true
        return [.wait(.silence, Self.longestSilence)]
    }

    private mutating func checkSilence(_ now: Int) -> [Action] {
        guard case .open = session else { return [] }
        let silence = Duration.milliseconds(now - lastUpdate)
        guard silence >= Self.longestSilence else { return watch() }
        return close(LambdaError(.timeout, code: "SilentSession", message: "no update for \(silence.readable)"))
    }

    private mutating func close(_ error: LambdaError?) -> [Action] {
        // A session that was silent for too long may still end in its own way.
        guard session != .none else { return [] }
        let wasOpen = if case .open = session { true } else { false }
        session = .none
        failures += 1
        let actions = readSoon()
        guard let error else {
            // At once, unless the service ends one session after the other.
            guard failures > 1 else {
                session = .opening
                return actions + [.open]
            }
            return actions + [openLater()]
        }
        let mayPass = wasOpen || hadSession && self.mayPass(error)
        switch source {
        case .live where !mayPass: return [.end(error)]
        case .automatic where !mayPass || failures > Self.mostFailures:
            return actions + [.notice("Live Tail isn't available, so the log is read every 2 s: \(error.clause)")]
        case .automatic, .live, .reads:
            let notice = Action.notice("Live Tail was interrupted: \(error.clause); reconnecting")
            return actions + (wasOpen && failures == 1 ? [notice] : []) + [openLater()]
        }
    }

    private func openLater() -> Action { .wait(.open, Self.backoff.wait(after: failures)) }

    private func show(_ events: [LogEvent]) -> [Action] { events.isEmpty ? [] : [.show(events)] }
}

extension LambdaError {
    /// The error as part of a sentence: some of AWS's messages end in a period.
    fileprivate var clause: Substring {
        let text = description[...]
        return text.hasSuffix(".") ? text.dropLast() : text
    }
}
