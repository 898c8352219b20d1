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

    // They affect the next job: the current one continues where it runs.
    func beginSideBySide() async {
        executor.beginSideBySide()
        await Task.yield()
    }

    func endSideBySide() async {
        executor.endSideBySide()
        await Task.yield()
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

    @Test func `during parallel work, jobs run elsewhere`() async {
        let guest = Guest()
        guest.settle()
        await guest.beginSideBySide()
        await guest.beginSideBySide()
        #expect(await !guest.isAtHome)
        await guest.endSideBySide()
        #expect(await !guest.isAtHome)
        await guest.endSideBySide()
        #expect(await guest.isAtHome)
    }

    @Test func `jobs never run at the same time, wherever they run`() async {
        let guest = Guest()
        guest.settle()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    await guest.countUp()
                    if number % 10 == 0 {
                        await guest.beginSideBySide()
                        await guest.endSideBySide()
                    }
                }
            }
        }
        #expect(await guest.count == 1_000)
    }
}
