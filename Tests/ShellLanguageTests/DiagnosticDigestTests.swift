// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// A text with very many errors shows the first of them.
@Suite struct DiagnosticDigestTests {
    private func digest(_ text: String) -> DiagnosticDigest {
        switch Parser.parse(Source(text: text), vocabulary: .test) {
        case .script(_, let notes): DiagnosticDigest(notes)
        case .failure(let diagnostics): DiagnosticDigest(diagnostics)
        }
    }

    @Test(arguments: [(0, 0, nil), (20, 20, nil), (21, 20, "and 1 more"), (500, 20, "and 480 more")])
    func `at most twenty are shown`(_ count: Int, _ shown: Int, _ remark: String?) {
        let digest = digest(String(repeating: "nope\n", count: count))
        #expect(digest.shown.count == shown)
        #expect(digest.remark == remark)
    }

    @Test func `errors go before warnings`() {
        let digest = digest(String(repeating: "print <<a == \"b\">>\n", count: 30) + "nope")
        #expect(digest.shown.map(\.message) == ["unknown command `nope`"])
        #expect(digest.remark == "and 30 more")
    }
}
