// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import Lambda
import ShellRuntime
import Synchronization
import Testing

@SessionActor
@Suite struct `A question on a protected connection` {
    /// Answers, and remembers what was asked and how many questions were open at a time.
    private final class Person: Sendable {
        private let answer: Answer<Bool>
        private let state = Mutex((asked: [String](), open: 0, most: 0))

        init(_ answer: Answer<Bool>) { self.answer = answer }

        var asked: [String] { state.withLock { $0.asked } }
        var mostAtATime: Int { state.withLock { $0.most } }

        func confirm(_ question: String) async -> Answer<Bool> {
            state.withLock { state in
                state.asked.append(question)
                state.open += 1
                state.most = max(state.most, state.open)
            }
            for _ in 0..<20 { await Task.yield() }
            state.withLock { $0.open -= 1 }
            return answer
        }
    }

    private func shell(_ person: Person) async -> Shell {
        let shell = Shell(input: "1\n", confirm: { await person.confirm($0) })
        await shell.run("connect local --protected --name prod --no-verify")
        return shell
    }

    @Test(arguments: [
        ("invoke f", "invoke f"), ("invoke f --each [1, 2, 3]", "invoke f for 3 rows"),
        ("invoke f --each [1]", "invoke f for 1 row"),
        ("invoke <<row.f>> --each [{\"f\": \"g\"}, {\"f\": \"h\"}]", "invoke <<row.f>> for 2 rows"),
        ("invoke f --each @-", "invoke f for each row of standard input"),
        ("bench f --requests 2", "invoke f 2 times"), ("bench f --requests 1", "invoke f once"),
        ("for n in [1] parallel 2 { invoke f }", "invoke f"),
        ("for n in [1, 2] parallel 2 { invoke f }", "invoke f for each of 2 items"),
        ("for n in [1, 2] parallel 2 { invoke f --each [1, 2, 3] }", "invoke f for 3 rows for each of 2 items"),
        ("def g() { _ = invoke f }; for n in [1, 2, 3] parallel 3 { g }", "invoke f for each of 3 items"),
    ])
    func `says what is invoked, where, and how often`(_ statement: String, _ action: String) async {
        let person = Person(.given(true))
        let shell = await shell(person)
        #expect(await shell.run(statement) == 0)
        #expect(person.asked == ["`prod` is protected: \(action)?"])
        #expect(!shell.service.requests.isEmpty)
    }

    @Test func `is asked once for all bodies, and once for each function`() async {
        let person = Person(.given(true))
        let shell = await shell(person)
        #expect(await shell.run("for n in [1, 2, 3, 4] parallel 4 { invoke f; invoke g; invoke f }") == 0)
        #expect(person.asked.map { $0.contains("invoke f") } == [true, false])
        #expect(person.mostAtATime == 1)
        #expect(shell.service.requests.count == 12)
        #expect(await shell.run("for n in [1, 2] parallel 2 { invoke f }") == 0)
        #expect(person.asked.count == 3, "an answer counts for one statement")
    }

    @Test func `one no is the answer for all bodies`() async {
        let person = Person(.given(false))
        let shell = await shell(person)
        #expect(
            await shell.run("for n in [1, 2, 3] parallel 3 { try { invoke f } catch e { print <<e.message>> } }") == 0)
        #expect(person.asked.count == 1)
        #expect(shell.console.lines == ["cancelled: invoke f", "cancelled: invoke f", "cancelled: invoke f"])
        #expect(shell.service.requests.isEmpty)
    }

    @Test func `that is interrupted ends the statement with 130`() async {
        let shell = await shell(Person(.interrupted))
        #expect(await shell.run("try { invoke f } catch e { print caught }") == 130)
        #expect(await shell.run("for n in [1, 2] parallel 1 { invoke f }") == 130)
        #expect(shell.service.requests.isEmpty)
        #expect(shell.console.failures.isEmpty)
    }

    @Test func `waiting for one's turn ends with the statement`() async {
        let asked = Milestone()
        let shell = Shell(confirm: { _ in
            asked.reach()
            try? await Task.sleep(for: .seconds(3600))
            return .interrupted
        })
        await shell.run("connect local --protected --no-verify")
        let run = Task { await shell.run("for n in [1, 2, 3] parallel 3 { invoke f }") }
        await asked.reached()
        run.cancel()
        #expect(await run.value == 130)
        #expect(shell.service.requests.isEmpty)
    }

    @Test func `that no one can answer says so`() async {
        let shell = await shell(Person(.noOne))
        #expect(await shell.run("for n in [1, 2] parallel 2 { invoke f }") == 1)
        #expect(shell.failure?.message == "`prod` is protected, and there's no terminal to confirm this: invoke f")
        #expect(shell.failure?.hint?.contains("--yes") == true)
    }
}
