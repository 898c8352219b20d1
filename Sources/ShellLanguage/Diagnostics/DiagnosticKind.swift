// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong, as facts.
package enum DiagnosticKind: Sendable, Equatable {
    case unclosed(OpenConstruct)
}
