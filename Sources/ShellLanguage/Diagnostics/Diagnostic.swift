// SPDX-License-Identifier: GPL-3.0-or-later

/// Something to say about a place in a source: facts alone; `message` and `hint` put them into words.
package struct Diagnostic: Sendable, Equatable {
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
}
