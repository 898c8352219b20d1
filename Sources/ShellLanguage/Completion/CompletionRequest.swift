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
        case statement(PartialWord, isRightSide: Bool, keywords: [Keyword])
        case keyword(PartialWord, [Keyword])
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
        let source = Source(name: nil, bytes: Array(text.utf8.prefix(cursor)))
        let end = Parser.unfinished(source, functions: vocabulary.functions).end
        subject = Self.subject(of: end, vocabulary)
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
        switch place {
        case .nothing: return .nothing
        case .expression(let start): return .expression(start: start)
        case .program(let word), .file(let word): return .file(word)
        case .keyword(let word, let keywords): return .keyword(word, keywords)
        case .statement(let word, let isRightSide, let isTop, let goingOn):
            let own = Keyword.allCases.filter { keyword in
                keyword.place == .statement || keyword.place == .top && isTop || goingOn.contains(keyword)
            }
            return .statement(word, isRightSide: isRightSide, keywords: isRightSide ? [] : own)
        case .argument(let word, let call):
            if let signature = vocabulary.commands[call.name] {
                return .argument(word, CallSoFar(signature, call, isOption: word.isOption))
            }
            guard vocabulary.definitions[call.name] != nil else { return .nothing }
            let given = call.arguments.compactMap { argument -> String? in
                if case .named(let name, _, _) = argument { name.text } else { nil }
            }
            return .definitionArgument(word, name: call.name, given: given)
        }
    }
}

extension PartialWord {
    var isOption: Bool { quote == nil && text.hasPrefix("-") }
}
