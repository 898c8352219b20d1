// SPDX-License-Identifier: GPL-3.0-or-later

import LocalEvents
import LocalSandbox
import Testing
import TestSupport

struct EventLanesTests {
    private static func event(_ id: Int, _ function: String, at time: Int64 = 0) -> QueuedEvent {
        QueuedEvent(
            Invocation(id: "\(id)", payload: [], functionARN: function), function: function, qualifier: nil,
            accepted: time)
    }

    private static func lanes() -> EventLanes { EventLanes { refusals in Int64(refusals) * 1_000 } }

    @Test func `a refused event pauses its lane, until an event ends or the pause is over`() throws {
        var lanes = Self.lanes()
        for id in 0..<3 { lanes.add(Self.event(id, "f"), now: 0) }
        let first = lanes.next(of: "f", now: 0)
        lanes.started(try #require(first))
        let second = lanes.next(of: "f", now: 0)
        lanes.refused(try #require(second), now: 0)
        #expect(lanes.next(of: "f", now: 999) == nil && lanes.wake(of: "f") == 1_000)
        #expect(lanes.awake(by: 1_000) == ["f"])
        let third = lanes.next(of: "f", now: 1_000)
        lanes.refused(try #require(third), now: 1_000)
        #expect(lanes.nextWake == 3_000)
        #expect(lanes.freed(by: "f") == ["f"])
        #expect(lanes.next(of: "f", now: 1_001)?.id == "1")
        #expect(lanes.next(of: "f", now: 1_001)?.id == "2")
        #expect(lanes.next(of: "f", now: 1_001) == nil && lanes.nextWake == nil)
    }

    @Test func `an event that's due later waits, and wakes its lane`() throws {
        var lanes = Self.lanes()
        var late = Self.event(1, "f")
        late.due = 60_000
        lanes.add(late, now: 0)
        lanes.add(Self.event(2, "f"), now: 0)
        #expect(lanes.next(of: "f", now: 0)?.id == "2")
        #expect(lanes.next(of: "f", now: 59_999) == nil && lanes.nextWake == 60_000)
        #expect(lanes.next(of: "f", now: 60_000)?.id == "1")
    }

    @Test func `events that waited for too long are taken out of a lane`() {
        var lanes = Self.lanes()
        for id in 0..<4 { lanes.add(Self.event(id, "f", at: Int64(id)), now: 9) }
        #expect(lanes.takeExpired(of: "f") { $0.accepted % 2 == 1 }.map(\.id) == ["1", "3"])
        #expect(lanes.next(of: "f", now: 9)?.id == "0")
        #expect(lanes.takeExpired(of: "f") { _ in true }.map(\.id) == ["2"])
        #expect(lanes.nextWake == nil && lanes.takeExpired(of: "g") { _ in true }.isEmpty)
    }

    @Test func `the lane that paused first comes before the function whose event ended`() throws {
        var lanes = Self.lanes()
        for (id, function) in ["a", "b", "c"].enumerated() {
            lanes.add(Self.event(id, function), now: 0)
            let refused = lanes.next(of: function, now: 0)
            lanes.refused(try #require(refused), now: 0)
        }
        #expect(lanes.freed(by: "c") == ["a", "c"])
        #expect(lanes.freed(by: "d") == ["b", "d"])
    }

    /// A service with a limit of its own, and functions with limits; attempts and ends come in random order.
    @Test(arguments: 0..<200)
    func `every event runs once, and refusals don't grow with what waits`(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        var lanes = Self.lanes()
        let total = Int.random(in: 1...4, using: &numbers)
        let limits = ["a": 1, "b": 2, "c": 9]
        var running: [String: Int] = [:]
        var ran: Set<String> = []
        var (accepted, refusals, ended, probes) = (0, 0, 0, 0)
        var now: Int64 = 0
        func start(_ functions: [String]) {
            for function in functions {
                while let event = lanes.next(of: function, now: now) {
                    let isFree =
                        running[function, default: 0] < limits[function]! && running.values.reduce(0, +) < total
                    guard isFree else {
                        refusals += 1
                        lanes.refused(event, now: now)
                        break
                    }
                    lanes.started(event)
                    running[function, default: 0] += 1
                    #expect(ran.insert(event.id).inserted, "event \(event.id) ran twice")
                }
            }
        }
        for _ in 0..<2_000 {
            switch Int.random(in: 0..<3, using: &numbers) {
            case 0 where accepted < 300:
                let function = limits.keys.sorted().randomElement(using: &numbers)!
                lanes.add(Self.event(accepted, function), now: now)
                accepted += 1
                start([function])
            case 1:
                guard let function = running.filter({ $0.value > 0 }).keys.sorted().randomElement(using: &numbers)
                else { continue }
                running[function]! -= 1
                ended += 1
                start(lanes.freed(by: function))
            default:
                now += Int64.random(in: 0...50, using: &numbers)
                let functions = lanes.awake(by: now)
                probes += functions.count
                start(functions.sorted())
            }
        }
        while ran.count < accepted || running.values.contains(where: { $0 > 0 }) {
            if let function = running.filter({ $0.value > 0 }).keys.sorted().first {
                running[function]! -= 1
                ended += 1
                start(lanes.freed(by: function))
            } else {
                now = try #require(lanes.nextWake, "events wait for nothing")
                let functions = lanes.awake(by: now)
                probes += functions.count
                start(functions.sorted())
            }
        }
        #expect(ran.count == accepted && lanes.nextWake == nil)
        // At most one for each function that was tried: after an end there are two, and one after an acceptance.
        #expect(refusals <= 2 * ended + probes + limits.count * (1 + probes))
    }
}
