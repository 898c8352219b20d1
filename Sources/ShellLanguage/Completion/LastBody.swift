// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds in what was typed before the body that a function was last invoked with.
package enum LastBody {
    /// The text after `--body` of the newest entry that invokes `function` with one, as it was typed: what it
    /// interpolates is interpolated anew. nil when there is none among the newest thousand.
    package static func of(_ function: String, in entries: [String]) -> String? {
        for entry in entries.suffix(1000).reversed() where entry.contains("invoke") && entry.contains(function) {
            if let body = body(in: entry, of: function) { return body }
        }
        return nil
    }

    private static func body(in entry: String, of function: String) -> String? {
        for words in CursorScanner.statements(of: entry).reversed()
        where words.first?.text == "invoke" && words.contains(where: { $0.text == function }) {
            let option = words.firstIndex { ["--body", "--body=", "-b"].contains($0.text) }
            guard let option, option + 1 < words.count else { continue }
            return String(decoding: Array(entry.utf8)[words[option + 1].range], as: UTF8.self)
        }
        return nil
    }
}
