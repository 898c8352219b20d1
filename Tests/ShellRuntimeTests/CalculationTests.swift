// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import JSON
import ShellLanguage
import ShellRuntime
import Testing
import TestSupport

/// Bodies that only calculate run in another way than those that may wait; nothing else may differ.
@SessionActor
@Suite struct `Calculations` {
    @Test(arguments: 1...150)
    func `have the results of statements that may wait`(seed: Int) async {
        var text = ProgramText(seed: UInt64(seed))
        let program = text.program()
        let calculating = Shell()
        let waiting = Shell()
        let status = await calculating.run(program.replacing(ProgramText.mark, with: ""))
        // No calculation contains `try`.
        let other = await waiting.run(program.replacing(ProgramText.mark, with: "try { } finally { }\n"))
        #expect(status == other, "\(program)")
        #expect(calculating.failure?.message == waiting.failure?.message, "\(program)")
        for name in ProgramText.names + ["i"] { #expect(calculating[name] == waiting[name], "\(name) in \(program)") }
        #expect(await calculating.value("_") == (await waiting.value("_")))
    }

    @Test func `call what a def is defined as now`() async {
        let shell = Shell()
        await shell.run(
            """
            def one() { return <<1>> }
            def twice() { a = one; return <<a * 2>> }
            x = twice
            """)
        await shell.run("def one() { print called; return <<10>> }\ny = twice")
        await shell.run("def one(a) { return <<a>> }")
        #expect(shell["x"] == 2 && shell["y"] == 20)
        #expect(shell.console.lines == ["called"])
        #expect(await shell.run("z = twice") != 0)
        #expect(shell.failure?.kind == .usage)
    }

    @Test func `that call each other without end fail`() async {
        let shell = Shell()
        #expect(await shell.run("def a(n) { return b <<n>> }\ndef b(n) { return a <<n>> }\nx = a 1") != 0)
        #expect(shell.failure?.message == "calls are nested more than 200 levels deep")
    }

    @Test func `have an error at the statement that fails`() async {
        let shell = Shell()
        await shell.run(
            """
            def half(n) {
              if <<n > 1>> { return <<n / 0>> }
              return <<n>>
            }
            for i in [1, 2] { x = half <<i>> }
            """)
        let place = shell.failure?.place
        #expect(place.map { String($0.source.text(in: $0.range)) } == "n / 0")
        #expect(shell["x"] == 1)
    }

    @Test func `are traced`() async {
        let shell = Shell()
        await shell.run("set trace on\ni = 0\nwhile <<i < 2>> { i = <<i + 1>> }")
        #expect(shell.console.notices.filter { $0 == "+ i = <<i + 1>>" }.count == 2)
    }
}

/// Random programs of assignments, conditions, loops and calls, some of which fail.
private struct ProgramText {
    /// At the start of each block.
    static let mark = "#mark#"
    static let names = ["a", "b", "c"]

    private var generator: SeededNumbers
    private var depth = 0
    /// What may be called, so that no calls nest without end.
    private var callee: String?
    private var counters = 0

    init(seed: UInt64) { generator = SeededNumbers(seed: seed) }

    mutating func program() -> String {
        callee = "g"
        let first = body(inDef: true)
        callee = nil
        let second = body(inDef: true)
        callee = "f"
        return """
            def f(a, b = 2) {
            \(first)}
            def g(a) {
            \(second)}
            a = 1
            b = [3, null, "x"]
            for i in <<range(3)>> {
            \(body(inDef: false))}
            \(statements(inDef: false))
            """
    }

    private mutating func body(inDef: Bool) -> String { Self.mark + statements(inDef: inDef) }

    private mutating func statements(inDef: Bool) -> String {
        depth += 1
        defer { depth -= 1 }
        return (0..<pick(1...3)).map { _ in statement(inDef: inDef) + "\n" }.joined()
    }

    private mutating func statement(inDef: Bool) -> String {
        switch pick(0...(depth > 2 ? 5 : 9)) {
        case 0...2: return "\(name()) = <<\(expression())>>"
        case 3: return "\(name()) = {\"k\": <<\(length())>>, \"t\": \"<<\(length())>>!\"}"
        case 4: return "\(name()) = " + (callee.map { "\($0) <<\(length())>>" } ?? "<<\(name())>>")
        case 5: return inDef ? "return <<\(expression())>>" : "assert <<\(expression()) != 77>>"
        case 6: return "if <<\(expression())>> {\n\(body(inDef: inDef))} else {\n\(body(inDef: inDef))}"
        case 7: return "for i in <<range(\(pick(0...3)))>> {\n\(body(inDef: inDef))\(jump())}"
        case 8: return "for i, item in {\"x\": 1, \"y\": 2} {\n\(body(inDef: inDef))c = <<i>>\n}"
        default:
            counters += 1
            let n = "n\(counters)"
            return
                "\(n) = 0\nwhile <<\(n) < 3>> {\n\(Self.mark)\(n) = <<\(n) + 1>>\n\(statements(inDef: inDef))\(jump())}"
        }
    }

    private mutating func jump() -> String {
        switch pick(0...4) {
        case 0: "break\n"
        case 1: "if <<\(expression())>> { continue }\n"
        default: ""
        }
    }

    private mutating func expression() -> String {
        switch pick(0...9) {
        case 0: "\(pick(0...9))"
        case 1...4: name()
        case 5: "\(name()) || \(pick(0...9))"
        case 6: "[\(name()), 1][1]"
        case 7: length()
        case 8: "\(name()) + 1"
        default: "\(name()) == \(name())"
        }
    }

    private mutating func length() -> String { "length(to_string(\(name()))) + \(pick(0...9))" }

    private mutating func name() -> String { Self.names[pick(0...(Self.names.count - 1))] }

    private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
}
