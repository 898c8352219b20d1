// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import Lambda
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Ctrl-C` {
    /// A shell whose `sleep` reports its start and only ends by cancellation.
    private func sleepingShell() -> (Shell, Milestone) {
        let asleep = Milestone()
        let shell = Shell(sleep: { _ in
            asleep.reach()
            try await Task.sleep(for: .seconds(3600))
        })
        return (shell, asleep)
    }

    @Test func `ends a run with 130, past catch, after finally`() async {
        let (shell, asleep) = sleepingShell()
        let run = Task {
            await shell.run(
                "try { sleep 1h } catch err { print caught } finally { print finally; x = invoke f --body 1 }\nprint after"
            )
        }
        await asleep.reached()
        run.cancel()
        #expect(await run.value == 130)
        #expect(shell.console.lines == ["finally"])
        #expect(shell["x"] == 1, "commands in a finally block are not cancelled")
        #expect(shell.console.failures.isEmpty)
    }

    @Test func `once more skips the finally blocks that still run`() async {
        let asleep = Milestone()
        let cleaning = Milestone()
        let shell = Shell(sleep: { duration in
            if duration == .seconds(3600) { asleep.reach() } else { cleaning.reach() }
            try await Task.sleep(for: .seconds(3600))
        })
        let run = Task { await shell.run("try { sleep 1h } finally { print cleaning; sleep 2h; print cleaned }") }
        await asleep.reached()
        run.cancel()
        await cleaning.reached()
        shell.session.skipCleanup()
        #expect(await run.value == 130)
        #expect(shell.console.lines == ["cleaning"])
    }

    @Test func `leaves a retry`() async {
        let (shell, asleep) = sleepingShell()
        let run = Task { await shell.run("retry 5 every 1h { print try; fail \"x\" }") }
        await asleep.reached()
        run.cancel()
        #expect(await run.value == 130)
        #expect(shell.console.lines == ["try"])
    }

    @Test func `is told by a cancelled request`() async {
        let asked = Milestone()
        let shell = Shell(
            FakeService { _ throws(LambdaError) in
                asked.reach()
                try? await Task.sleep(for: .seconds(3600))
                throw LambdaError(.cancelled, code: "Cancelled", message: "cancelled")
            })
        let run = Task { await shell.run("try { invoke f } catch err { print caught }") }
        await asked.reached()
        run.cancel()
        #expect(await run.value == 130)
        #expect(shell.console.out.isEmpty)
    }

    @Test func `ends every body of a parallel loop`() async {
        let (shell, asleep) = sleepingShell()
        let run = Task { await shell.run("for n in [1, 2, 3] parallel 2 { print <<n>>; sleep 1h }") }
        await asleep.reached()
        run.cancel()
        #expect(await run.value == 130)
        #expect(!shell.console.lines.contains("3"))
    }
}
