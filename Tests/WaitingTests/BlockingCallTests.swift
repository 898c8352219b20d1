// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Waiting

@Suite struct BlockingCallTests {
    private struct Fault: Error {}

    @Test func `the body's result or error is passed on`() async throws {
        #expect(try await onBlockingThread { 7 } == 7)
        await #expect(throws: Fault.self) { try await onBlockingThread { throw Fault() } }
    }

    @Test func `cancelling ends the wait while the body still blocks`() async throws {
        let (started, gate) = (WakePipe(), WakePipe())
        let task = Task {
            try await onBlockingThread {
                started.send(1)
                _ = gate.receive()
            }
        }
        _ = try await onBlockingThread { started.receive() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        gate.send(1)
    }

    @Test func `a cancelled task starts nothing`() async {
        let ran = WakePipe()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await onBlockingThread { ran.send(1) }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ran.drain() == [])
    }

    @Test func `more bodies can block at once than there are processors`() async throws {
        let gate = WakePipe()
        let count = 100
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count { group.addTask { try await onBlockingThread { _ = gate.receive() } } }
            // The pool still runs tasks in the meantime: one of them opens the gate.
            group.addTask { for _ in 0..<count { gate.send(1) } }
            try await group.waitForAll()
        }
    }
}
