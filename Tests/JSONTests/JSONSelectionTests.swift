// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import TestSupport
import Testing

@Suite struct JSONSelectionTests {
    private func parse(_ text: String, _ selection: JSONSelection) throws -> JSONValue {
        try JSONValue(parsing: Array(text.utf8).span, selecting: selection)
    }

    @Test func `only the selected parts are built`() throws {
        let text = #"{"a": {"b": [1, {"c": 2, "d": 3}], "e": 4}, "f": [5], "g": "x"}"#
        #expect(try parse(text, .none) == [:])
        #expect(try parse(text, .whole) == JSONValue(parsing: text))
        #expect(try parse(text, .member("g", .none)) == ["g": "x"])
        #expect(try parse(text, .member("f", .none)) == ["f": []])
        #expect(try parse(text, .member("f", .elements(.none))) == ["f": [5]])
        #expect(
            try parse(text, .member("a", .member("b", .elements(.member("d", .whole))))) == ["a": ["b": [1, ["d": 3]]]])
        #expect(try parse("[[1], {}, null]", .elements(.none)) == [[], [:], nil])
        #expect(try parse("17", .member("a", .whole)) == 17)
    }

    @Test func `keys are the same however they're spelled, and the last of them counts`() throws {
        let text = #"{"é": 1, "\u0061": 2, "long-key-1": 3, "long-key-2": 4, "a": 5, "\u00e9": 6}"#
        #expect(try parse(text, .member("é", .whole)) == ["é": 6])
        #expect(try parse(text, .member("a", .whole)) == ["a": 5])
        #expect(try parse(text, .member("long-key-2", .whole)) == ["long-key-2": 4])
        #expect(try parse(text, .member("long-key-", .whole)) == [:])
    }

    @Test func `the members of a line are found without building them`() throws {
        var ranges = try #require(SelectedRanges(.member("a", .whole).union(.member("b", .member("c", .whole)))))
        let text = Array(#"x {"z": [1], "b": {"c": 1, "d": 2} , "a": "y"}  "#.utf8)
        let isRead = ranges.read(1..<text.count, of: text.span)
        let object = ranges.object(in: text.span)
        #expect(isRead && object == ["a": "y", "b": ["c": 1]])
        let isReadFromX = ranges.read(0..<text.count, of: text.span)
        #expect(!isReadFromX)
        #expect(SelectedRanges(.whole) == nil)
        #expect(SelectedRanges(.elements(.whole)) == nil)
    }

    /// What's skipped must be checked as thoroughly as what's built.
    @Test(arguments: 0..<40)
    func `damaged texts have the same error whatever is selected`(seed: Int) throws {
        var random = Dice(seed: seed)
        for _ in 0..<50 {
            var text = random.value(levels: 4).serialized()
            for _ in 0..<random.number(3) where !text.isEmpty {
                let place = random.number(text.count)
                switch random.number(3) {
                case 0: text.remove(at: place)
                case 1: text.insert(random.byte(), at: place)
                default: text[place] = random.byte()
                }
            }
            let whole = Result { () throws(JSONSyntaxError) in try JSONValue(parsing: text) }
            for selection in [JSONSelection.none, .member("a", .none), .member("b", .elements(.member("c", .whole)))] {
                let parts = Result { () throws(JSONSyntaxError) in
                    try JSONValue(parsing: text.span, selecting: selection)
                }
                #expect(parts == whole.map { reduced($0, selection) }, "\(String(decoding: text, as: UTF8.self))")
                guard var ranges = SelectedRanges(selection) else { continue }
                guard ranges.read(0..<text.count, of: text.span) else { continue }
                let object = ranges.object(in: text.span)
                #expect(try object == parts.get(), "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    /// What parsing with `selection` builds of `value`.
    private func reduced(_ value: JSONValue, _ selection: JSONSelection) -> JSONValue {
        switch value {
        case .array(let elements):
            return .array(selection.elements.map { part in elements.map { reduced($0, part) } } ?? [])
        case .object(let members):
            var kept = JSONObject()
            for member in members {
                if let part = selection.member(member.key) { kept[member.key] = reduced(member.value, part) }
            }
            return .object(kept)
        default: return value
        }
    }
}

/// Random JSON, the same for the same seed.
private struct Dice {
    private var numbers: SeededNumbers

    init(seed: Int) { numbers = SeededNumbers(seed: seed) }

    mutating func number(_ limit: Int) -> Int { numbers.below(limit) }

    mutating func byte() -> UInt8 { oneOf(Array("{}[]:,\"\\ abcu019-.eE+tfn\n\u{1}".utf8)) }

    private mutating func oneOf<Element>(_ elements: [Element]) -> Element { elements[number(elements.count)] }

    mutating func value(levels: Int) -> JSONValue {
        switch number(levels > 0 ? 9 : 6) {
        case 0: return nil
        case 1: return .bool(number(2) == 0)
        case 2: return .number(JSONNumber(number(1_000_000) - 500_000))
        case 3: return .number(JSONNumber(Double(number(100_000)) / 128) ?? JSONNumber(0))
        case 4, 5: return .string(["", "a", "long text, with a comma", "quote \" and \\", "é\n\u{1}", "😀"][number(6)])
        case 6: return .array((0..<number(4)).map { _ in value(levels: levels - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<number(5) {
                object[["a", "b", "c", "é", "a longer key"][number(5)]] = value(levels: levels - 1)
            }
            return .object(object)
        }
    }
}
