// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// How an operation answers in pages. Names of an answer's members may be paths (`Contents[-1].Key`), and an answer's
/// token is the first that is there.
package struct PageRules: Sendable, Equatable {
    /// Members of the request, each with the answer's members that fill it.
    package var tokens: [(input: String, outputs: [String])]
    /// Members of the answer that hold elements.
    package var results: [String]
    /// The member of the request that says how many elements a page has.
    package var limit: String?
    /// The member of the answer that says whether another page follows; where it's nil, the token says it.
    package var more: String?

    package static func == (a: PageRules, b: PageRules) -> Bool {
        a.tokens.map(\.input) == b.tokens.map(\.input) && a.tokens.map(\.outputs) == b.tokens.map(\.outputs)
            && a.results == b.results && a.limit == b.limit && a.more == b.more
    }

    /// What a request for the page after `answer` holds beside its other members; nil after the last page.
    package func next(after answer: JSONValue) -> JSONObject? {
        if let more, answer[more] != .bool(true) { return nil }
        var members = JSONObject()
        for token in tokens {
            let found = token.outputs.lazy.map { Self.value(at: $0, in: answer) }.first { $0 != .null && $0 != "" }
            if let found { members.set(token.input, found) }
        }
        return members.isEmpty ? nil : members
    }

    /// `pages` as if the service had answered once: the first page, with the elements of all and without tokens.
    package func joined(_ pages: [JSONValue]) -> JSONValue {
        guard pages.count > 1, case .object(var all)? = pages.first else { return pages.first ?? .null }
        for member in results {
            let elements = pages.compactMap { $0[member]?.array }
            if !elements.isEmpty { all.set(member, .array(Array(elements.joined()))) }
        }
        for token in tokens.flatMap(\.outputs) where !token.contains("[") { all[token] = nil }
        if let more { all[more] = nil }
        // How many a page holds.
        all["KeyCount"] = nil
        return .object(all)
    }

    /// Names between periods, each with `[-1]` for the last element of an array.
    private static func value(at path: String, in answer: JSONValue) -> JSONValue {
        path.split(separator: ".").reduce(answer) { value, step in
            let last = "[-1]"
            guard step.hasSuffix(last) else { return value[String(step)] ?? .null }
            return value[String(step.dropLast(last.count))]?.array?.last ?? .null
        }
    }
}
