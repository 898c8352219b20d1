// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Testing

import ShellRuntime

struct ResultAssertionTests {
    private func lines(_ text: String) -> [String] {
        var volatile = VolatileValues()
        return ResultAssertions(json(text) ?? .null, at: "_", &volatile).lines
    }

    @Test("A small result that stays the same is compared as a whole")
    func compares() {
        #expect(lines(#"{"total": 1250, "lines": [1, 2]}"#) == [#"assert <<_ == `{"total":1250,"lines":[1,2]}`>>"#])
        #expect(lines(#""it's""#) == [#"assert <<_ == `"it's"`>>"#])
        #expect(lines("12") == ["assert <<_ == 12>>"])
        #expect(lines("-1.5") == ["assert <<_ == `-1.5`>>"])
        #expect(lines(#""a `b`""#) == ["assert <<_ == 'a `b`'>>"])
    }

    @Test(
        "Ids and times are matched by a pattern",
        arguments: [
            (#""6eb3e99a-6968-4aed-b4ec-eb84ebdb3a5d""#, "^[0-9A-Fa-f-]{36}$"),
            (#""o-11eb387a""#, "^o-[0-9A-Za-z]+$"),
            (#""2026-11-28T11:32:26.960Z""#, "^[0-9]+-[0-9]+-[0-9A-Za-z]+:[0-9]+:[0-9]+[.][0-9A-Za-z]+$"),
            (#""at 2026-11-28""#, "^at [0-9]+-[0-9]+-[0-9]+$"),
            (#""1764329546960""#, "^[0-9]+$"),
        ])
    func matches(text: String, pattern: String) {
        #expect(lines(text) == ["assert <<matches(_, '\(pattern)')>>"])
    }

    @Test(
        "Ordinary words, versions and codes are compared",
        arguments: ["A-1", "python3.12", "nodejs20.x", "eu-west-1", "OutOfStock", "1250", "facade", "us-east-1a"])
    func keepsWords(text: String) { #expect(lines("\"\(text)\"") == ["assert <<_ == '\(text)'>>"]) }

    @Test("Members with ids and measurements are checked by their type or pattern, the others as they are")
    func looksAtNames() {
        #expect(
            lines(#"{"id": 7, "durationMs": 12.5, "sku": "A-1", "orderId": "x-12"}"#) == [
                "assert <<type(_.id) == 'number'>>", "assert <<type(_.durationMs) == 'number'>>",
                "assert <<_.sku == 'A-1'>>", "assert <<matches(_.orderId, '^x-[0-9]+$')>>",
            ])
    }

    @Test("What was volatile in one place is volatile in another")
    func remembers() {
        #expect(
            lines(#"{"id": "k-41", "note": "for k-41 only"}"#) == [
                "assert <<matches(_.id, '^k-[0-9]+$')>>", "assert <<matches(_.note, '^for k-[0-9]+ only$')>>",
            ])
    }

    @Test("Tokens and passwords aren't mentioned")
    func hidesSecrets() {
        #expect(lines(#"{"token": "abc", "user": "ada", "dbPassword": "x"}"#) == ["assert <<_.user == 'ada'>>"])
    }

    @Test("Large arrays are compared by their length and their first elements")
    func shortens() {
        let elements = (1...200).map { "\"element \($0)\"" }.joined(separator: ",")
        let lines = lines("[\(elements)]")
        #expect(lines.count == 6)
        #expect(lines.first == "assert <<length(_) == 200>>")
    }
}
