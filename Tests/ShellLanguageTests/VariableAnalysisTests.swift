// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Variables that no path defines are found, and no others.
@Suite struct VariableAnalysisTests {
    @Test(arguments: sound) func `a variable that some path defines is right`(_ text: String) async throws {
        #expect(try await checked(["main": text]) == "")
    }

    @Test(arguments: unsound) func `a variable that no path defines is named`(_ sample: Case) async throws {
        let found = try await checked(["main": sample.text]).split(separator: "\n").map { $0.dropFirst("main: ".count) }
        #expect(found.joined(separator: "\n") == sample.expected)
    }

    static let sound = [
        "x = 1; print <<x>>",
        "print <<customer>> <<last>> <<args>> <<connection>> <<script>>",
        "list; print <<_>>",
        "if <<customer>> { x = 1 }; print <<x>>",
        "if <<customer>> { } else { x = 1 }; print <<x>>",
        "for i in [1] { if <<customer>> { print <<x>> }; x = <<i>> }; print <<x>>",
        "while <<customer>> { x = 1 }; print <<x>>",
        "retry 2 every 1s { x = 1 }; print <<x>>",
        "for k, v in {} { print <<k>> <<v>> }",
        "for i in [1] parallel 2 { x = <<i>>; print <<x>> <<customer>> }",
        "try { x = 1; fail \"a\" } catch { print <<x>> <<error>> } finally { print <<x>> }",
        "try { list } catch err { print <<err>> } finally { y = 1 }; print <<y>>",
        "def f(a, b = <<a>>) { c = <<b>>; print <<a>> <<c>> <<later>> }\nlater = 1",
        "for i in [1] { f }\ndef f() { print <<i>> }",
        "x = {}; x.a = 1; x[<<x.a>>] = 2",
        "x = 1; unset x; x = 2; print <<x>>",
        "if <<customer>> { x = 1; unset x } else { x = 1 }; print <<x>>",
        "secret key = <<customer>>; print <<key>>",
        "x = 1; test \"a\" { print <<x>> <<y>> }\nbefore { y = 1 }\nafter { print <<y>> <<z>> }\ntest \"b\" { z = 1 }",
        "print <<customer[?sku == 'A'].qty>> <<let $v = customer in $v>>",
        "invoke f --query 'a.b'",
        "source <<customer>>; print <<anything>>; anyone",
    ]

    static let unsound = [
        Case("print <<x>>", "there's no variable `x` @ x"),
        Case("print <<x || 1>>", "there's no variable `x` @ x"),
        Case("print <<x>>; x = 1", "`x` isn't set yet at this point @ x"),
        Case("x = <<x>>", "`x` isn't set yet at this point @ x"),
        Case("x.a = 1", "`x` isn't set yet at this point @ x"),
        Case("x = 1; unset x; print <<x>>", "`x` isn't set yet at this point @ x"),
        Case("unset y", "there's no variable `y` @ y"),
        Case(
            "for i in <<i>> { }; print <<i>>",
            "`i` isn't set yet at this point @ i\n`i` isn't set yet at this point @ i"),
        Case("for i in [1] parallel 2 { x = 1 }; print <<x>>", "there's no variable `x` @ x"),
        Case("x = 1; for i in [1] parallel 2 { print <<x>>; x = 2 }", "`x` isn't set yet at this point @ x"),
        Case("while <<x>> { x = 1 }", "`x` isn't set yet at this point @ x"),
        Case("try { list } catch err { }; print <<err>>", "`err` isn't set yet at this point @ err"),
        Case("try { print <<error>> } catch { }", "`error` isn't set yet at this point @ error"),
        Case("def f() { x = 1 }\nf; print <<x>>", "there's no variable `x` @ x"),
        Case("x = 1\ndef f() { print <<x>>; x = 2 }", "`x` isn't set yet at this point @ x"),
        Case("def f(a = <<b>>, b = 1) { }", "`b` isn't set yet at this point @ b"),
        Case("test \"a\" { x = 1 }\ntest \"b\" { print <<x>> }", "there's no variable `x` @ x"),
        Case(
            "print <<cstomer>> \"<<y>>\" {\"<<z>>\": 1}",
            "there's no variable `cstomer` @ cstomer\nthere's no variable `y` @ y\nthere's no variable `z` @ z"),
    ]

    @Test func `the nearest variable is suggested`() async throws {
        let files = try await ProgramCheck(vocabulary: .test).check(
            ["main"], files: MemoryScripts(texts: ["main": "order = 1; print <<ordr>>"]))
        #expect(files.flatMap(\.diagnostics).map(\.hint) == ["did you mean `order`?"])
    }

    @Test func `many loops in each other are no effort`() async throws {
        let depth = 60
        let open = String(repeating: "for i in [1] {\n", count: depth)
        let text = open + "print <<x>>\n" + String(repeating: "}\n", count: depth)
        #expect(try await checked(["main": text]) == "main: there's no variable `x` @ x")
    }
}
