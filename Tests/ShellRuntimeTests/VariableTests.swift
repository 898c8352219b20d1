// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Variables` {
    @Test func `a failing right side leaves the variable as it was`() async {
        let shell = Shell(.raising("Broken", "no"))
        #expect(await shell.run("x = 1\nx = invoke f") == 1)
        #expect(shell["x"] == 1)
        #expect(shell.failure?.kind == .function)
    }

    @Test(arguments: [
        ("o = {\"a\": 1}; o.b = 2", #"{"a": 1, "b": 2}"#),
        ("o = {\"a\": {\"b\": [1]}}; o.a.b[0] = 2", #"{"a": {"b": [2]}}"#),
        ("o = [1]; o[1] = 2", "[1, 2]"),
        ("o = [1, 2]; o[-1] = 3", "[1, 3]"),
        ("o = {}; o.\"a b\" = 1", #"{"a b": 1}"#),
        ("k = \"x\"; o = {}; o[<<k>>] = 1", #"{"x": 1}"#),
        ("i = 0; o = [9]; o[<<i>>] = 1", "[1]"),
        ("k = \"x\"; o = {}; o.\"<<k>>-y\" = 1", #"{"x-y": 1}"#),
        ("o = {\"b\": 1, \"a\": 2}; o.b = 3", #"{"b": 3, "a": 2}"#),
    ])
    func `a part is set, added or appended`(script: String, expected: String) async {
        let shell = Shell()
        #expect(await shell.run(script) == 0)
        #expect(shell["o"] == json(expected))
        #expect(shell["o"]?.description == json(expected)?.description, "the order of members is kept")
    }

    @Test(arguments: [
        "o.x.y = 1", "o.list[2] = 1", "o.a.b = 1", "o.list.x = 1", "o[0] = 1", "o.list[-3] = 1", "o[<<null_>>] = 1",
    ])
    func `a step that leads nowhere fails and changes nothing`(assignment: String) async {
        let shell = Shell()
        #expect(await shell.run("null_ = null\no = {\"a\": 1, \"list\": [1]}\n\(assignment)") == 1)
        #expect(shell.failure?.kind == .value)
        #expect(shell["o"] == json(#"{"a": 1, "list": [1]}"#))
    }

    @Test func `a part of a variable that is not there cannot be set`() async {
        let shell = Shell()
        #expect(await shell.run("o.a = 1") == 1)
        #expect(shell.failure?.kind == .usage)
        #expect(shell["o"] == nil)
    }

    @Test func `unset forgets all or none`() async {
        let shell = Shell()
        #expect(await shell.run("a = 1; b = 2; unset a nope") == 1)
        #expect(shell["a"] == 1)
        #expect(await shell.run("unset a b") == 0)
        #expect(shell["a"] == nil && shell["b"] == nil)
    }

    @Test func `args and script belong to the running file`() async {
        let shell = Shell()
        #expect(await shell.value("args") == ["one", "two"])
        #expect(await shell.value("script.dir") == "folder")
    }
}
