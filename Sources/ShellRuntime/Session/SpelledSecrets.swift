// SPDX-License-Identifier: GPL-3.0-or-later

package import ShellLanguage
import Terminal

/// The secrets that are literals in a text. They aren't registered before the text runs, or if it can't run.
package struct SpelledSecrets {
    private static let vocabulary = Vocabulary(
        commands: CommandRegistry.standard.signatures, values: CommandRegistry.standard.valueSignature)

    /// Whether `text` assigns a secret, which keeps it out of the history.
    package static func areIn(_ text: String) -> Bool {
        !Parser.secrets(in: Source(text: text), vocabulary: vocabulary).isEmpty
    }

    /// Whether `text` may contain the text of a secret that it assigns.
    static func areSpelled(in text: String) -> Bool {
        Parser.secrets(in: Source(text: text), vocabulary: vocabulary).contains { $0.content != .computed }
    }

    /// Literals to hide from now on.
    fileprivate let literals: [String]
    /// Parts of values that aren't literals. They may be ordinary words, which stay visible everywhere else.
    private let parts = Redactor()

    fileprivate init(in source: Source) {
        // As diagnostics show it: ill-formed UTF-8 is repaired.
        let source = Source(text: source.text(in: 0..<source.bytes.count))
        var literals: [String] = []
        for secret in Parser.secrets(in: source, vocabulary: Self.vocabulary) {
            switch secret.content {
            case .literal(let text): literals.append(text)
            case .unclear: Self.parts(of: source.text(in: secret.range)).forEach(parts.hide)
            case .computed: break
            }
        }
        self.literals = literals.filter(SecretStatement.accepts)
    }

    /// A text about the source, without the parts that may be a secret.
    package func redact(_ text: String) -> String { parts.redact(text) }

    /// Where these parts, and what `others` finds, are in texts: the source, which is searched only once, and others.
    package func ranges(in source: Source, and others: @escaping SecretRanges) -> SecretRanges {
        let all: SecretRanges = { [parts] in others($0) + parts.ranges(in: $0) }
        let found = all(source.bytes)
        return { $0 == source.bytes ? found : all($0) }
    }

    /// The parts of an unclear text to hide: its lines, and what's between blanks, quotes and brackets.
    private static func parts(of text: String) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            String(line.reversed().drop(while: \.isWhitespace).reversed())
        }
        let words = text.split { $0.isWhitespace || "'\"`".contains($0) }.map(String.init)
        let cores = text.split { $0.isWhitespace || "'\"`(){}[],".contains($0) }.map(String.init)
        return (lines + words + cores).filter(SecretStatement.accepts)
    }
}

extension Console {
    /// Hides the literals among the secrets of a text that has not run, or can't.
    package func hideSecrets(in source: Source) -> SpelledSecrets {
        let spelled = SpelledSecrets(in: source)
        spelled.literals.forEach(hide)
        return spelled
    }
}
