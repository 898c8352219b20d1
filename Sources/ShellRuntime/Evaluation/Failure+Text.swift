// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage

extension Failure {
    /// The place and the message, then the details, then the hint: several lines without a final newline.
    package var drawn: String {
        var lines: [String] = []
        if let place {
            lines.append(DiagnosticRenderer(place.source).render("error", message, at: place.range))
        } else {
            lines.append("error: \(message)")
        }
        lines += details.map { "    \($0)" }
        if let hint { lines.append("hint: \(hint)") }
        return lines.joined(separator: "\n")
    }
}
