// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda
import ShellRuntime
import Testing
import TestSupport

/// How a log is followed: the rules one by one, and many random schedules.
@Suite struct LogTailTests {
    private static let denied = LambdaError(
        .service, code: "AccessDeniedException", message: "u isn't authorized to perform: logs:StartLiveTail.",
        status: 400)
    private static let throttled = LambdaError(.service, code: "ThrottlingException", message: "Rate exceeded")
    private static let cut = LambdaError(.network, code: "ConnectionClosed", message: "the connection was closed")

    private static func event(_ time: Int, _ message: String = "m", id: String = "") -> LogEvent {
        LogEvent(stream: "s", timestamp: time, message: message, id: id)
    }

    private static func update(_ events: LogEvent..., isSampled: Bool = false) -> LogTail.Event {
        .update(LiveTailUpdate(events: events, isSampled: isSampled))
    }

    /// A tail whose session has caught up.
    private static func live(_ source: LogTail.Source = .automatic, at now: Int = 0) -> LogTail {
        var tail = LogTail(source: source, start: 0, end: nil)
        _ = tail.begin(at: now)
        _ = tail.handle(.read([]), at: now)
        #expect(tail.handle(.opened, at: now) == [.listen, .wait(.silence, .seconds(15))])
        for _ in 1...5 {
            #expect(tail.handle(.elapsed(.read), at: now) == [.read(from: 0)])
            _ = tail.handle(.read([]), at: now)
        }
        return tail
    }

    @Test func `the log is read first, then a session is opened, and reads go on until it has caught up`() {
        var tail = LogTail(source: .automatic, start: 50_000, end: nil)
        #expect(tail.begin(at: 100_000) == [.read(from: 50_000)])
        let first = Self.event(90_000, id: "1")
        #expect(
            tail.handle(.read([first]), at: 100_000) == [.show([first]), .open, .wait(.read, LogTail.interval)])
        #expect(tail.handle(.opened, at: 101_000) == [.listen, .wait(.silence, .seconds(15))])
        for time in 1...5 {
            #expect(tail.handle(.elapsed(.read), at: 101_000) == [.read(from: 80_000)])
            #expect(
                tail.handle(.read([first]), at: 101_000) == (time < 5 ? [.wait(.read, LogTail.interval)] : []))
        }
        let second = Self.event(102_000)
        #expect(tail.handle(Self.update(second), at: 102_000) == [.show([second]), .listen])
        #expect(tail.handle(Self.update(), at: 103_000) == [.listen])
    }

    @Test func `lines of a session and of a read are shown once, and equal lines as often as they were logged`() {
        var tail = Self.live()
        let (one, two) = (Self.event(7, "same"), Self.event(7, "same"))
        #expect(tail.handle(Self.update(one, two), at: 10) == [.show([one, two]), .listen])
        #expect(tail.handle(.closed(nil), at: 11) == [.read(from: 0), .open])
        let read = [
            Self.event(7, "same\n", id: "1"), Self.event(7, "same\n", id: "2"), Self.event(7, "same\n", id: "3"),
        ]
        #expect(tail.handle(.read(read), at: 12) == [.show([read[2]]), .wait(.read, LogTail.interval)])
        #expect(tail.handle(.opened, at: 13) == [.listen])
        #expect(tail.handle(Self.update(one, two), at: 14) == [.listen])
    }

    @Test func `without permission the log is only read, and a notice says why`() {
        var tail = LogTail(source: .automatic, start: 0, end: nil)
        _ = tail.begin(at: 0)
        _ = tail.handle(.read([]), at: 0)
        #expect(
            tail.handle(.closed(Self.denied), at: 0) == [
                .notice(
                    "Live Tail isn't available, so the log is read every 2 s: "
                        + "AccessDeniedException: u isn't authorized to perform: logs:StartLiveTail")
            ])
        #expect(tail.handle(.elapsed(.read), at: 2) == [.read(from: 0)])
        #expect(tail.handle(.read([]), at: 2) == [.wait(.read, LogTail.interval)])
    }

    @Test func `--live fails instead, and --poll never opens a session`() {
        var tail = LogTail(source: .live, start: 0, end: nil)
        _ = tail.begin(at: 0)
        _ = tail.handle(.read([]), at: 0)
        #expect(tail.handle(.closed(Self.denied), at: 0) == [.end(Self.denied)])

        var other = LogTail(source: .reads, start: 0, end: nil)
        #expect(other.begin(at: 0) == [.read(from: 0)])
        #expect(other.handle(.read([]), at: 0) == [.wait(.read, LogTail.interval)])
    }

    @Test func `a session that ends after three hours is replaced at once and without a word`() {
        var tail = Self.live(at: 49_000)
        _ = tail.handle(Self.update(Self.event(50_000)), at: 50_000)
        #expect(tail.handle(.closed(nil), at: 51_000) == [.read(from: 40_000), .open])
    }

    @Test func `a session that's cut off is replaced after a while, and after five more the log is only read`() {
        var tail = Self.live()
        let notice = "Live Tail was interrupted: the connection was closed; reconnecting"
        #expect(
            tail.handle(.closed(Self.cut), at: 1) == [.read(from: 0), .notice(notice), .wait(.open, .seconds(1))])
        for seconds in [2, 4, 8, 16] {
            #expect(tail.handle(.elapsed(.open), at: 1) == [.open])
            #expect(tail.handle(.closed(Self.cut), at: 1) == [.wait(.open, .seconds(seconds))])
        }
        #expect(tail.handle(.elapsed(.open), at: 1) == [.open])
        #expect(
            tail.handle(.closed(Self.cut), at: 1) == [
                .notice("Live Tail isn't available, so the log is read every 2 s: the connection was closed")
            ])

        var forced = Self.live(.live)
        _ = forced.handle(.closed(Self.cut), at: 1)
        for _ in 1...20 {
            #expect(forced.handle(.elapsed(.open), at: 1) == [.open])
            let actions = forced.handle(.closed(Self.cut), at: 1)
            guard actions.count == 1, case .wait(.open, let pause) = actions[0] else {
                Issue.record("--live gave up")
                return
            }
            #expect(pause <= .seconds(30))
        }
    }

    @Test func `lines that the service left out are announced once`() {
        var tail = Self.live()
        let (a, b) = (Self.event(1, "a"), Self.event(2, "b"))
        let notice = LogTail.Action.notice(
            "there are more than 500 lines a second, so Live Tail leaves some out; `--poll` shows all of them")
        #expect(tail.handle(Self.update(a, isSampled: true), at: 3) == [.show([a]), notice, .listen])
        #expect(tail.handle(Self.update(b, isSampled: true), at: 4) == [.show([b]), .listen])
        _ = tail.handle(Self.update(), at: 5)
        #expect(tail.handle(Self.update(isSampled: true), at: 6) == [notice, .listen])
    }

    @Test func `after updates that came too late, what the service dropped is read`() {
        var tail = Self.live(at: 19_000)
        _ = tail.handle(Self.update(Self.event(20_000)), at: 20_000)
        let late = Self.event(39_500)
        #expect(tail.handle(Self.update(late), at: 40_000) == [.read(from: 10_000), .show([late]), .listen])
    }

    @Test func `a session that's silent for 15 seconds is replaced`() {
        var tail = Self.live(at: 0)
        _ = tail.handle(Self.update(), at: 4_000)
        #expect(tail.handle(.elapsed(.silence), at: 15_000) == [.wait(.silence, .seconds(15))])
        #expect(
            tail.handle(.elapsed(.silence), at: 30_000) == [
                .read(from: 0), .notice("Live Tail was interrupted: no update for 26 s; reconnecting"),
                .wait(.open, .seconds(1)),
            ])
        // Too late: it was given up.
        #expect(tail.handle(.closed(Self.cut), at: 30_500) == [])
        #expect(tail.handle(Self.update(Self.event(1)), at: 30_500) == [])
        #expect(tail.handle(.elapsed(.open), at: 31_000) == [.open])
    }

    @Test func `a tail waits for a group that doesn't exist yet, through throttling and lost connections`() {
        var tail = LogTail(source: .reads, start: 0, end: nil)
        _ = tail.begin(at: 0)
        let missing = LambdaError(.service, code: "ResourceNotFoundException", message: "no group", status: 400)
        let wait = LogTail.Action.wait(.read, LogTail.interval)
        #expect(tail.handle(.readFailed(missing), at: 0) == [.notice("waiting: no group"), wait])
        _ = tail.handle(.elapsed(.read), at: 0)
        #expect(tail.handle(.readFailed(Self.throttled), at: 0) == [wait])
        _ = tail.handle(.elapsed(.read), at: 0)
        #expect(tail.handle(.read([]), at: 0) == [wait])
        _ = tail.handle(.elapsed(.read), at: 0)
        #expect(
            tail.handle(.readFailed(Self.cut), at: 0) == [.notice("waiting: the connection was closed"), wait])
        _ = tail.handle(.elapsed(.read), at: 0)
        #expect(tail.handle(.readFailed(Self.denied), at: 0) == [.end(Self.denied)])
        // Nothing was read, so the endpoint may be wrong.
        var other = LogTail(source: .reads, start: 0, end: nil)
        _ = other.begin(at: 0)
        #expect(other.handle(.readFailed(Self.cut), at: 0) == [.end(Self.cut)])
    }

    @Test func `--until ends the tail with a last read, and nothing later is shown`() {
        var tail = LogTail(source: .automatic, start: 0, end: 60_000)
        #expect(tail.begin(at: 0) == [.read(from: 0), .wait(.end, .seconds(60))])
        _ = tail.handle(.read([]), at: 0)
        _ = tail.handle(.opened, at: 0)
        _ = tail.handle(.elapsed(.read), at: 0)
        #expect(tail.handle(Self.update(Self.event(60_001)), at: 1) == [.listen])
        // A read is under way; it began too early to be the last one.
        #expect(tail.handle(.elapsed(.end), at: 60_000) == [])
        #expect(tail.handle(.read([]), at: 60_001) == [.read(from: 0)])
        let last = Self.event(59_999, id: "1")
        #expect(tail.handle(.read([last]), at: 60_002) == [.show([last]), .end(nil)])

        var past = LogTail(source: .automatic, start: 0, end: 10)
        #expect(past.begin(at: 20) == [.read(from: 0)])
        #expect(
            past.handle(.readFailed(Self.throttled), at: 20)
                == [.notice("waiting: Rate exceeded"), .wait(.read, LogTail.interval)])
        #expect(past.handle(.elapsed(.read), at: 22) == [.read(from: 0)])
        #expect(past.handle(.read([]), at: 20) == [.end(nil)])
    }

    /// Sessions end and fail at random, reads fail, events are late: each is shown exactly once.
    @Test(arguments: 1...20)
    func `no schedule loses a line or shows one twice`(group: UInt64) {
        for seed in (group * 100)..<(group * 100 + 100) {
            var world = TailWorld(seed: seed)
            world.run()
            #expect(world.problems.isEmpty, "seed \(seed)")
            #expect(world.missing == [], "seed \(seed)")
            #expect(world.surplus == [], "seed \(seed)")
        }
    }
}

/// A log service in virtual time.
private struct TailWorld {
    private struct Logged {
        var event: LogEvent
        /// When sessions have it.
        var ingested: Int
        /// From when reads have it.
        var searchable: Int
    }

    private static let duration = 120_000
    private var random: SeededNumbers
    private var log: [Logged] = []
    private var tail: LogTail
    private var now = 0
    /// With the number of the session that an event is of.
    private var due: [(time: Int, session: Int?, event: LogTail.Event)] = []
    private var listened: Int?
    private var shown: [String: Int] = [:]
    private var readsUnderWay = 0
    private var session = 0
    private var isOpening = false
    private(set) var problems: [String] = []

    init(seed: UInt64) {
        random = SeededNumbers(seed: seed)
        tail = LogTail(source: [.automatic, .live, .reads][Int(seed % 3)], start: 0, end: nil)
        for id in 0..<(random.below(200) + 20) {
            // Coarse times and few messages, so that many lines are equal.
            let time = random.below(Self.duration / 500) * 500
            let event = LogEvent(
                stream: "s\(random.below(2))", timestamp: time, message: "m\(random.below(2))", id: "\(id)")
            let ingested = time + random.below(2_000)
            log.append(Logged(event: event, ingested: ingested, searchable: ingested + random.below(2_000)))
        }
    }

    mutating func run() {
        perform(tail.begin(at: 0))
        // Long enough to recover from the last failure.
        while let next = due.indices.min(by: { due[$0].time < due[$1].time }), due[next].time < Self.duration + 120_000
        {
            let (time, session, event) = due.remove(at: next)
            now = time
            // What's left of a session that was given up.
            if let session, session != self.session { continue }
            switch event {
            case .read, .readFailed: readsUnderWay -= 1
            case .opened:
                isOpening = false
                listened = now
            case .closed:
                isOpening = false
                listened = nil
            case .update, .elapsed: break
            }
            perform(tail.handle(event, at: now))
        }
    }

    private mutating func perform(_ actions: [LogTail.Action]) {
        for action in actions {
            switch action {
            case .read(let start): read(from: start)
            case .open: open()
            case .listen: listen()
            case .wait(let timer, let pause):
                due.append((now + Int(pause / .milliseconds(1)) + random.below(50), nil, .elapsed(timer)))
            case .show(let events): for event in events { shown[Self.key(event), default: 0] += 1 }
            case .notice: break
            case .end: problems.append("ended")
            }
        }
    }

    private mutating func read(from start: Int) {
        readsUnderWay += 1
        if readsUnderWay > 1 { problems.append("two reads") }
        let asked = now + random.below(500)
        let found = log.filter { $0.event.timestamp >= start && $0.searchable <= asked }.map(\.event)
        let isLucky = random.below(10) > 0 || now == 0
        let error = LambdaError(.service, code: "ThrottlingException", message: "Rate exceeded")
        due.append((asked + random.below(500), nil, isLucky ? .read(found) : .readFailed(error)))
    }

    private mutating func open() {
        if isOpening { problems.append("two sessions are opened") }
        isOpening = true
        session += 1
        let isLucky = random.below(4) > 0 || now < 5_000
        let error = LambdaError(.network, code: "Unreachable", message: "no route")
        due.append((now + random.below(1_500), session, isLucky ? .opened : .closed(error)))
    }

    private mutating func listen() {
        guard let since = listened else { return problems.append("listened to no session") }
        switch random.below(40) {
        case 0: due.append((now + random.below(1_000), session, .closed(nil)))
        case 1:
            let error = LambdaError(.network, code: "ConnectionClosed", message: "cut")
            due.append((now + random.below(1_000), session, .closed(error)))
        case 2:
            // Silent from now on.
            listened = nil
        case 3:
            // Not fetched in time: the service has dropped all but the last second.
            let time = now + 8_000 + random.below(12_000)
            update(since: time - 1_000, at: time)
        default: update(since: since, at: now + 1_000)
        }
    }

    private mutating func update(since: Int, at time: Int) {
        listened = time
        let events = log.filter { $0.ingested > since && $0.ingested <= time }.map { logged in
            var event = logged.event
            event.id = ""
            return event
        }
        due.append((time, session, .update(LiveTailUpdate(events: events))))
    }

    private static func key(_ event: LogEvent) -> String { "\(event.stream) \(event.timestamp) \(event.message)" }

    private var expected: [String: Int] {
        log.reduce(into: [:]) { counts, logged in counts[Self.key(logged.event), default: 0] += 1 }
    }

    var missing: [String] { expected.filter { shown[$0.key, default: 0] < $0.value }.keys.sorted() }
    var surplus: [String] {
        let expected = expected
        return shown.filter { $0.value > expected[$0.key, default: 0] }.keys.sorted()
    }
}
