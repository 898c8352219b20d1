// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import ShellRuntime
import Testing

@Suite struct `Differences of values` {
    private func differences(_ left: String, _ right: String, limit: Int = 20) throws -> [String] {
        try JSONDifferences(#require(json(left)), #require(json(right)), limit: limit).shown.map { difference in
            let (left, right) = (difference.left?.description ?? "", difference.right?.description ?? "")
            return "\(difference.path): \(left) | \(right)"
        }
    }

    @Test(arguments: [
        (#"{"a": 1, "b": 2}"#, #"{"b": 2.0, "a": 1e0}"#, [String]()),
        ("1", "2", [": 1 | 2"]),
        (#"{"a": {"b": [0, {"c": 1}]}}"#, #"{"a": {"b": [0, {"c": 2}]}}"#, ["a.b[1].c: 1 | 2"]),
        (#"{"a": 1}"#, #"{"b": null}"#, ["a: 1 | ", "b:  | null"]),
        (#"{"a b": 1, "é": 1, "2x": 1, "": 1}"#, "{}", [#""a b": 1 | "#, #""é": 1 | "#, #""2x": 1 | "#, #""": 1 | "#]),
        (#"{"x": {"a-b": 1}}"#, #"{"x": {"a-b": 2}}"#, [#"x."a-b": 1 | 2"#]),
        ("[1]", #"{"a": 1}"#, [#": [1] | {"a":1}"#]),
        ("[]", "[null]", ["[0]:  | null"]),
        // An inserted or removed element is one difference.
        ("[1, 2, 3]", "[1, 9, 2, 3]", ["[1]:  | 9"]),
        ("[1, 2, 3]", "[1, 3]", ["[1]: 2 | "]),
        ("[1, 1]", "[1, 1, 1]", ["[2]:  | 1"]),
    ])
    func `are found by path`(left: String, right: String, expected: [String]) throws {
        #expect(try differences(left, right) == expected)
    }

    @Test func `are counted beyond those that are kept`() throws {
        let many = JSONDifferences(
            .array((0..<100).map { .number(JSONNumber($0)) }), .array((0..<100).map { .number(JSONNumber($0 + 1000)) }),
            limit: 3)
        #expect(many.count == 100)
        #expect(many.shown.map(\.path) == ["[0]", "[1]", "[2]"])
    }
}
