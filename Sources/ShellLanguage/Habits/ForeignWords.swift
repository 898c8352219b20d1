// SPDX-License-Identifier: GPL-3.0-or-later

/// What to write here instead of a word that has a meaning in other tools.
package enum ForeignWord: Sendable, Equatable {
    /// This word instead; the rest of the line stays the same.
    case word(String)
    /// Something else, explained by a hint.
    case advice(String)
}

/// A command line of another program, as parsed here.
package struct ForeignCommandLine: Sendable {
    package let call: Call
    /// The tail after the call; nil if the line is the value of an assignment.
    package let tail: Tail?
    /// The variables that the text can read.
    package let variables: Set<String>

    /// The call and its tail.
    package var range: SourceRange {
        let end = tail?.redirect?.range.upperBound ?? tail?.programs.last?.range.upperBound ?? call.range.upperBound
        return call.range.lowerBound..<end
    }
}

/// The first words of statements from other tools that people type, and what does the same here.
///
/// They're never run: the error says what to type, and the prompt offers it.
package struct ForeignWords: Sendable {
    /// Translates another program's command line to lines that do the same here, joined by `; `; nil if it can't.
    package typealias Translation = @Sendable (_ line: ForeignCommandLine, _ source: Source) -> String?

    /// What a line means that begins with a name of another tool without the tool: `get-alias --function-name f`.
    package struct Subject: Sendable {
        let has: @Sendable (_ name: String) -> Bool
        let translate: Translation

        package init(has: @escaping @Sendable (_ name: String) -> Bool, translate: @escaping Translation) {
            self.has = has
            self.translate = translate
        }
    }

    private let words: [String: ForeignWord]
    private let programs: [String: Translation]
    private let subjects: Subject?

    /// - Parameters:
    ///   - words: keyed by the word as typed, with its punctuation.
    ///   - programs: keyed by the program's name.
    package init(words: [String: ForeignWord] = [:], programs: [String: Translation] = [:], subjects: Subject? = nil) {
        self.words = words
        self.programs = programs
        self.subjects = subjects
    }

    package static let none = ForeignWords()

    func meaning(of word: String) -> ForeignWord? { words[word] ?? Self.keywords[word] }

    func translation(of line: ForeignCommandLine, in source: Source) -> String? {
        (programs[line.call.name.text] ?? subjects?.translate)?(line, source)
    }

    /// Whether a line begins with a name of another tool, and has a translation.
    func isSubject(_ name: String, of line: ForeignCommandLine, in source: Source) -> Bool {
        if case .word = words[name] { return false }
        guard let subjects, subjects.has(name) else { return false }
        return subjects.translate(line, source) != nil
    }

    func isProgram(_ name: String) -> Bool { programs[name] != nil }

    /// Other languages' words for things that have a keyword here.
    private static let keywords: [String: ForeignWord] = [
        "elif": .word("else if"), "elsif": .word("else if"), "elseif": .word("else if"),
        "except": .word("catch"), "rescue": .word("catch"), "ensure": .word("finally"),
        "foreach": .word("for"), "function": .word("def"), "func": .word("def"), "fn": .word("def"),
        "proc": .word("def"), "sub": .word("def"),
        "unless": .advice("write `if <<!(condition)>> { … }`"),
        "until": .advice("write `while <<!(condition)>> { … }`"),
        "switch": .advice("write `if … { … } else if … { … }`"),
        "case": .advice("write `if … { … } else if … { … }`"),
        "then": .advice("blocks are written `{ … }`"), "do": .advice("blocks are written `{ … }`"),
        "done": .advice("blocks end with `}`"), "fi": .advice("blocks end with `}`"),
        "esac": .advice("blocks end with `}`"), "end": .advice("blocks end with `}`"),
        "let": assignment, "var": assignment, "const": assignment, "local": assignment, "export": assignment,
        "declare": assignment, "readonly": assignment,
    ]

    private static let assignment = ForeignWord.advice("variables are set with `NAME = VALUE`")

    /// Words of other languages before `NAME = VALUE`: the assignment is accepted, and they aren't needed.
    static let declarations: Set<String> = ["let", "var", "const", "local", "export"]

    /// JSON's spelling of another language's constant.
    static func constant(_ word: String) -> String? {
        switch word {
        case "True", "TRUE": "true"
        case "False", "FALSE": "false"
        case "None", "NULL", "Null", "nil", "undefined": "null"
        default: nil
        }
    }
}
