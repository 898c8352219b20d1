// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellLanguage
import Testing

/// Deep and large texts end in an error or a tree, never in a crash.
@Suite struct LimitTests {
    @Test(arguments: [1000, 100_000]) func `blocks that stand too deep are refused`(_ depth: Int) {
        let text = String(repeating: "if <<a>> { ", count: depth) + String(repeating: "}", count: depth)
        #expect(faults(text) == "nested more than 200 levels deep @ {")
    }

    @Test func `blocks may stand as deep as the limit`() {
        let depth = Parser.blockDepthLimit
        let text = String(repeating: "if <<a>> { ", count: depth) + "list" + String(repeating: "}", count: depth)
        #expect(faults(text) == "")
    }

    @Test(arguments: ["[", "{\"a\":"]) func `templates that are too deep are refused`(_ opening: String) {
        let text = "x = " + String(repeating: opening, count: 100_000)
        #expect(faults(text) == "nested more than 512 levels deep @ \(opening.prefix(1))")
    }

    @Test func `templates may be as deep as JSON values`() {
        let depth = JSONValue.depthLimit
        #expect(faults("x = " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)) == "")
    }

    @Test func `deep brackets in an expression are refused, not followed`() {
        #expect(faults("x = <<" + String(repeating: "(", count: 100_000) + ">>") != "")
    }

    @Test func `long chains are no nesting`() {
        let chain = "if <<a>> { list }" + String(repeating: " else if <<b>> { list }", count: 5000)
        #expect(faults(chain) == "")
        #expect(faults("list" + String(repeating: " | wc", count: 5000)) == "")
        #expect(faults("x" + String(repeating: ".a", count: 5000) + " = 1") == "")
    }

    @Test func `a megabyte of script is parsed`() {
        let line =
            "x = invoke create-order --body {\"sku\": \"A-<<n>>\", \"qty\": 2, \"tags\": [1, <<t>>]} --type event\n"
        let count = 1_000_000 / line.utf8.count
        let text = String(repeating: line, count: count)
        guard case .script(let script, _) = Parser.parse(Source(text: text), vocabulary: .test) else {
            Issue.record("refused")
            return
        }
        #expect(script.statements.count == count)
    }

    @Test func `text that is not UTF-8 is refused where it stops being so`() {
        let source = Source(name: "f", bytes: Array("print é".utf8) + [0xFF, 0x20])
        guard case .failure(let diagnostics) = Parser.parse(source, vocabulary: .test) else {
            Issue.record("accepted")
            return
        }
        #expect(diagnostics.map(\.kind) == [.syntax(.notUTF8)])
        #expect(diagnostics.map(\.range) == [8..<9])
    }
}
