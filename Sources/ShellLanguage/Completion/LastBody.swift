// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

/// Finds the last value of an option, such as a body, for a function in the history.
package enum LastBody {
    /// The value of that option in the newest call that names `function`, as typed: its interpolations are evaluated
    /// again. nil if the newest thousand entries don't have one.
    package static func of(
        _ function: String, as option: Parameter, in entries: [String], _ vocabulary: Vocabulary
    ) -> String? {
        for entry in entries.suffix(1000).reversed() where entry.contains(function) {
            if let body = body(in: entry, of: function, as: option, vocabulary) { return body }
        }
        return nil
    }

    private static func body(
        in entry: String, of function: String, as option: Parameter, _ vocabulary: Vocabulary
    ) -> String? {
        let source = Source(name: nil, bytes: Array(entry.utf8))
        for call in Parser.unfinished(source, functions: .standard).script.calls.reversed() {
            guard let signature = vocabulary.commands[call.name.text] else { continue }
            let given = LooseBinding(signature, call.arguments)
            guard given.function == function, let body = given[option] else { continue }
            return source.text(in: body.range)
        }
        return nil
    }
}
