// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

/// Something to say about a place in a source, as facts; `message` and `hint` put them into words.
package struct Diagnostic: Error, Sendable, Equatable {
    package enum Severity: String, Sendable {
        case error
        case warning
        /// A habit that works and has a shorter form.
        case tip
    }

    package let severity: Severity
    package let kind: DiagnosticKind
    package let range: SourceRange
    /// What makes the source right, where that's certain.
    package let edits: [SourceEdit]
    /// Where the statement with a syntax error begins.
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

    /// The same, found in the statement that begins at `start`.
    func inStatement(at start: Int?) -> Diagnostic {
        Diagnostic(kind, at: range, severity: severity, edits: edits, statement: start)
    }

    /// What is wrong, in one line without a full stop.
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
