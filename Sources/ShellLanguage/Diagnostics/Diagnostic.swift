// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

/// An error, a warning or a tip about a place in a source, as facts; `message` and `hint` put them into words.
package struct Diagnostic: Error, Sendable, Equatable {
    package enum Severity: String, Sendable {
        case error
        case warning
        /// A habit that works but has a shorter form.
        case tip
    }

    package let severity: Severity
    package let kind: DiagnosticKind
    package let range: SourceRange
    /// The edits that fix the source, if that's certain.
    package let edits: [SourceEdit]
    /// The offset where the statement with a syntax error begins.
    let statement: Int?

    init(
        _ kind: DiagnosticKind, at range: SourceRange, severity: Severity = .error, edits: [SourceEdit] = [],
        statement: Int? = nil
    ) {
        self.kind = kind
        self.range = range
        self.severity = severity
        self.edits = edits
        self.statement = statement
    }

    /// The same diagnostic, for the statement that begins at `start`.
    func inStatement(at start: Int?) -> Diagnostic {
        Diagnostic(kind, at: range, severity: severity, edits: edits, statement: start)
    }

    /// What's wrong, in one line without a full stop.
    package var message: String {
        switch kind {
        case .syntax(let fault): fault.message
        case .expression(let error): error.message
        case .expressionNote(let note): note.message
        case .usage(let fault): fault.message
        }
    }

    /// What to do about it.
    package var hint: String? {
        switch kind {
        case .syntax(let fault): fault.hint
        case .expression(let error): error.hint
        case .expressionNote: nil
        case .usage(let fault): fault.hint
        }
    }
}
