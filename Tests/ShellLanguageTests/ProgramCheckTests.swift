// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Scripts are checked with the files that they source.
@Suite struct ProgramCheckTests {
    @Test func `what a sourced file binds and defines is known after it`() async throws {
        let found = try await checked([
            "main": "source lib; print <<region>> <<regoin>>; ship-all 1; ship-al 2",
            "lib": "region = \"eu-west-1\"\ndef ship-all(order) { print <<order>> <<region>> }",
        ])
        #expect(found == "main: there's no variable `regoin` @ regoin\nmain: unknown command `ship-al` @ ship-al")
    }

    @Test func `a sourced file reads what was bound before it`() async throws {
        #expect(try await checked(["main": "x = 1; source lib", "lib": "print <<x>>"]) == "")
        #expect(
            try await checked(["main": "source lib; x = 1", "lib": "print <<x>>"])
                == "lib: there's no variable `x` @ x")
        #expect(try await checked(["main": "source lib; x = 1; source lib", "lib": "print <<x>>"]) == "")
    }

    @Test func `a sourced file is looked for beside the file that names it`() async throws {
        let texts = ["a/main": "source b/one", "a/b/one": "source two", "a/b/two": "print <<x>>"]
        #expect(try await checked(texts, ["a/main"]) == "a/b/two: there's no variable `x` @ x")
    }

    @Test func `arguments are checked against the signatures of sourced defs`() async throws {
        let found = try await checked(["main": "source lib\nf 1 2", "lib": "def f(a) { }"])
        #expect(found == "main: `f` takes at most 1 argument @ 2")
    }

    @Test func `a file that cannot be read is an error where it is named`() async throws {
        let found = try await checked(["main": "source nowhere; anyone; print <<anything>>"])
        #expect(found == "main: cannot read `nowhere` @ nowhere")
        await #expect(throws: UnreadableScript(message: "cannot read `main`")) { try await checked([:]) }
    }

    @Test func `a syntax error in a sourced file makes no others`() async throws {
        let found = try await checked(["main": "source lib; f; print <<x>>", "lib": "x = = 5\ndef f() { ) }"])
        #expect(found.split(separator: "\n").allSatisfy { $0.hasPrefix("lib: ") })
        #expect(found.split(separator: "\n").count == 2)
    }

    @Test func `files that source each other are read once`() async throws {
        let texts = ["main": "a = 1; source other; print <<b>> <<c>>", "other": "b = <<a>>; source main; print <<a>>"]
        #expect(try await checked(texts) == "main: there's no variable `c` @ c")
    }

    @Test(arguments: [["main", "lib"], ["lib", "main"], ["main", "main"]])
    func `a script that another one sources is a part of it`(_ paths: [String]) async throws {
        let texts = ["main": "x = 1; source lib; print <<y>>", "lib": "print <<x>>"]
        #expect(try await checked(texts, paths) == "main: there's no variable `y` @ y")
    }

    @Test func `scripts that do not source each other share nothing`() async throws {
        let texts = ["a": "x = 1; def f() { }", "b": "print <<x>>; f"]
        #expect(
            try await checked(texts, ["a", "b"])
                == "b: there's no variable `x` @ x\nb: unknown command `f` @ f")
    }

    @Test func `chains of files that are sourced twice are no effort`() async throws {
        var texts = ["f30": "print <<x>>"]
        for index in 0..<30 { texts["f\(index)"] = "source f\(index + 1); source f\(index + 1)" }
        #expect(try await checked(texts, ["f0"]) == "f30: there's no variable `x` @ x")
    }

    @Test func `warnings are no errors`() async throws {
        let texts = ["main": "rows = []; print <<rows[?a == \"b\"]>>"]
        let files = try await ProgramCheck(vocabulary: .test).check(["main"], files: MemoryScripts(texts: texts))
        #expect(files.map(\.diagnostics.count) == [1])
        #expect(files.map(\.hasErrors) == [false])
    }
}
