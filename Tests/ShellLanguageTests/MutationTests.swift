// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing
import TestSupport

/// Texts that nobody would write: the parser answers each, and each answer points into the text.
@Suite struct MutationTests {
    static let seeds = [
        "x = invoke f --body {\"a\": [1, <<b>>], \"c\": \"d <<e>>\"} --type event | jq '.[]' > f.txt\n",
        "for k, v in <<xs>> parallel 20 { y.a[0].\"b\" = 'it' ; print \"a\\n<<b>>\" \\<<c }\n",
        "if <<a == '>>'>> {\n list --limit 3\n} else if <<b>> { break } else { !ls | wc }\n",
        "retry 3 every 1s backoff 2 up to 1m { try { fail x } catch err { } finally { } }\n",
        "def g(a, b = {\"c\": 1}) { return <<a>> }\ng 1 b=2\ntest \"n\" { assert <<a>> \"m\" }\n",
        "x = \"\"\"\n  a <<b>>\n    \\\"\"\" \\\\<<c>>\n  \"\"\"\nsecret s = \"abcd\" # c\n",
    ]
    static let fragments = [
        "{", "}", "[", "]", "(", ")", "<<", ">>", "'", "\"", "\"\"\"", "`", "\\", "\n", "\r\n", ";", "|", ">", "&", "#",
        "=", "@",
        "--", "-", ",", ":", " ", "\t", "if ", "else ", "try ", "def ", "x", "é", "\u{1F600}", "\u{0}",
    ]

    @Test(arguments: 0..<40) func `a mutated script is answered`(_ seed: UInt64) {
        var random = SeededNumbers(seed: seed)
        for _ in 0..<50 {
            var bytes = Array(MutationTests.seeds.shuffled(using: &random).prefix(3).joined().utf8)
            for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&bytes, &random) }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: 0..<20) func `a heap of fragments is answered`(_ seed: UInt64) {
        var random = SeededNumbers(seed: seed &+ 1000)
        for _ in 0..<100 {
            let count = Int.random(in: 1...60, using: &random)
            check((0..<count).map { _ in MutationTests.fragments.randomElement(using: &random) ?? "" }.joined())
        }
    }

    /// Another line makes it right, since the rest of the script does.
    @Test(arguments: [1, 3, 4, 5].map { seeds[$0] })
    func `a valid script is never invalid at the end of a line`(_ script: String) {
        let ends = script.indices.filter { script[$0] == "\n" }
        for end in ends.dropLast() {
            let beginning = String(script[...end])
            if case .invalid = Parser.completeness(of: beginning) { Issue.record("invalid: \(beginning)") }
        }
        guard case .complete = Parser.completeness(of: script) else {
            Issue.record("not complete: \(script)")
            return
        }
    }

    @Test func `a line that ends within brackets or quotes is incomplete, and one that closes too many is invalid`() {
        for text in ["x = {", "print [1,", "if <<a>> {", "print \"\"\"", "invoke f --body <<a"] {
            guard case .incomplete = Parser.completeness(of: text) else {
                Issue.record("not incomplete: \(text)")
                continue
            }
        }
        for text in ["x = }", "x = {]", "} else {", "print <<a b>>"] {
            guard case .invalid = Parser.completeness(of: text) else {
                Issue.record("not invalid: \(text)")
                continue
            }
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededNumbers) {
        let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...12, using: &random)))
        case 1: bytes.insert(contentsOf: (MutationTests.fragments.randomElement(using: &random) ?? "").utf8, at: place)
        case 2: if place < bytes.count { bytes[place] = UInt8.random(in: 0...127, using: &random) }
        default: bytes.removeSubrange(place...)
        }
    }

    private func check(_ text: String) {
        let source = Source(name: "m", text: text)
        for secret in Parser.secrets(in: source, vocabulary: .test) {
            #expect(secret.range.upperBound <= source.bytes.count, "\(text)")
        }
        let found: [Diagnostic]
        switch Parser.parse(source, vocabulary: .test) {
        case .script(let script, let notes):
            found = notes
            #expect(!notes.contains { $0.severity == .error })
            for statement in script.statements {
                #expect(statement.range.lowerBound >= 0 && statement.range.upperBound <= source.bytes.count)
            }
        case .failure(let diagnostics):
            found = diagnostics
            #expect(diagnostics.contains { $0.severity == .error })
        }
        for diagnostic in found {
            #expect(diagnostic.range.upperBound <= source.bytes.count, "\(text)")
            #expect(!diagnostic.message.isEmpty)
            #expect(Message(diagnostic, in: source).plainText(hiding: { _ in [] }).hasPrefix("m:"))
        }
    }
}
