// SPDX-License-Identifier: GPL-3.0-or-later

package import ShellLanguage

extension Failure {
    /// The place and the message, then the details, then the hint.
    package var drawn: MessageText {
        var text =
            if let place {
                DiagnosticRenderer(place.source).render("error", message, at: place.range)
            } else {
                MessageText(message: message)
            }
        text.append(details: details)
        if let hint { text.append(hint: hint) }
        return text
    }
}
