// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellLanguage
import ShellRuntime
import Synchronization
import Testing

@SessionActor
@Suite struct `The default connection` {
    /// A shell that opens a connection when the test lets it, and counts what was cancelled.
    private func openingShell() -> (shell: Shell, begun: Milestone, end: Milestone, cancelled: Counter) {
        let (begun, end, cancelled) = (Milestone(), Milestone(), Counter())
        let shell = Shell(opening: {
            begun.reach()
            await end.reached()
            if Task.isCancelled { cancelled.add() }
        })
        return (shell, begun, end, cancelled)
    }

    @Test func `is opened once for all who need it, and one who leaves takes it from no other`() async {
        let (shell, begun, end, cancelled) = openingShell()
        let first = Task { await shell.run("_ = invoke f") }
        await begun.reached()
        let second = Task { await shell.run("_ = invoke f") }
        for _ in 0..<100 { await Task.yield() }
        first.cancel()
        #expect(await first.value == 130)
        end.reach()
        #expect(await second.value == 0)
        #expect(shell.connector.targets.count == 1)
        #expect(cancelled.count == 0)
        #expect(shell.service.requests.count == 1)
    }

    @Test func `is given up when the last one leaves, and closed when it was open by then`() async {
        let (shell, begun, _, cancelled) = openingShell()
        let run = Task { await shell.run("for n in [1, 2, 3] parallel 3 { invoke f }") }
        await begun.reached()
        run.cancel()
        #expect(await run.value == 130)
        while cancelled.count == 0 || !shell.service.isShutDown { await Task.yield() }
        #expect(shell.session.connections.all.isEmpty)
        #expect(shell.console.failures.isEmpty)
    }
}

@SessionActor
@Suite struct `Names that are waited for` {
    private let page = ListPage(items: [["FunctionName": "ship-order"]])

    @Test func `a task that stops waiting gets the known names at once, and the request continues`() async {
        let (begun, end) = (Milestone(), Milestone())
        let shell = Shell(
            FakeService(
                pages: [page],
                calling: {
                    begun.reach()
                    await end.reached()
                }))
        await shell.run("connect local --no-verify")
        let names = ServiceNames()
        let session = shell.session
        let first = Task {
            await names.names(for: .functions(connection: nil), of: session, patience: .seconds(3600))
        }
        let second = Task {
            await names.names(for: .functions(connection: nil), of: session, patience: .seconds(3600))
        }
        await begun.reached()
        first.cancel()
        #expect(await first.value.isEmpty)
        end.reach()
        #expect(await second.value.map(\.name) == ["ship-order"])
        #expect(shell.service.calls.count == 1)
    }

    @Test func `without patience they are there the next time`() async {
        let end = Milestone()
        let shell = Shell(FakeService(pages: [page], calling: { await end.reached() }))
        await shell.run("connect local --no-verify")
        let names = ServiceNames()
        #expect(await names.names(for: .functions(connection: nil), of: shell.session, patience: .zero).isEmpty)
        end.reach()
        let later = await names.names(for: .functions(connection: nil), of: shell.session, patience: .seconds(3600))
        #expect(later.map(\.name) == ["ship-order"])
        #expect(shell.service.calls.count == 1)
    }
}

/// How often something happened.
final class Counter: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }
    func add() { state.withLock { $0 += 1 } }
}
