// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import ShellRuntime
import Terminal

/// Messages as they appear on standard error.
struct DiagnosticText {
    let palette: Palette
    /// Secrets to mask in source lines.
    let secrets: SecretRanges

    /// Ends with a newline.
    func text(of message: Message) -> String {
        MessageText(message, hiding: secrets).text(styled) + "\n"
    }

    /// One line, without its newline.
    func text(of note: Message.Note) -> String {
        switch note.role {
        case .plain: note.text
        case .removed: styled(note.text, .removed)
        case .added: styled(note.text, .added)
        }
    }

    private func styled(_ text: String, _ role: MessageText.Role) -> String {
        switch role {
        case .plain: text
        case .error, .removed: palette(.error, text)
        case .warning: palette(.warning, text)
        case .tip, .hint: palette(.hint, text)
        case .mark: palette(.caret, text)
        case .added: palette(.success, text)
        }
    }

    func text(of digest: DiagnosticDigest, in source: Source) -> String {
        digest.shown.map { text(of: Message($0, in: source)) }.joined() + (digest.remark.map { "\($0)\n" } ?? "")
    }

    func text(of failure: Failure) -> String { text(of: Message(failure)) }
}
