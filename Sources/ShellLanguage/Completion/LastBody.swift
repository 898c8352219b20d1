// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

/// Finds in what was typed before what an option, such as a body, was last given for a function.
package enum LastBody {
    /// The value of the newest call with that option that names `function`, as it was typed: what it interpolates is
    /// interpolated anew. nil when there is none among the newest thousand entries.
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
