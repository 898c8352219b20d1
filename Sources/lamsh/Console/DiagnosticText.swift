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

    /// Colours the severity, the mark and the hint; ends in a newline.
    private func styled(_ text: String) -> String {
        guard !palette.isPlain else { return text + "\n" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { number, line in
            if line.hasPrefix("hint: ") { return palette(.hint, "hint:") + line.dropFirst(5) }
            if number == 2, line.allSatisfy({ " ^~".contains($0) }) { return palette(.caret, line) }
            if number == 0 { return heading(line) }
            // The sides of a difference, below a failed assertion.
            if number > 2, line.hasPrefix("    - ") { return palette(.error, line) }
            if number > 2, line.hasPrefix("    + ") { return palette(.success, line) }
            return String(line)
        }.joined(separator: "\n") + "\n"
    }

    private func heading(_ line: Substring) -> String {
        let severities: [(word: String, style: Style)] = [("error:", .error), ("warning:", .warning), ("tip:", .hint)]
        for (word, style) in severities {
            if let range = line.firstRange(of: word) {
                return line[..<range.lowerBound] + palette(style, word) + line[range.upperBound...]
            }
        }
        return String(line)
    }
}
