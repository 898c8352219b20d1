// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JMESPath

/// A text with a cursor, and what's being completed there.
///
/// Reading the text and listing the candidates are separate steps, so that only the necessary names are looked up.
package struct CompletionRequest: Sendable {
    /// Names that are only looked up if a request needs them, since it takes reading a file or calling AWS.
    package enum Need: Sendable, Equatable {
        case profiles
        case ssoSessions
        case functions(connection: String?)
        case qualifiers(function: String, connection: String?)
    }

    private enum Subject {
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

    private let text: String
    private let cursor: Int
    private let subject: Subject

    /// - Parameter cursor: Offset in UTF-8 bytes; the text after it doesn't matter.
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
        case .name(.ssoSession): return .ssoSessions
        case .functionName: return .functions(connection: call.connection)
        case .qualifier:
            guard let function = call.function else { return nil }
            return .qualifiers(function: function, connection: call.connection)
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
            if let signature = vocabulary.signature(named: call.name) {
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

// MARK: - Candidates

extension CompletionRequest {
    /// The possible completions, in the order in which they're shown.
    package func candidates(in world: CompletionWorld) -> Candidates {
        switch subject {
        case .nothing: return Candidates(start: cursor)
        case .expression(let start): return expression(from: start, world)
        case .file(let word): return files(word, world, after: "")
        case .statement(let word, let isRightSide, let keywords):
            let items = statements(world, isRightSide: isRightSide, keywords, typed: word.text)
            return named(items, word, quotes: false)
        case .keyword(let word, let keywords): return named(keywords.map(Candidate.init), word, quotes: false)
        case .definitionArgument(let word, let name, let given):
            let parameters = world.vocabulary.definitions[name]?.parameters ?? []
            let free = parameters.filter { !given.contains($0.name) }
            return named(
                free.map {
                    Candidate("\($0.name)=", description: $0.isRequired ? "required" : "has a default", suffix: "")
                }, word, quotes: false)
        case .argument(let word, let call): return argument(word, call, world)
        }
    }

    // MARK: Statements

    private func statements(
        _ world: CompletionWorld, isRightSide: Bool, _ keywords: [Keyword], typed: String
    ) -> [Candidate] {
        let signatures = world.vocabulary.commands.filter { $0.key == $0.value.name || $0.key == typed }
        var items = signatures.compactMap { name, signature in
            isRightSide && !signature.givesValue ? nil : Candidate(name, description: signature.summary)
        }
        items += world.vocabulary.definitions.keys.map { Candidate($0, description: "def") }
        items += keywords.map(Candidate.init)
        items.sort { $0.text < $1.text }
        if !isRightSide, !typed.isEmpty {
            items += world.vocabulary.variables.sorted().map { Candidate($0, description: "variable", suffix: " = ") }
        }
        return items
    }

    // MARK: Expressions

    private func expression(from start: Int, _ world: CompletionWorld) -> Candidates {
        let typed = String(decoding: text.utf8.prefix(cursor).dropFirst(start), as: UTF8.self)
        let completion = ExpressionCompletion(of: typed, root: world.variables, functions: world.vocabulary.functions)
        var items = completion.candidates.map { Candidate($0.text, description: $0.description, suffix: "") }
        if completion.isWhole, !text.utf8.dropFirst(cursor).starts(with: ">>".utf8) {
            let whole = String(decoding: typed.utf8.dropFirst(completion.start), as: UTF8.self)
            // The typed text names a value. If it has no parts, only the end of the expression can follow.
            items.removeAll { $0.text == whole }
            items.append(Candidate(whole + ">>", suffix: ""))
        }
        return Candidates(start: start + completion.start, items: items)
    }

    // MARK: Arguments

    private func argument(_ word: PartialWord, _ call: CallSoFar, _ world: CompletionWorld) -> Candidates {
        if word.isOption, call.allowsOptions, !call.isOptionValue { return options(word, call) }
        var items: [Candidate] = []
        if call.takesSubcommand {
            items += call.subcommands.entries(for: word.text).map(Candidate.init)
        }
        guard let parameter = call.parameter else {
            // All operands are there, so only an option can follow.
            return items.isEmpty && word.text.isEmpty ? options(word, call) : named(items, word, quotes: false)
        }
        switch parameter.kind {
        case .file: return files(word, world, after: "")
        case .textOrFile where word.text.hasPrefix("@") && word.quote == nil: return files(word, world, after: "@")
        case .body, .blob, .value:
            if word.text.hasPrefix("@"), word.quote == nil, parameter.kind != .value {
                return files(word, world, after: "@")
            }
            return named(values(of: parameter, call, world, typed: word), word, quotes: false)
        default:
            items += names(for: parameter, call, world, typed: word.text)
            if items.isEmpty, word.text.isEmpty, !call.isOptionValue { return options(word, call) }
            return named(items, word, quotes: true)
        }
    }

    private func options(_ word: PartialWord, _ call: CallSoFar) -> Candidates {
        var items = call.freeOptions.map { option in
            let spellings = ([option.name] + option.aliases).map { "--" + $0 }
            // Before the first letter of a name is typed, list each option once.
            let spelling = word.text.utf8.count > 2 ? spellings.first { $0.hasPrefix(word.text) } : nil
            return Candidate(spelling ?? spellings[0], description: option.help)
        }
        if word.text.utf8.count > 2 { items.append(Candidate("--help", description: "show help")) }
        return named(items, word, quotes: false)
    }

    /// Candidates for a VALUE: the last body, or else variables.
    private func values(
        of parameter: Parameter, _ call: CallSoFar, _ world: CompletionWorld, typed word: PartialWord
    ) -> [Candidate] {
        guard word.text.isEmpty, word.quote == nil else { return [] }
        if parameter.kind == .body, call.isOptionValue, let function = call.function,
            let body = world.lastBody(function, parameter)
        {
            return [Candidate(body, description: "the last `--\(parameter.name)` for \(function)", suffix: "")]
        }
        return world.vocabulary.variables.sorted().map { Candidate("<<\($0)>>", description: "variable") }
    }

    private func names(
        for parameter: Parameter, _ call: CallSoFar, _ world: CompletionWorld, typed: String
    ) -> [Candidate] {
        let known: [CompletionWorld.Named]
        switch parameter.kind {
        case .choice(let choices): return choices.map { Candidate($0.name) }
        case .variable:
            return world.vocabulary.variables.subtracting(call.operands.compactMap(\.self)).sorted().map {
                Candidate($0)
            }
        case .functionName: known = world.functions
        case .qualifier: known = world.qualifiers
        case .connection: known = world.connections
        case .region: known = world.regions
        case .profile: known = world.profiles
        case .name(.setting): known = world.settings
        case .name(.settingValue):
            let setting = world.settings.first { $0.name == call.operands.first ?? nil }
            return setting?.values.map { Candidate($0) } ?? []
        case .name(.topic): known = world.topics
        case .name(.subtopic):
            let command = (call.operands.first ?? nil).flatMap { world.vocabulary.commands[$0] }
            return command?.subcommands.entries(for: typed).map(Candidate.init) ?? []
        case .name(.ssoSession): known = world.ssoSessions
        case .name(.runtime): known = world.runtimes
        case .name(.known(let values)): return values.map { Candidate($0) }
        case .value, .body, .blob, .words, .text, .textOrFile, .secret, .integer, .duration, .pause, .flag, .file,
            .glob,
            .expression:
            return []
        }
        return known.map { Candidate($0.name, description: $0.summary) }
    }
}

// MARK: - Words

extension CompletionRequest {
    /// The `items` that begin with the typed word, as replacements of the word. `quotes`: the items are texts and are
    /// quoted if necessary; otherwise they're used as they are.
    private func named(_ items: [Candidate], _ word: PartialWord, quotes: Bool) -> Candidates {
        guard word.isReplaceable, quotes || word.quote == nil else { return Candidates(start: cursor) }
        return Candidates(
            start: word.start,
            items: items.filter { $0.text.hasPrefix(word.text) }.map { item in
                quotes ? quoted(item, as: word.quote) : item
            })
    }

    /// Files that begin with the typed path; `prefix` comes before the path, such as the `@` of a body.
    private func files(_ word: PartialWord, _ world: CompletionWorld, after prefix: String) -> Candidates {
        // `@"my file.json"`: the quote begins after the sign.
        let quotedStart = word.quote.map { _ in prefix.utf8.count } ?? 0
        guard word.isReplaceable || quotedStart > 0, word.text.hasPrefix(prefix) else {
            return Candidates(start: cursor)
        }
        let path = word.text.dropFirst(prefix.count)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let name = path.dropFirst(folder.count)
        let items = world.files(folder).filter { file in
            file.name.hasPrefix(name) && (name.hasPrefix(".") || !file.name.hasPrefix("."))
        }.sorted { $0.name < $1.name }.map { file in
            Candidate(
                folder + file.name + (file.isFolder ? "/" : ""), display: file.name + (file.isFolder ? "/" : ""),
                suffix: file.isFolder ? "" : " ")
        }
        return Candidates(
            start: word.start + prefix.utf8.count, items: items.map { quoted($0, as: word.quote) })
    }

    /// `item` as a word of the language; `quote` is the quote that was typed before it. If the item is the only choice,
    /// its `suffix` closes the quote; a folder's quote stays open.
    private func quoted(_ item: Candidate, as quote: UInt8?) -> Candidate {
        guard quote != nil || Self.needsQuotes(item.text) else { return item }
        var item = item
        item.display = item.display ?? item.text
        let isLiteral =
            quote == UInt8(ascii: "'") && !item.text.contains("'")
            && !item.text.unicodeScalars.contains(where: ControlCharacters.contains)
        let sign = isLiteral ? "'" : "\""
        item.text = sign + (isLiteral ? item.text : Self.escaped(item.text))
        item.suffix = item.suffix.isEmpty ? "" : sign + item.suffix
        return item
    }

    private static func needsQuotes(_ text: String) -> Bool {
        text.contains("<<") || text.first.map { "#-[".contains($0) } == true
            || text.utf8.contains { $0.isWhiteSpace || Array("'\"`{}();|>\\".utf8).contains($0) }
            || text.unicodeScalars.contains(where: ControlCharacters.contains)
    }

    /// Writes control characters as escapes, so that the line editor shows them and they don't control the terminal.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\"": escaped += "\\\(scalar)"
            case _ where ControlCharacters.contains(scalar):
                escaped += "\\u" + Hexadecimal.encode([UInt8(scalar.value >> 8), UInt8(scalar.value & 0xFF)])
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped.replacing("<<", with: "\\<<")
    }
}

extension PartialWord {
    fileprivate var isOption: Bool { quote == nil && text.hasPrefix("-") }
}

extension Candidate {
    fileprivate init(_ keyword: Keyword) { self.init(keyword.rawValue, description: keyword.summary) }

    fileprivate init(_ entry: SubcommandEntry) {
        self.init(entry.text, description: entry.summary, suffix: entry.isPrefix ? "" : " ")
    }
}
