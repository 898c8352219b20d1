// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
import Testing
import TestSupport
import Waiting

@Suite struct `Shared work` {
    @Test func `is done once for all waiting tasks`() async throws {
        let work = SharedWork<Int>()
        let gate = Gate()
        let count = Shared(0)
        let waiters = (0..<50).map { _ in
            Task.immediate {
                try await work.value {
                    count.change { $0 += 1 }
                    await gate.passed()
                    return 7
                }
            }
        }
        gate.open()
        for waiter in waiters { #expect(try await waiter.value == 7) }
        #expect(count.value == 1)
        #expect(!work.isUnderWay)
        #expect(try await work.value { 8 } == 8)
    }

    @Test func `returns nil to a task that only waits for work under way if there's none`() async {
        let work = SharedWork<Int>()
        #expect(await work.valueUnderWay() == nil)
        let gate = Gate()
        work.keep {
            await gate.passed()
            return 7
        }
        let waiter = Task.immediate { await work.valueUnderWay() }
        gate.open()
        #expect(await waiter.value == 7)
    }

    @Test func `ignores a task that was cancelled before, and isn't started for it`() async {
        let work = SharedWork<Int>()
        let late = Task {
            await cancellation()
            return try? await work.value { 1 }
        }
        late.cancel()
        #expect(await late.value == nil)
        #expect(!work.isUnderWay)
    }

    /// Each schedule is a sequence of joins, cancellations, endings and owner's commands, generated from a seed, and
    /// compared with a model that determines each waiter's result.
    @Test(arguments: [0..<2_500, 2_500..<5_000, 5_000..<7_500, 7_500..<10_000])
    func `matches a model in any order of events`(_ seeds: Range<Int>) async {
        for seed in seeds { await Schedule(seed: UInt64(seed)).run() }
    }

    /// Events can coincide here: they don't wait for the previous one.
    @Test(arguments: 0..<200) func `loses no waiter when joins, cancellations and endings coincide`(_ seed: Int) async {
        let work = SharedWork<Int>()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    var random = SeededNumbers(seed: seed * 40 + number)
                    let waiter = Task {
                        try? await work.value {
                            await Task.yield()
                            return number
                        }
                    }
                    for _ in 0..<random.below(4) { await Task.yield() }
                    let isCancelled = random.below(2) == 0
                    if isCancelled { waiter.cancel() }
                    let value = await waiter.value
                    #expect(isCancelled || value != nil)
                }
            }
        }
        while work.isUnderWay { await Task.yield() }
    }
}

/// A sequence of events, generated from a seed.
private final class Schedule {
    private var random: SeededNumbers
    private let work = SharedWork<Int>()
    private let bodies = Bodies()
    private var waiters: [Task<Int?, Never>] = []
    private var isKept = false
    /// How many bodies the model has started, and the last one's state.
    private var begun = 0
    private var isUnderWay = false
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        random = SeededNumbers(seed: seed)
    }

    func run() async {
        for _ in 0..<(4 + random.below(12)) {
            switch random.below(10) {
            case 0...3: await join()
            case 4, 5: await cancelOne()
            case 6, 7: await finish()
            case 8: await keep()
            default: await cancelWork()
            }
            #expect(work.isUnderWay == isUnderWay, "seed \(seed)")
        }
        await cancelWork()
        #expect(bodies.begunCount == begun, "seed \(seed)")
        #expect(bodies.openCount == 0, "seed \(seed)")
    }

    private func begin() async {
        guard !isUnderWay else { return }
        begun += 1
        isUnderWay = true
        isKept = false
        await bodies.begun(begun)
    }

    private func join() async {
        let (work, bodies) = (work, bodies)
        waiters.append(Task.immediate { try? await work.value { await bodies.run() } })
        await begin()
    }

    private func keep() async {
        let bodies = bodies
        work.keep { await bodies.run() }
        await begin()
        isKept = true
    }

    private func cancelOne() async {
        guard !waiters.isEmpty else { return }
        let waiter = waiters.remove(at: random.below(waiters.count))
        waiter.cancel()
        #expect(await waiter.value == nil, "seed \(seed)")
        if waiters.isEmpty, !isKept { await ended(isCancelled: true) }
    }

    private func finish() async {
        guard isUnderWay else { return }
        bodies.finish(begun)
        for waiter in waiters { #expect(await waiter.value == begun, "seed \(seed)") }
        while work.isUnderWay { await Task.yield() }
        await ended(isCancelled: false)
    }

    private func cancelWork() async {
        work.cancel()
        for waiter in waiters { #expect(await waiter.value == nil, "seed \(seed)") }
        if isUnderWay { await ended(isCancelled: true) }
    }

    private func ended(isCancelled: Bool) async {
        waiters = []
        isUnderWay = false
        isKept = false
        #expect(await bodies.wasCancelled(begun) == isCancelled, "seed \(seed)")
    }
}

/// Bodies of work that run until the schedule or a cancellation ends them; each returns its number.
private final class Bodies: Sendable {
    private struct State {
        var begun = 0
        var open: [Int: CheckedContinuation<Bool, Never>] = [:]
        var endings: [Int: Bool] = [:]
    }

    private let state = Mutex(State())

    var begunCount: Int { state.withLock { $0.begun } }
    var openCount: Int { state.withLock { $0.open.count } }

    func run() async -> Int {
        let number = state.withLock { state in
            state.begun += 1
            return state.begun
        }
        let isCancelled = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if !Task.isCancelled { state.open[number] = continuation }
                    return Task.isCancelled
                }
                if isCancelled { continuation.resume(returning: true) }
            }
        } onCancel: {
            end(number, isCancelled: true)
        }
        state.withLock { $0.endings[number] = isCancelled }
        return number
    }

    func begun(_ number: Int) async {
        while state.withLock({ $0.open[number] == nil && $0.endings[number] == nil }) { await Task.yield() }
    }

    func finish(_ number: Int) { end(number, isCancelled: false) }

    func wasCancelled(_ number: Int) async -> Bool {
        while true {
            if let ending = state.withLock({ $0.endings[number] }) { return ending }
            await Task.yield()
        }
    }

    private func end(_ number: Int, isCancelled: Bool) {
        state.withLock { $0.open.removeValue(forKey: number) }?.resume(returning: isCancelled)
    }
}
