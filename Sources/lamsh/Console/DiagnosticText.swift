// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import ShellRuntime
import Terminal

/// Diagnostics and failures as they appear on standard error.
struct DiagnosticText {
    let palette: Palette

    func text(of diagnostic: Diagnostic, in source: Source) -> String {
        styled(DiagnosticRenderer(source).render(diagnostic))
    }

    func text(of digest: DiagnosticDigest, in source: Source) -> String {
        digest.shown.map { text(of: $0, in: source) }.joined() + (digest.remark.map { "\($0)\n" } ?? "")
    }

    func text(of failure: Failure) -> String { styled(failure.drawn) }

    /// Ends in a newline.
    private func styled(_ message: MessageText) -> String {
        message.text { text, role in
            switch role {
            case .plain: text
            case .error, .removed: palette(.error, text)
            case .warning: palette(.warning, text)
            case .tip, .hint: palette(.hint, text)
            case .mark: palette(.caret, text)
            case .added: palette(.success, text)
            }
        } + "\n"
    }
}
