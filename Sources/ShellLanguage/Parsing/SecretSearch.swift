// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// Notes the values that a text sets as secrets, while the parser reads it.
struct SecretSearch {
    private let source: Source
    private let vocabulary: Vocabulary
    /// The spellings of options that take a secret, with their dashes; then those of all others.
    private let secretOptions: Set<String>
    private let otherOptions: Set<String>
    /// Whether the next argument is the value of an option that takes a secret.
    private var isValueNext = false

    private(set) var found: [SpelledSecret] = []

    init(_ source: Source, _ vocabulary: Vocabulary) {
        self.source = source
        self.vocabulary = vocabulary
        let options = vocabulary.commands.values.flatMap { $0.options + $0.subcommands.few.flatMap(\.options) }
        func spellings(_ options: [Parameter]) -> Set<String> {
            Set(options.flatMap { [$0.name] + $0.aliases + $0.foreignNames.map(\.name) }.map { "--\($0)" })
        }
        secretOptions = spellings(options.filter { $0.kind == .secret })
        otherOptions = spellings(options.filter { $0.kind != .secret })
    }

    // MARK: Statements

    /// Takes a statement without syntax errors.
    mutating func take(_ statement: Statement) {
        switch statement.kind {
        case .secret(let secret):
            if let value = secret.value { take(value) }
        // The name is missing.
        case .assignment(let assignment) where assignment.target.name.text == Keyword.secret.rawValue:
            take(assignment.value)
        default: break
        }
        guard let call = statement.call else { return }
        if isLikeSecretKeyword(call.name.text), Self.areLikeAssignment(call.arguments) {
            add(.unclear, from: call.arguments[0].range.lowerBound)
        }
        for argument in call.arguments { take(argument) }
        endArguments()
    }

    private mutating func take(_ right: RightSide) {
        switch right.kind {
        case .value(let template): add(Self.content(of: template), template.range)
        case .shell: add(.computed, right.range)
        case .call(let call) where isKnown(call.name.text): add(.computed, right.range)
        case .call: add(.unclear, from: right.range.lowerBound)
        }
    }

    private static func content(of template: Template) -> SpelledSecret.Content {
        switch template.kind {
        case .constant(.string(let text)): .literal(text)
        case .constant(.number(let number)): .literal(number.text)
        case .interpolation: .computed
        case .constant, .text, .array, .object: .unclear
        }
    }

    // MARK: Arguments

    mutating func take(_ argument: RawArgument) {
        switch argument {
        case .option(let name, let value):
            isValueNext = isSecret(name.text)
            guard isValueNext, let value, !value.range.isEmpty else { return }
            isValueNext = false
            switch value {
            case .word(let word): take(word)
            case .template(let template): add(.unclear, from: template.range.lowerBound)
            }
        // `--name = value` is wrong, but its meaning is clear.
        case .word(let word) where word.soleBare == "=": return
        // So is the meaning of a dash that isn't ASCII.
        case .word(let word) where !isValueNext && isSecretWithLookAlikes(word): isValueNext = true
        case .word(let word), .named(_, _, let word?):
            if isValueNext { take(word) }
            isValueNext = false
        case .template, .named:
            if isValueNext { add(.unclear, from: argument.range.lowerBound) }
            isValueNext = false
        }
    }

    private mutating func take(_ word: Word) {
        if let text = word.constant {
            add(.literal(text), word.range)
        } else if word.soleInterpolation == nil {
            add(.unclear, from: word.range.lowerBound)
        }
    }

    /// Takes an argument with an error.
    ///
    /// - Parameter option: the name of the option that it begins with.
    mutating func takeBroken(_ option: SourceRange?, at place: Int) {
        if let option {
            if isSecret(source.text(in: option)) { add(.unclear, from: option.upperBound) }
        } else if isValueNext {
            add(.unclear, from: place)
        }
        isValueNext = false
    }

    mutating func endArguments() { isValueNext = false }

    // MARK: What was found

    private mutating func add(_ content: SpelledSecret.Content, _ range: SourceRange) {
        found.append(SpelledSecret(content: content, range: range))
    }

    /// Adds a secret that ends with its line, or with its statement if that ends later.
    mutating func add(_ content: SpelledSecret.Content, from start: Int, to end: Int = 0) {
        add(content, start..<max(start, source.lineRange(at: start).upperBound, end))
    }

    // MARK: Names

    /// Whether an option takes a secret, or is a misspelling of one that does.
    private func isSecret(_ option: String) -> Bool {
        secretOptions.contains(option)
            || !otherOptions.contains(option) && Suggestion.nearest(to: option, among: secretOptions) != nil
    }

    /// Whether a word is such an option with look-alike characters for its dashes.
    private func isSecretWithLookAlikes(_ word: Word) -> Bool {
        guard let text = word.soleBare, text.utf8.contains(where: { $0 >= 0x80 }) else { return false }
        let ascii = text.unicodeScalars.map { LookAlike($0)?.replacement ?? String($0) }.joined()
        let dashes = ascii.prefix { $0 == "-" }
        return ascii != text && !dashes.isEmpty && isSecret("--" + ascii.dropFirst(dashes.count))
    }

    /// Whether a word that begins a statement may be a misspelt `secret`.
    func isLikeSecretKeyword(_ word: String) -> Bool {
        !isKnown(word) && Suggestion.nearest(to: word, among: [Keyword.secret.rawValue]) != nil
    }

    /// Whether arguments look like `NAME = …` or `NAME='…'`: likely for a misspelt `secret`, unlikely for a `def`.
    private static func areLikeAssignment(_ arguments: [RawArgument]) -> Bool {
        if arguments.count == 1, case .named(_, .word(let word), _) = arguments[0] { return word.soleQuoted != nil }
        guard arguments.count > 2, case .word(let sign) = arguments[1] else { return false }
        return sign.soleBare == "="
    }

    /// Whether a word is the name of a command or a `def`.
    func isKnown(_ word: String) -> Bool { vocabulary.commands[word] != nil || vocabulary.definitions[word] != nil }
}
