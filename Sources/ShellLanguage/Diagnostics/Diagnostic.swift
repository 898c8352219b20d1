// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

/// Something to say about a place in a source: facts alone; `message` and `hint` put them into words.
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

    init(_ kind: DiagnosticKind, at range: SourceRange, severity: Severity = .error) {
        self.kind = kind
        self.range = range
        self.severity = severity
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
