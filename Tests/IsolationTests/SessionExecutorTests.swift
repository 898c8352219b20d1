// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Foundation
import Isolation
import Testing

/// An actor whose home is one of the test's queues.
private actor Guest {
    private static let home = DispatchSpecificKey<Bool>()

    private let executor = SessionExecutor()
    private let queue = DispatchQueue(label: "home")
    private(set) var count = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }
    var isAtHome: Bool { DispatchQueue.getSpecific(key: Self.home) ?? false }

    nonisolated func settle() {
        queue.setSpecific(key: Self.home, value: true)
        executor.settle { [queue] work in queue.async(execute: work) }
    }

    /// Loses counts if two of these run at the same time.
    func countUp() {
        let before = count
        usleep(1)
        count = before + 1
    }
}

@Suite struct SessionExecutorTests {
    @Test func `jobs run even without a home`() async {
        let guest = Guest()
        await guest.countUp()
        #expect(await guest.count == 1)
        #expect(await !guest.isAtHome)
    }

    @Test func `jobs run at home as soon as there is one`() async {
        let guest = Guest()
        await guest.countUp()
        guest.settle()
        #expect(await guest.isAtHome)
    }

    @Test func `jobs never run at the same time, wherever they run`() async {
        let guest = Guest()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    if number == 500 { guest.settle() }
                    await guest.countUp()
                }
            }
        }
        #expect(await guest.count == 1_000)
    }
}
