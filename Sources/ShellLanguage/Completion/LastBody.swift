// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

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
        let source = Source(name: nil, bytes: Array(entry.utf8))
        for call in Parser.unfinished(source, functions: .standard).script.calls.reversed()
        where call.name.text == "invoke" && call.names(function) {
            if let range = call.body { return source.text(in: range) }
        }
        return nil
    }
}

extension Call {
    /// Whether a word of it is `function`.
    fileprivate func names(_ function: String) -> Bool {
        arguments.contains { if case .word(let word) = $0 { word.constant == function } else { false } }
    }

    /// Where its `--body` is written.
    fileprivate var body: SourceRange? {
        for (index, argument) in arguments.enumerated() {
            guard case .option(let name, let value) = argument, ["--body", "-b"].contains(name.text) else { continue }
            if let value { return value.range }
            if index + 1 < arguments.count { return arguments[index + 1].range }
        }
        return nil
    }
}
