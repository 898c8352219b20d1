// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Waiting

@Suite struct `Taking turns` {
    @Test(arguments: [1, 3]) func `at most the given number run at once`(_ count: Int) async {
        let turns = Turns(count)
        let atIt = Shared((now: 0, most: 0))
        await withTaskGroup(of: Int?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    await turns.taking {
                        atIt.change { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                        for _ in 0..<number % 4 { await Task.yield() }
                        atIt.change { $0.now -= 1 }
                        return number
                    }
                }
            }
            var done: Set<Int?> = []
            for await number in group { done.insert(number) }
            #expect(done == Set((0..<200).map(Optional.some)))
        }
        #expect(atIt.value.most <= count)
    }

    @Test func `are taken in the order of waiting`() async {
        let turns = Turns()
        let order = Shared<[Int]>([])
        let gate = Gate()
        let first = Task.immediate { await turns.taking { await gate.passed() } }
        let others = (1...5).map { number in
            Task.immediate { await turns.taking { order.change { $0.append(number) } } }
        }
        gate.open()
        _ = await first.value
        for other in others { _ = await other.value }
        #expect(order.value == [1, 2, 3, 4, 5])
    }

    @Test func `a waiting task can leave at once, and takes no turn`() async {
        let turns = Turns()
        let gate = Gate()
        let first = Task.immediate { await turns.taking { await gate.passed() } }
        let second = Task.immediate { await turns.taking { 2 } }
        let third = Task.immediate { await turns.taking { 3 } }
        second.cancel()
        #expect(await second.value == nil)
        gate.open()
        _ = await first.value
        #expect(await third.value == 3)
        #expect(await turns.taking { 4 } == 4)
    }

    @Test func `a task that was cancelled before takes no turn`() async {
        let turns = Turns()
        let late = Task {
            await cancellation()
            return await turns.taking { 1 }
        }
        late.cancel()
        #expect(await late.value == nil)
        #expect(await turns.taking { 2 } == 2)
    }
}
