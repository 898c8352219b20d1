// SPDX-License-Identifier: GPL-3.0-or-later

package import JMESPath

/// Whether a typed text can be run.
package enum Completeness: Sendable, Equatable {
    case complete
    /// Something is open at the end: another line is to be read and added.
    case incomplete(open: OpenConstruct)
    /// Another line cannot make it right.
    case invalid
}

extension Parser {
    /// Whether `text`, typed at the prompt, is a whole line or needs another. Names are not looked up.
    package static func completeness(of text: String, functions: FunctionTable = .standard) -> Completeness {
        var parser = Parser(Source(text: text), functions: functions, layout: .prompt)
        _ = parser.parseScript()
        let errors = parser.diagnostics.filter { $0.severity == .error }
        guard let first = errors.first else { return .complete }
        guard case .syntax(.unclosed(let open)) = first.kind, errors.count == 1 else { return .invalid }
        return .incomplete(open: open)
    }
}
