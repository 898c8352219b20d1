// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellRuntime
import Testing

@SessionActor
@Suite struct `Scopes` {
    @Test func `blocks are none: what they assign is seen after them`() async {
        let shell = Shell()
        await shell.run(
            """
            if <<`true`>> { a = 1 }
            for x in [1] { b = <<x>> }
            try { c = 1 } catch err { } finally { d = 1 }
            retry 1 every 1s { e = 1 }
            """)
        #expect(["a", "b", "c", "d", "e"].map { shell[$0] } == [1, 1, 1, 1, 1])
    }

    @Test func `loop variables and the caught error end with their block`() async {
        let shell = Shell()
        await shell.run(
            """
            x = "outer"
            for x in [1, 2] { }
            for key, value in {"a": 1} { }
            try { fail "no" } catch err { }
            """)
        #expect(shell["x"] == "outer")
        #expect(shell["key"] == nil && shell["value"] == nil && shell["err"] == nil)
    }

    @Test func `loop variables end with a failing block too`() async {
        let shell = Shell()
        await shell.run("for x in [1] { fail \"no\" }")
        #expect(shell["x"] == nil)
    }

    @Test func `a def reads outer variables and changes none`() async {
        let shell = Shell()
        await shell.run(
            """
            n = 1; o = {"a": 1}
            def f(p) { n = <<p>>; o2 = <<o>>; return <<[n, o2.a]>> }
            r = f 5
            """)
        #expect(shell["r"] == [5, 1])
        #expect(shell["n"] == 1)
        #expect(shell["o2"] == nil && shell["p"] == nil)
    }

    @Test func `a def sees the session, not its caller`() async {
        let shell = Shell()
        #expect(
            await shell.run("def inner() { return <<local>> }\ndef outer() { local = 1; return inner }\nouter") == 1)
        #expect(shell.failure?.kind == .usage)
    }

    @Test func `a name assigned anywhere in a def is local throughout`() async {
        let shell = Shell()
        #expect(await shell.run("n = 1\ndef f() { print <<n>>; if <<`false`>> { n = 2 } }\nf") == 1)
        #expect(shell.failure?.kind == .usage)
        #expect(shell.console.out.isEmpty)
    }

    @Test func `each call of a def has its own last result`() async {
        let shell = Shell()
        #expect(await shell.run("_ = invoke f --body 1\ndef f() { return <<_>> }\nf") == 1)
        #expect(shell.failure?.kind == .usage)
        #expect(await shell.run("def g() { _ = invoke f --body 2 }\ng") == 0)
        #expect(await shell.value("_") == 1)
    }

    @Test func `defaults are evaluated at the call`() async {
        let shell = Shell()
        await shell.run("n = 1\ndef f(a = <<n + 1>>) { return <<a>> }\nn = 10\nr = f; s = f 3")
        #expect(shell["r"] == 11)
        #expect(shell["s"] == 3)
    }

    @Test func `return ends a def from within loops and blocks`() async {
        let shell = Shell()
        await shell.run(
            "def f() { for x in [1, 2] { while <<`true`>> { try { return <<x>> } finally { print end } } } }\nr = f")
        #expect(shell["r"] == 1)
        #expect(shell.console.out == "end\n")
    }

    @Test func `only print prints inside a def; its call prints what it returned`() async {
        let shell = Shell()
        await shell.run("def f() { \"quiet\"; invoke f --body 1; print loud; return 2 }\nf\nx = f")
        #expect(shell.console.lines == ["loud", "2", "loud"])
    }

    @Test func `calls nest two hundred deep`() async {
        let shell = Shell()
        let script = "def down(n) { if <<n == 0>> { return \"bottom\" }; return down <<n - 1>> }\n"
        #expect(await shell.run(script + "r = down 199") == 0)
        #expect(shell["r"] == "bottom")
        #expect(await shell.run(script + "r = down 200") == 1)
        #expect(shell.failure?.kind == .usage)
    }
}
