// SPDX-License-Identifier: GPL-3.0-or-later

/// As many diagnostics of a text as people want to read.
package struct DiagnosticDigest: Sendable {
    package static let limit = 20

    package let shown: [Diagnostic]
    package let omitted: Int

    /// Takes the first of `diagnostics`; if there are too many, errors come before warnings and tips.
    package init(_ diagnostics: [Diagnostic]) {
        let errors = diagnostics.filter { $0.severity == .error }
        let first = diagnostics.count > Self.limit && !errors.isEmpty ? errors : diagnostics
        shown = Array(first.prefix(Self.limit))
        omitted = diagnostics.count - shown.count
    }

    /// The line after the shown diagnostics; nil if all are shown.
    package var remark: String? { omitted > 0 ? "and \(omitted) more" : nil }
}
