// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellLanguage
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Secrets` {
    @Test func `are hidden by the console from when they are made, and before anything runs where they are written`()
        async
    {
        let shell = Shell(answer: "typed-in")
        #expect(
            await shell.run("secret a\nsecret b = \"written\"\nsecret c = !program") == 1,
            "a program that prints nothing")
        #expect(shell.console.hidden == ["written", "typed-in", "written"])
        #expect(shell["a"] == "typed-in")
    }

    @Test(arguments: [
        "copy = <<key>>", "copy = \"x <<key>>\"", "copy = {\"a\": [<<key>>]}", "copy = <<length(key)>>",
        "copy = {\"a\": \"<<key>>\"}",
    ])
    func `make secret what is assigned from them`(assignment: String) async {
        let shell = Shell()
        #expect(await shell.run("secret key = \"abcd1234\"\n\(assignment)") == 0)
        #expect(shell.session.scope["copy"]?.isSecret == true)
        #expect(await shell.run("again = <<copy>>\nplain = 5") == 0)
        #expect(shell.session.scope["again"]?.isSecret == true)
        #expect(shell.session.scope["plain"]?.isSecret == false)
    }

    @Test func `stay secret through parts, loops and defs`() async {
        let shell = Shell()
        await shell.run(
            """
            secret key = "abcd1234"
            o = {}; o.k = <<key>>
            for x in <<[key]>> { y = <<x>> }
            def f(p) { return <<p>> }
            z = f <<key>>
            """)
        #expect(["o", "y", "z"].map { shell.session.scope[$0]?.isSecret } == [true, true, true])
    }

    @Test func `may be no argument of a program, and may go through its input`() async {
        let shell = Shell()
        #expect(await shell.run("secret key = \"abcd1234\"\nprint a | program \"<<key>>\"") == 1)
        #expect(shell.failure?.kind == .usage)
        #expect(shell.programs.runs.isEmpty)
        #expect(await shell.run("print <<key>> | program") == 0)
        #expect(shell.programs.runs.map(\.input) == ["abcd1234\n"])
    }

    @Test func `are shown by nothing that lists or explains values`() async {
        let shell = Shell()
        await shell.run("secret key = \"abcd1234\"\nderived = <<upper(key)>>\nx = vars\nassert <<derived == 'y'>>")
        #expect(shell["x"]?.description.contains("ABCD1234") == false)
        #expect(shell.failure?.details.contains { $0.text.contains("ABCD1234") } == false)
    }

    @Test(arguments: ["secret k = <<short>>", "secret k = <<none>>", "secret k = <<object>>", "secret k"])
    func `are texts of four characters at least`(statement: String) async {
        let shell = Shell()
        #expect(await shell.run("short = \"abc\"; none = null; object = {\"a\": 1}\n\(statement)") == 1)
        #expect(shell["k"] == nil)
    }

    @Test func `carry their real value in a request`() async {
        let shell = Shell()
        await shell.run("secret key = \"abcd1234\"\n_ = invoke f --body {\"key\": <<key>>}")
        #expect(shell.service.bodies == [#"{"key":"abcd1234"}"#])
    }
}
