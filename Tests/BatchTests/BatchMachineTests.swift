// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Lambda
import Testing

@Suite struct BatchMachineTests {
    private let start = ContinuousClock.now

    private func row(_ index: Int) -> BatchMachine.Event {
        .row(Row(index: index, request: InvocationRequest(function: "f")))
    }

    @Test func `one alarm is requested for each time, however many rows are refused before it`() throws {
        var machine = BatchMachine(limits: BatchLimits(), records: true)
        let throttle = LambdaError(
            .service, code: "TooManyRequestsException", message: "", status: 429, isThrottle: true)
        // A line that waits for its sync requests an alarm in a second.
        machine.handle(
            .written(RowOutcome(index: 0, key: nil, kind: .ok), BatchMachine.Places()), now: start, random: 0)
        machine.handle(row(1), now: start, random: 0)
        machine.handle(.inputNeeded, now: start, random: 0)
        var (now, alarms, rounds) = (start, [ContinuousClock.Instant](), 0)
        while now < start + .milliseconds(900) {
            switch machine.next(now: now) {
            case .send(let call, _, _):
                rounds += 1
                // A tenth of the full delay: the row is sent again within milliseconds.
                machine.handle(
                    .answered(call, .failure(throttle), started: now, ended: now), now: now, random: 0.02)
            case .withdraw(let place): machine.handle(.withdrawn(place), now: now, random: 0)
            case .wake(let instant):
                alarms.append(instant)
            case .readInput: break
            case .wait:
                let first = try #require(alarms.min())
                alarms.remove(at: try #require(alarms.firstIndex(of: first)))
                now = first
                machine.handle(.woke(at: first), now: now, random: 0)
            default: Issue.record("an action that isn't due")
            }
            #expect(alarms.count <= 2)
        }
        #expect(rounds > 5)
    }

    @Test func `a row that isn't sent again isn't marked as possibly run twice`() throws {
        var limits = BatchLimits()
        limits.retries = 1
        var machine = BatchMachine(limits: limits, records: true)
        machine.handle(row(0), now: start, random: 0)
        guard case .send(let call, _, _) = machine.next(now: start) else { throw Violation("the row isn't sent") }
        machine.handle(.stopRequested, now: start, random: 0)
        guard case .recall = machine.next(now: start) else { throw Violation("nothing is recalled") }
        let error = LambdaError(.timeout, code: "Timeout", message: "", mayHaveRun: true)
        machine.handle(.answered(call, .failure(error), started: start, ended: start), now: start, random: 0)
        guard case .write(let outcome, _) = machine.next(now: start) else { throw Violation("nothing is written") }
        #expect(outcome.kind == .failed)
        #expect(!outcome.possiblyTwice)
    }

    @Test func `a recalled row leaves no trace, and the others are awaited`() throws {
        var machine = BatchMachine(limits: BatchLimits(), records: true)
        var calls: [BatchMachine.Call] = []
        for index in 0..<2 {
            machine.handle(row(index), now: start, random: 0)
            guard case .send(let call, _, _) = machine.next(now: start) else { throw Violation("the row isn't sent") }
            calls.append(call)
        }
        machine.handle(.stopRequested, now: start, random: 0)
        guard case .recall = machine.next(now: start) else { throw Violation("nothing is recalled") }
        guard case .wait = machine.next(now: start) else { throw Violation("the run doesn't wait") }
        let recalled = LambdaError(.recalled, code: "Recalled", message: "")
        machine.handle(.answered(calls[0], .failure(recalled), started: start, ended: start), now: start, random: 0)
        guard case .withdraw(let place) = machine.next(now: start) else { throw Violation("it stays in the table") }
        machine.handle(.withdrawn(place), now: start, random: 0)
        guard case .wait = machine.next(now: start) else { throw Violation("the other row isn't waited for") }
        let answer = InvocationOutcome(status: 200, payload: Array("{}".utf8))
        machine.handle(.answered(calls[1], .success(answer), started: start, ended: start), now: start, random: 0)
        guard case .write(let outcome, let places) = machine.next(now: start) else { throw Violation("no outcome") }
        machine.handle(.written(outcome, places), now: start, random: 0)
        guard case .sync = machine.next(now: start) else { throw Violation("nothing is synced") }
        machine.handle(.synced, now: start, random: 0)
        guard case .end(.success(let ending), keepsTable: false) = machine.next(now: start) else {
            throw Violation("the run doesn't end")
        }
        #expect(ending == .interrupted(leavingRows: false))
        #expect(machine.tally.done == 1)
    }
}
