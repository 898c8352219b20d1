// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// How an operation is paginated. The names of response members may be paths (`Contents[-1].Key`), and a response's
/// token is the first one that exists.
package struct PageRules: Sendable, Equatable {
    /// Request members, each with the response members that fill it.
    package var tokens: [(input: String, outputs: [String])]
    /// The response members that contain elements.
    package var results: [String]
    /// The request member with the number of elements per page.
    package var limit: String?
    /// The response member that says whether another page follows; if nil, the token does.
    package var more: String?

    package static func == (a: PageRules, b: PageRules) -> Bool {
        a.tokens.map(\.input) == b.tokens.map(\.input) && a.tokens.map(\.outputs) == b.tokens.map(\.outputs)
            && a.results == b.results && a.limit == b.limit && a.more == b.more
    }

    /// The additional members of the request for the page after `answer`; nil after the last page.
    package func next(after answer: JSONValue) -> JSONObject? {
        if let more, answer[more] != .bool(true) { return nil }
        var members = JSONObject()
        for token in tokens {
            let found = token.outputs.lazy.map { Self.value(at: $0, in: answer) }.first { $0 != .null && $0 != "" }
            if let found { members.set(token.input, found) }
        }
        return members.isEmpty ? nil : members
    }

    /// How many elements the pages have.
    package func count(in pages: [JSONValue]) -> Int {
        pages.reduce(0) { count, page in results.reduce(count) { $0 + (page[$1]?.array?.count ?? 0) } }
    }

    /// `pages` combined as if the service had returned a single response: the first page, with all elements, or the
    /// first `limit`, and without tokens.
    package func joined(_ pages: [JSONValue], limit: Int? = nil) -> JSONValue {
        guard pages.count > 1 || limit != nil, case .object(var all)? = pages.first else { return pages.first ?? .null }
        var room = limit ?? .max
        for member in results {
            let elements = pages.compactMap { $0[member]?.array }
            guard !elements.isEmpty else { continue }
            let shown = Array(elements.joined().prefix(room))
            room -= shown.count
            all.set(member, .array(shown))
        }
        for token in tokens.flatMap(\.outputs) where !token.contains("[") { all[token] = nil }
        if let more { all[more] = nil }
        // How many a page holds.
        all["KeyCount"] = nil
        return .object(all)
    }

    /// Names separated by periods, each optionally with `[-1]` for an array's last element.
    private static func value(at path: String, in answer: JSONValue) -> JSONValue {
        path.split(separator: ".").reduce(answer) { value, step in
            let last = "[-1]"
            guard step.hasSuffix(last) else { return value[String(step)] ?? .null }
            return value[String(step.dropLast(last.count))]?.array?.last ?? .null
        }
    }
}
