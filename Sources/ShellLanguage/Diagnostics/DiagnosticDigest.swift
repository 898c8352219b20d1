// SPDX-License-Identifier: GPL-3.0-or-later

/// As many of a text's diagnostics as a person will read.
package struct DiagnosticDigest: Sendable {
    package static let limit = 20

    package let shown: [Diagnostic]
    package let omitted: Int

    /// The first of `diagnostics`; where there are too many, errors go before warnings and tips.
    package init(_ diagnostics: [Diagnostic]) {
        let errors = diagnostics.filter { $0.severity == .error }
        let first = diagnostics.count > Self.limit && !errors.isEmpty ? errors : diagnostics
        shown = Array(first.prefix(Self.limit))
        omitted = diagnostics.count - shown.count
    }

    /// The line after those shown; nil when all are.
    package var remark: String? { omitted > 0 ? "and \(omitted) more" : nil }
}
