// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JMESPath
import JSON

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
        case runs(connection: String?)
        /// Objects and folders in S3 whose address begins with `prefix`, which begins with `s3://`.
        case objects(prefix: String, connection: String?)
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
        case program(PartialWord)
        /// A key of a JSON object in an argument.
        case key(PartialWord, CallSoFar, path: [String?])
        case words(PartialWord, [Candidate])
    }

    private let text: String
    private let cursor: Int
    private let subject: Subject
    /// The names that the statements around the cursor and before it bind.
    private let names: [LocalName]

    /// - Parameter cursor: Offset in UTF-8 bytes; the text after it doesn't matter.
    package init(_ text: String, cursor: Int, vocabulary: Vocabulary) {
        self.text = text
        self.cursor = min(cursor, text.utf8.count)
        let source = Source(name: nil, bytes: Array(text.utf8.prefix(cursor)))
        let (script, end, surroundings) = Parser.unfinished(source, functions: vocabulary.functions)
        subject = Self.subject(of: end, vocabulary)
        names =
            script.topNames.sorted().map { LocalName(name: $0, value: .unknown) } + surroundings.names
            + (surroundings.call?.rowName(vocabulary).map { [$0] } ?? [])
    }

    package var need: Need? {
        guard case .argument(let word, let call) = subject else { return nil }
        switch call.parameter?.kind {
        case .file, .textOrFile, .body, .blob, .name(.objectFolder):
            return word.object.map { .objects(prefix: String($0), connection: call.connection) }
        case .profile: return .profiles
        case .name(.ssoSession): return .ssoSessions
        case .name(.run): return .runs(connection: call.connection)
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
        case .program(let word, isFirst: true) where !word.text.contains("/"): return .program(word)
        case .program(let word, _), .file(let word): return .file(word)
        case .key(let word, let call, let path):
            guard let signature = vocabulary.signature(named: call.name) else { return .nothing }
            return .key(word, CallSoFar(signature, call, isOption: false), path: path)
        case .keyword(let word, let keywords): return .keyword(word, keywords)
        case .words(let word, let candidates): return .words(word, candidates)
        case .statement(let word, let isRightSide, let isTop, let goingOn):
            let own = Keyword.allCases.filter { keyword in
                keyword.place == .statement || keyword.place == .top && isTop || goingOn.contains(keyword)
            }
            return .statement(word, isRightSide: isRightSide, keywords: isRightSide ? [] : own)
        case .argument(let word, let call):
            if let signature = vocabulary.signature(named: call.name) {
                return .argument(word, CallSoFar(signature, call, isOption: word.isOption))
            }
            if let values = vocabulary.values, word.isOption, vocabulary.variables.contains(call.name) {
                return .argument(word, CallSoFar(values, call, isOption: true))
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
        case .program(let word):
            guard !word.text.isEmpty else { return Candidates(start: cursor) }
            return named(world.programs(word.text).map { Candidate($0) }, word, quotes: false)
        case .key(let word, let call, let path): return keys(word, call, path)
        case .statement(let word, let isRightSide, let keywords):
            let items = statements(world, isRightSide: isRightSide, keywords, typed: word.text)
            return named(items, word, quotes: false)
        case .keyword(let word, let keywords): return named(keywords.map(Candidate.init), word, quotes: false)
        case .words(let word, let items): return named(items, word, quotes: false)
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
        items += world.vocabulary.definitions.map { Candidate($0, description: $1.summary ?? "def") }
        if !isRightSide { items += world.aliases.map { Candidate($0.name, description: $0.summary) } }
        items += keywords.map(Candidate.init)
        items = world.recentFirst(items.sorted { $0.text < $1.text }, \.text)
        if !isRightSide, !typed.isEmpty {
            items += world.vocabulary.variables.sorted().map { Candidate($0, description: "variable", suffix: " = ") }
        }
        return items
    }

    // MARK: Expressions

    private func expression(from start: Int, _ world: CompletionWorld) -> Candidates {
        let typed = String(decoding: text.utf8.prefix(cursor).dropFirst(start), as: UTF8.self)
        let (root, unknown) = root(in: world)
        let completion = ExpressionCompletion(of: typed, root: root, functions: world.vocabulary.functions)
        var items = completion.candidates.map { candidate in
            Candidate(
                candidate.text, description: unknown.contains(candidate.text) ? "variable" : candidate.description,
                suffix: "")
        }
        if completion.isWhole, !text.utf8.dropFirst(cursor).starts(with: ">>".utf8) {
            let whole = String(decoding: typed.utf8.dropFirst(completion.start), as: UTF8.self)
            // The typed text names a value. If it has no parts, only the end of the expression can follow.
            items.removeAll { $0.text == whole }
            items.append(Candidate(whole + ">>", suffix: ""))
        }
        return Candidates(start: start + completion.start, items: items)
    }

    /// The session's variables and the names that the text binds; the second value has those whose value is unknown.
    private func root(in world: CompletionWorld) -> (JSONValue, unknown: Set<String>) {
        guard !names.isEmpty, var members = world.variables.object else { return (world.variables, []) }
        var unknown: Set<String> = []
        for local in names {
            let sample = local.sample(.object(members), world.vocabulary.functions)
            if let sample {
                unknown.remove(local.name)
                members.set(local.name, sample)
            } else if case .unknown = local.value, members[local.name] != nil, !isBoundAround(local.name) {
                // An earlier value of the session's variable is a better guess than none.
                continue
            } else {
                unknown.insert(local.name)
                members.set(local.name, .null)
            }
        }
        return (.object(members), unknown)
    }

    private func isBoundAround(_ name: String) -> Bool { names.count { $0.name == name } > 1 }

    // MARK: Arguments

    private func keys(_ word: PartialWord, _ call: CallSoFar, _ path: [String?]) -> Candidates {
        let entries = call.members(at: path).filter { $0.text.hasPrefix(word.text) }
        return Candidates(
            start: word.start,
            items: entries.map {
                Candidate("\"\($0.text)\"", display: $0.text, description: $0.summary, suffix: ": ")
            })
    }

    private func argument(_ word: PartialWord, _ call: CallSoFar, _ world: CompletionWorld) -> Candidates {
        if word.isOption, call.allowsOptions, !call.isOptionValue { return options(word, call, world) }
        var items: [Candidate] = []
        if call.takesSubcommand {
            items += call.subcommands.entries(for: word.text).map(Candidate.init)
        }
        guard let parameter = call.parameter else {
            // All operands are there, so only an option can follow.
            return items.isEmpty && word.text.isEmpty ? options(word, call, world) : named(items, word, quotes: false)
        }
        switch parameter.kind {
        case .file: return files(word, world, after: "")
        case .folder: return files(word, world, after: "", onlyFolders: true)
        case .name(.objectFolder):
            guard word.object == nil else { return files(word, world, after: "", onlyFolders: true) }
            return named([Candidate(FileReference.objectScheme, suffix: "")], word, quotes: false)
        case .textOrFile where word.isFileName: return files(word, world, after: "@")
        case .body, .blob, .value:
            if word.object != nil, !word.text.hasPrefix("@"), parameter.kind != .value {
                return files(word, world, after: "")
            }
            if word.isFileName, parameter.kind != .value {
                return files(word, world, after: "@")
            }
            return named(values(of: parameter, call, world, typed: word), word, quotes: false)
        default:
            items += names(for: parameter, call, world, typed: word.text)
            if items.isEmpty, word.text.isEmpty, !call.isOptionValue { return options(word, call, world) }
            return named(items, word, quotes: true)
        }
    }

    private func options(_ word: PartialWord, _ call: CallSoFar, _ world: CompletionWorld) -> Candidates {
        let free = world.recentFirst(call.freeOptions) { "--\($0.name)" }
        var items = free.map { option in
            let spellings = ([option.name] + option.aliases).map { "--" + $0 }
            // Before the first letter of a name is typed, list each option once.
            let spelling = word.text.utf8.count > 2 ? spellings.first { $0.hasPrefix(word.text) } : nil
            return Candidate(spelling ?? spellings[0], description: option.help)
        }
        if word.text.utf8.count > 2 { items.append(Candidate("--help", description: "show help")) }
        var candidates = named(items, word, quotes: false)
        // Nothing says that there must be an option.
        candidates.areOnlyListed = word.text.isEmpty
        return candidates
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
        let results = parameter.kind == .value ? world.results : []
        let fitting = (world.vocabulary.variables.sorted() + results).map { name in
            (name, fits(name, parameter, call, world))
        }
        let ranked =
            world.recentFirst(fitting.filter(\.1).map(\.0)) + world.recentFirst(fitting.filter { !$0.1 }.map(\.0))
        return ranked.map { Candidate("<<\($0)>>", description: results.contains($0) ? "result" : "variable") }
    }

    /// Whether a variable's value has the type that's usual for the parameter: an array of rows, a body's object.
    private func fits(_ name: String, _ parameter: Parameter, _ call: CallSoFar, _ world: CompletionWorld) -> Bool {
        switch world.variables[name] {
        case .array?: true
        case .object?: !call.isForRows(parameter)
        default: parameter.kind == .value
        }
    }

    private func names(
        for parameter: Parameter, _ call: CallSoFar, _ world: CompletionWorld, typed: String
    ) -> [Candidate] {
        let known: [CompletionWorld.Named]
        switch parameter.kind {
        case .choice(let choices): return choices.map { Candidate($0.name) }
        case .variable:
            return world.recentFirst(world.vocabulary.variables.subtracting(call.operands.compactMap(\.self)).sorted())
                .map { Candidate($0) }
        case .name(.sortKey):
            let sign = typed.hasPrefix("-") ? "-" : ""
            return world.sortKeys(call.subcommandName).map { Candidate(sign + $0) }
        case .name(.columns):
            // What other commands list isn't known.
            guard call.commandName == "list" else { return [] }
            let start = typed.lastIndex(of: ",").map { String(typed[...$0]) } ?? ""
            return world.sortKeys(call.subcommandName).map { Candidate(start + $0) }
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
            if call.operands.first == "set" {
                return world.settings.map { Candidate($0.name, description: $0.summary) }
            }
            let command = (call.operands.first ?? nil).flatMap { world.vocabulary.commands[$0] }
            return command?.subcommands.entries(for: typed).map(Candidate.init) ?? []
        case .name(.ssoSession): known = world.ssoSessions
        case .name(.run): known = world.runs
        case .name(.runtime): known = world.runtimes
        case .name(.known(let values)): return values.map { Candidate($0) }
        case .value, .body, .blob, .words, .text, .textOrFile, .secret, .integer, .duration, .pause, .flag, .file,
            .folder, .glob, .name(.objectFolder),
            .expression:
            return []
        }
        return world.recentFirst(known, \.name).map { Candidate($0.name, description: $0.summary) }
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
    private func files(
        _ word: PartialWord, _ world: CompletionWorld, after prefix: String, onlyFolders: Bool = false
    ) -> Candidates {
        // `@"my file.json"`: the quote begins after the sign.
        let quotedStart = word.quote.map { _ in prefix.utf8.count } ?? 0
        guard word.isReplaceable || quotedStart > 0, word.text.hasPrefix(prefix) else {
            return Candidates(start: cursor)
        }
        let path = word.text.dropFirst(prefix.count)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let name = path.dropFirst(folder.count)
        let entries = FileReference.isObject(folder) ? world.objects : world.files(folder)
        let items = entries.filter { file in
            file.name.hasPrefix(name) && (file.isFolder || !onlyFolders)
                && (name.hasPrefix(".") || !file.name.hasPrefix("."))
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

    /// Whether it's `@` and the beginning of a file's name, perhaps with a quote between them.
    fileprivate var isFileName: Bool { text.hasPrefix("@") && (quote == nil || isAfterAt) }

    /// The address of an object as far as it's typed.
    fileprivate var object: Substring? {
        let path = text.hasPrefix("@") ? text.dropFirst() : text[...]
        return FileReference.isObject(path) ? path : nil
    }
}

extension Candidate {
    fileprivate init(_ keyword: Keyword) { self.init(keyword.rawValue, description: keyword.summary) }

    fileprivate init(_ entry: SubcommandEntry) {
        self.init(entry.text, description: entry.summary, suffix: entry.isPrefix ? "" : " ")
    }
}

extension LocalName {
    /// A possible value, for the members that follow the name; nil if it's unknown.
    fileprivate func sample(_ root: JSONValue, _ functions: FunctionTable) -> JSONValue? {
        switch value {
        case .unknown: return nil
        case .error:
            return ["kind": "", "message": "", "type": "", "payload": [:], "requestId": "", "at": ""]
        case .element(let template):
            let rows: JSONValue?
            switch template.kind {
            case .constant(let json): rows = json
            case .interpolation(let interpolation): rows = try? interpolation.expression.search(root)
            case .text, .array, .object: rows = nil
            }
            switch rows {
            case .array(let elements)?: return elements.first
            case .object(let members)?: return members.first?.value
            default: return nil
            }
        }
    }
}

extension PartialCall {
    /// The variable for the row, if this call runs once for each row.
    fileprivate func rowName(_ vocabulary: Vocabulary) -> LocalName? {
        guard let signature = vocabulary.commands[name], case .repeats(let rows)? = signature.effect else { return nil }
        let given = LooseBinding(signature, arguments)
        guard let source = given[rows.source] else { return nil }
        let name = given[rows.variable]?.literal ?? rows.variable.defaultText ?? ""
        guard !name.isEmpty else { return nil }
        switch source {
        case .template(let template): return LocalName(name: name, value: .element(of: template))
        case .word(let word):
            guard let interpolation = word.soleInterpolation else { return LocalName(name: name, value: .unknown) }
            let template = Template(kind: .interpolation(interpolation), range: interpolation.range)
            return LocalName(name: name, value: .element(of: template))
        }
    }
}
