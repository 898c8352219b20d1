// SPDX-License-Identifier: GPL-3.0-or-later

/// A text with a cursor, and what is being completed there.
///
/// Reading the text is one step, so that only the names that are needed are asked for; naming the candidates another.
package struct CompletionRequest: Sendable {
    /// Names that are looked up for this request alone: they cost a file or a call.
    package enum Need: Sendable, Equatable {
        case profiles
        case functions(connection: String?)
        case qualifiers(function: String, connection: String?)
    }

    enum Subject: Equatable {
        case nothing
        case expression(start: Int)
        case statement(PartialWord, isRightSide: Bool)
        /// A word of a built-in command's call.
        case argument(PartialWord, CallSoFar)
        /// A word of a `def`'s call.
        case definitionArgument(PartialWord, name: String, given: [String])
        case file(PartialWord)
    }

    let text: String
    let cursor: Int
    let subject: Subject

    /// - Parameter cursor: Offset in UTF-8 bytes; what stands behind it does not matter.
    package init(_ text: String, cursor: Int, vocabulary: Vocabulary) {
        self.text = text
        self.cursor = min(cursor, text.utf8.count)
        let place = CursorScanner.place(atEndOf: text.utf8.prefix(cursor))
        subject = Self.subject(of: place, vocabulary)
    }

    package var need: Need? {
        guard case .argument(_, let call) = subject else { return nil }
        switch call.parameter?.kind {
        case .profile: return .profiles
        case .functionName: return .functions(connection: call.value(of: "on"))
        case .qualifier:
            guard let function = call.function else { return nil }
            return .qualifiers(function: function, connection: call.value(of: "on"))
        default: return nil
        }
    }

    private static func subject(of place: CursorPlace, _ vocabulary: Vocabulary) -> Subject {
        switch place.kind {
        case .nothing, .template: return .nothing
        case .expression(let start): return .expression(start: start)
        case .program(let word), .file(let word): return .file(word)
        case .word(let word):
            var words = place.words
            var isRightSide = place.isRightSide
            // These take a command.
            while let first = words.first, first == "return" || first == "render" {
                if words.count == 1, first == "render" { break }
                words.removeFirst()
                isRightSide = true
                if first == "render" { break }
            }
            guard let first = words.first else { return .statement(word, isRightSide: isRightSide) }
            guard let name = first else { return .nothing }
            if let signature = vocabulary.commands[name] {
                return .argument(word, CallSoFar(signature, words: words.dropFirst(), isOption: word.isOption))
            }
            guard vocabulary.definitions[name] != nil else { return .nothing }
            let given = words.dropFirst().compactMap(\.self).filter { $0.hasSuffix("=") }.map { String($0.dropLast()) }
            return .definitionArgument(word, name: name, given: given)
        }
    }
}

extension PartialWord {
    var isOption: Bool { quote == nil && text.hasPrefix("-") }
}
