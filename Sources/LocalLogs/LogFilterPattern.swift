// SPDX-License-Identifier: GPL-3.0-or-later

/// A text filter pattern of CloudWatch Logs: terms that must all occur, `?term`s of which at least one must occur,
/// `-term`s that mustn't occur, each in quotes if it contains more than letters and digits.
package struct LogFilterPattern: Sendable, Hashable {
    private var all: [String] = []
    private var any: [String] = []
    private var none: [String] = []

    /// nil for patterns of fields (`{ $.x = 1 }`, `[a, b]`) and regular expressions (`%…%`), which aren't supported
    /// here.
    package init?(_ pattern: String) {
        var rest = pattern[...].drop { $0 == " " }
        if let first = rest.first, "{[%".contains(first) { return nil }
        while let first = rest.first {
            let sign = first == "?" || first == "-" ? rest.removeFirst() : " "
            let term: Substring
            if rest.first == "\"" {
                let quoted = rest.dropFirst()
                guard let end = quoted.firstIndex(of: "\"") else { return nil }
                term = quoted[..<end]
                rest = quoted[quoted.index(after: end)...]
            } else {
                term = rest.prefix { $0 != " " }
                rest = rest.dropFirst(term.count)
            }
            switch sign {
            case "?": any.append(String(term))
            case "-": none.append(String(term))
            default: all.append(String(term))
            }
            rest = rest.drop { $0 == " " }
        }
    }

    package func matches(_ message: String) -> Bool {
        all.allSatisfy(message.contains) && !none.contains(where: message.contains)
            && (any.isEmpty || any.contains(where: message.contains))
    }
}
