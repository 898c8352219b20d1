// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import Lambda
import ShellLanguage
import ShellRuntime
import Testing

/// What belongs to one test, and what tests share.
@SessionActor
@Suite struct `The session of a test` {
    private func results(of text: String, in shell: Shell, limit: Int) async throws -> [TestResult] {
        let script = try #require(shell.session.parse(Source(name: "a.lamsh", text: text), layout: .text))
        let runner = TestRunner(session: shell.session, limit: limit)
        return await runner.run([(script, RunningFile(path: "a.lamsh"))]) { _ in }.results
    }

    /// The function of test 1 answers when those of the others have.
    private func meeting(_ count: Int) -> FakeService {
        let (others, arrived) = (Milestone(), Counter())
        return FakeService { request in
            arrived.add()
            if arrived.count == count { others.reach() }
            await others.reached()
            return FakeService.success([], for: request)
        }
    }

    @Test func `shows only its own requests, on the connection that all tests share`() async throws {
        let shell = Shell(meeting(3))
        let tests = try await results(
            of: """
                connect local --no-verify
                test "one" { set trace on; _ = invoke f1 }
                test "two" { _ = invoke f2 }
                test "three" { set trace on; _ = invoke f3 }
                """, in: shell, limit: 3
        ).filter { $0.name != nil }
        #expect(tests.map(\.isPassed) == [true, true, true])
        let requests = tests.map { $0.output.split(separator: "\n").filter { $0.hasPrefix("> ") } }
        #expect(requests == [["> f1"], [], ["> f3"]])
        #expect(!shell.console.notices.contains { $0.hasPrefix("> ") })
    }

    @Test func `shows the requests of connections that it opens itself`() async throws {
        let shell = Shell()
        let tests = try await results(
            of: "test \"one\" { set trace on; connect local --no-verify; _ = invoke f }\ntest \"two\" { _ = invoke g }",
            in: shell, limit: 1)
        #expect(tests.map { $0.output.contains("> f") } == [true, false])
        #expect(!tests.contains { $0.output.contains("> g") })
    }

    @Test func `begins with the trace of the file, and changes only its own`() async throws {
        let shell = Shell()
        let tests = try await results(
            of: """
                connect local --no-verify; set trace on
                test "one" { set trace off; _ = invoke f }
                test "two" { _ = invoke g }
                """, in: shell, limit: 1
        ).filter { $0.name != nil }
        #expect(tests.map { $0.output.contains("> ") } == [false, true])
    }

    @Test func `debugs functions of the connection that all tests share`() async throws {
        let shell = Shell()
        let tests = try await results(
            of: "connect local --no-verify\ntest \"one\" { debug f --port 9; debug f --off }", in: shell, limit: 1
        ).filter { $0.name != nil }
        #expect(tests.map(\.isPassed) == [true])
        #expect(tests.first?.output.contains("127.0.0.1:9") == true)
    }

    @Test func `closes the connections that it opened, and no other`() async throws {
        let (shared, own) = (FakeService(), FakeService())
        let shell = Shell(shared, own)
        await shell.run("connect local --no-verify")
        _ = try await results(
            of: "test \"one\" { _ = invoke f; connect local --no-verify --name own; _ = invoke f }", in: shell, limit: 1
        )
        #expect(!shared.isShutDown)
        #expect(shared.requests.count == 1)
        #expect(own.isShutDown)
        #expect(own.requests.count == 1)
    }
}
