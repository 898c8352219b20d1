// SPDX-License-Identifier: GPL-3.0-or-later

import LocalSandbox
import Testing

/// Polls are identified by numbers, callers by names.
struct SandboxStateMachineTests {
    private typealias Machine = SandboxStateMachine<Int, String>

    private func job(_ id: String) -> Machine.Job {
        Machine.Job(invocation: Invocation(id: id, payload: [], functionARN: "arn"), caller: "caller of \(id)")
    }

    /// A sandbox whose process waits for its second event.
    private func warm() -> Machine {
        var machine = Machine()
        _ = machine.invoke(job("first"))
        _ = machine.next(generation: 1, poll: 1)
        _ = machine.answer(generation: 1, invocation: "first")
        _ = machine.next(generation: 1, poll: 2)
        return machine
    }

    @Test func `the first invocation starts a process, which then gets the event`() {
        var machine = Machine()
        #expect("\(machine.invoke(job("a")))" == "start(generation: 1)")
        guard case .deliver(let invocation) = machine.next(generation: 1, poll: 1) else {
            Issue.record("nothing was delivered")
            return
        }
        #expect(invocation.id == "a")
        #expect("\(machine.answer(generation: 1, invocation: "a"))" == #"complete("caller of a")"#)
    }

    @Test func `a warm process gets the event at once`() {
        var machine = warm()
        guard case .deliver(let poll, let invocation) = machine.invoke(job("second")) else {
            Issue.record("nothing was delivered")
            return
        }
        #expect(poll == 2)
        #expect(invocation.id == "second")
        #expect(machine.generation == 1)
    }

    @Test func `an invocation that arrives before the process is back waits for it`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        _ = machine.next(generation: 1, poll: 1)
        _ = machine.answer(generation: 1, invocation: "a")
        #expect("\(machine.invoke(job("b")))" == "wait")
        guard case .deliver(let invocation) = machine.next(generation: 1, poll: 2) else {
            Issue.record("nothing was delivered")
            return
        }
        #expect(invocation.id == "b")
    }

    @Test func `one invocation at a time`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        #expect("\(machine.invoke(job("b")))" == "refuse")
        _ = machine.next(generation: 1, poll: 1)
        #expect("\(machine.invoke(job("b")))" == "refuse")
    }

    @Test func `a result for another invocation is refused, and so is a second one`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        _ = machine.next(generation: 1, poll: 1)
        #expect("\(machine.answer(generation: 1, invocation: "b"))".contains("unknownInvocation"))
        #expect("\(machine.answer(generation: 1, invocation: "a"))".contains("complete"))
        #expect("\(machine.answer(generation: 1, invocation: "a"))".contains("unknownInvocation"))
    }

    @Test func `a process can't request an event while it has one`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        _ = machine.next(generation: 1, poll: 1)
        #expect("\(machine.next(generation: 1, poll: 2))".contains("invalidState"))
    }

    @Test func `a second poll replaces the first, whose connection is closed`() {
        var machine = warm()
        #expect("\(machine.next(generation: 1, poll: 3))" == "park(replacing: Optional(2))")
        guard case .deliver(let poll, _) = machine.invoke(job("b")) else { return }
        #expect(poll == 3)
    }

    @Test func `when time runs out, the process is killed, and the next invocation waits for its end`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        _ = machine.next(generation: 1, poll: 1)
        #expect("\(machine.deadlinePassed(invocation: "a"))" == #"kill("caller of a")"#)
        #expect("\(machine.answer(generation: 1, invocation: "a"))".contains("staleProcess"))
        #expect("\(machine.invoke(job("b")))" == "wait")
        #expect("\(machine.exited(generation: 1))" == "start(generation: 2)")
        #expect("\(machine.next(generation: 1, poll: 2))".contains("staleProcess"))
        guard case .deliver(let invocation) = machine.next(generation: 2, poll: 3) else {
            Issue.record("nothing was delivered")
            return
        }
        #expect(invocation.id == "b")
    }

    @Test func `a late deadline changes nothing`() {
        var machine = warm()
        #expect("\(machine.deadlinePassed(invocation: "first"))" == "none")
        guard case .deliver = machine.invoke(job("b")) else {
            Issue.record("nothing was delivered")
            return
        }
        #expect("\(machine.deadlinePassed(invocation: "first"))" == "none")
    }

    @Test func `a process that ends while it has an event fails it, and the next invocation starts another process`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        _ = machine.next(generation: 1, poll: 1)
        #expect("\(machine.exited(generation: 1))" == #"fail("caller of a")"#)
        #expect("\(machine.invoke(job("b")))" == "start(generation: 2)")
        #expect("\(machine.exited(generation: 1))" == "none")
    }

    @Test func `a process that ends while it waits is replaced silently`() {
        var machine = warm()
        #expect("\(machine.exited(generation: 1))" == "dropPoll(2)")
        #expect("\(machine.invoke(job("b")))" == "start(generation: 2)")
    }

    @Test func `a process that ends after its result doesn't affect the next invocation`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        _ = machine.next(generation: 1, poll: 1)
        _ = machine.answer(generation: 1, invocation: "a")
        #expect("\(machine.invoke(job("b")))" == "wait")
        #expect("\(machine.exited(generation: 1))" == "start(generation: 2)")
    }

    @Test func `a failed start fails the invocation and ends the process`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        #expect("\(machine.initialisationFailed(generation: 1))" == #"complete("caller of a")"#)
        #expect("\(machine.next(generation: 1, poll: 1))".contains("staleProcess"))
        #expect("\(machine.exited(generation: 1))" == "none")
        #expect("\(machine.invoke(job("b")))" == "start(generation: 2)")
    }

    @Test func `a start that takes too long is repeated for the same invocation`() {
        var machine = Machine()
        _ = machine.invoke(job("a"))
        #expect("\(machine.initialisationTookTooLong(generation: 1))" == "kill")
        #expect("\(machine.exited(generation: 1))" == "start(generation: 2)")
        #expect("\(machine.initialisationTookTooLong(generation: 1))" == "none")
        #expect("\(machine.deadlinePassed(invocation: "a"))" == #"kill("caller of a")"#)
    }

    @Test func `a retired sandbox returns all waiting callers and accepts nothing more`() {
        var idle = warm()
        let whenIdle = idle.retire()
        #expect(whenIdle.poll == 2)
        #expect(whenIdle.killsProcess)
        #expect("\(idle.invoke(job("b")))" == "refuse")
        var busy = Machine()
        _ = busy.invoke(job("a"))
        #expect(busy.retire().caller == "caller of a")
        var cold = Machine()
        #expect(!cold.retire().killsProcess)
    }
}
