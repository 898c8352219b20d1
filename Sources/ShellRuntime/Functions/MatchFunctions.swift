// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import Synchronization

let matchFunctions: [Function] = [
    Function(
        "matches", [.required("text", .string), .required("pattern", .string)], result: "boolean",
        summary: "Whether the regular expression matches anywhere in the text; ^ and $ anchor it.",
        example: ("matches('order-17', '^order-[0-9]+$')", "true")
    ) { (arguments) throws(CallError) in
        guard let isMatch = RegexCache.shared.matches(arguments.string(0), pattern: arguments.string(1)) else {
            throw .invalidValue("`\(arguments.string(1))` isn't a valid regular expression", argument: 1)
        }
        return .bool(isMatch)
    }
]

/// The most recently used regular expressions: a filter needs the same one for every element.
private final class RegexCache: Sendable {
    static let shared = RegexCache()

    private let known = Mutex<[(pattern: String, regex: Regex<AnyRegexOutput>)]>([])

    /// nil if `pattern` isn't a valid regular expression.
    func matches(_ text: String, pattern: String) -> Bool? {
        known.withLock { known in
            if let place = known.firstIndex(where: { $0.pattern == pattern }) {
                return text.firstMatch(of: known[place].regex) != nil
            }
            guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar) else { return nil }
            if known.count == 16 { known.removeFirst() }
            known.append((pattern, regex))
            return text.firstMatch(of: regex) != nil
        }
    }
}
