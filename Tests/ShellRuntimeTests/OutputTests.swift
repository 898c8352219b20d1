// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellLanguage
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Output` {
    @Test(arguments: [
        ("<<x>>", [#"{"a":[1.0,"t"]}"#]),
        ("print <<x>> <<x.a[1]>> <<x.b>> \"<<x.a>>\"", [#"{"a":[1.0,"t"]} t null [1.0,"t"]"#]),
        ("\"text\"", [#""text""#]), ("invoke f --body 1", ["1"]), ("y = invoke f --body 1", []),
        ("_ = invoke f --body 1", []),
        ("invoke f --body {\"a\": [1]} --query a", ["[1]"]), ("invoke f --body 1 --output none", []),
        ("set output none\n<<x>>\nprint p", ["p"]), ("if <<x>> { <<x.a[0]>> }", ["1.0"]),
        ("invoke f --body 1 | program", []), ("print", [""]),
    ])
    func `of a statement`(script: String, lines: [String]) async {
        let shell = Shell()
        #expect(await shell.run("x = {\"a\": [1.0, \"t\"]}\n\(script)") == 0)
        #expect(shell.console.lines == lines)
    }

    @Test func `feeds programs what would be printed`() async {
        let shell = Shell()
        #expect(
            await shell.run("w = \"b c\"\n{\"a\": 1} | one a \"<<w>>\" | two [x]\nprint p | three\n!four; five") == 0)
        #expect(
            shell.programs.runs == [
                .init(pipeline: [["one", "a", "b c"], ["two", "[x]"]], input: "{\"a\":1}\n", captures: false),
                .init(pipeline: [["three"]], input: "p\n", captures: false),
                .init(pipeline: [["/bin/sh", "-c", "four; five"]], input: nil, captures: false),
            ])
    }

    @Test(arguments: [("out\n", "out"), ("out\n\n", "out\n"), ("out", "out"), ("", "")])
    func `of a program is bound less one final newline`(output: String, expected: String) async {
        let shell = Shell(programs: FakePrograms { _ in output })
        await shell.run("a = !program\nb = \"x\" | program\nc = invoke f --body 1 | program")
        #expect(["a", "b", "c"].map { shell[$0]?.string } == [expected, expected, expected])
        #expect(shell.programs.runs.map(\.captures) == [true, true, true])
    }

    @Test func `of a program that failed is not bound`() async {
        let shell = Shell(
            programs: FakePrograms { _ throws(Stop) in throw .failed(Failure(.program, "ended", type: "3")) })
        #expect(await shell.run("a = 1\na = !program") == 1)
        #expect(shell["a"] == 1)
        #expect(shell.failure?.type == "3")
    }

    @Test func `the body of a tip is said once in a session`() async {
        let shell = Shell()
        await shell.run("_ = invoke f --body '{\"a\": 1}'\n_ = invoke f --body '{\"a\": 1}'")
        await shell.run("_ = invoke f --body '{\"a\": 1}'")
        let tips =
            shell.console.diagnostics.filter { $0.severity == .tip }.count
            + shell.console.notices.filter { $0.contains("tip") }.count
        #expect(tips == 1)
    }
}
