// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellRuntime
import Synchronization
import Testing

@SessionActor
@Suite struct `Parallel loops` {
    @Test func `print in the order of the items and gather their results`() async {
        // The first item's function answers only after the second one's has.
        let second = Milestone()
        let shell = Shell(
            FakeService { request in
                if request.payload == Array("1".utf8) { await second.reached() } else { second.reach() }
                return FakeService.success(request.payload ?? [], for: request)
            })
        #expect(await shell.run("for n in [1, 2] parallel 2 { invoke f --body <<n>>; print n <<n>> }") == 0)
        #expect(shell.console.lines == ["1", "n 1", "2", "n 2"])
        #expect(await shell.value("_") == [1, 2])
    }

    @Test func `run no more bodies at once than the limit`() async {
        let running = Mutex((now: 0, most: 0))
        let shell = Shell(
            FakeService { request in
                running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                await Task.yield()
                running.withLock { $0.now -= 1 }
                return FakeService.success([], for: request)
            })
        await shell.run(
            "for n in <<range_>> parallel 3 { _ = invoke f }".replacing("<<range_>>", with: "[1,2,3,4,5,6,7,8,9]"))
        #expect(shell.service.requests.count == 9)
        #expect(running.withLock { $0.most } == 3)
    }

    @Test func `change no outer variable, and read them`() async {
        let shell = Shell()
        await shell.run("n = 0; outer = 5\nfor x in [1, 2] parallel 2 { n = <<x + outer>>; print <<n>> }")
        #expect(shell["n"] == 0)
        #expect(shell["x"] == nil)
        #expect(shell.console.lines == ["6", "7"])
    }

    @Test func `start nothing after a failure, let the running finish, and fail with the first in order`() async {
        // Both bodies run when the second fails; the first fails after it.
        let failed = Milestone()
        let shell = Shell(
            FakeService { request throws(LambdaError) in
                if request.payload == Array("1".utf8) { await failed.reached() } else { failed.reach() }
                throw LambdaError(.service, code: "E", message: String(decoding: request.payload ?? [], as: UTF8.self))
            })
        #expect(await shell.run("for n in [1, 2, 3, 4] parallel 2 { invoke f --body <<n>> }") == 1)
        #expect(shell.service.bodies == ["1", "2"])
        #expect(shell.failure?.message == "E: 1")
        #expect(await shell.run("<<_>>") == 1, "a failed loop gives no result")
    }

    @Test func `end by break without a failure`() async {
        let shell = Shell()
        #expect(
            await shell.run("for n in [1, 2, 3] parallel 1 { if <<n == 2>> { break }; print <<n>> }\nprint after") == 0)
        #expect(shell.console.lines == ["1", "after"])
    }

    @Test func `return null for a body without a result`() async {
        let shell = Shell()
        await shell.run(
            "_ = invoke f --body 9\nfor n in [1, 2] parallel 2 { if <<n == 2>> { _ = invoke f --body <<n>> } }")
        #expect(await shell.value("_") == [nil, 2])
    }
}
