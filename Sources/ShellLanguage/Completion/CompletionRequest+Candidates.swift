// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath

extension CompletionRequest {
    /// The ways to go on, in the order in which they are shown.
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
            // What is typed names a value: the one thing that can follow a value without parts is the end.
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
            items += call.signature.subcommands.entries(for: word.text).map(Candidate.init)
        }
        guard let parameter = call.parameter else {
            // All operands are there: what can follow is an option.
            return items.isEmpty && word.text.isEmpty ? options(word, call) : named(items, word, quotes: false)
        }
        switch parameter.kind {
        case .file: return files(word, world, after: "")
        case .body, .blob, .value:
            if word.text.hasPrefix("@"), word.quote == nil, parameter.kind != .value {
                return files(word, world, after: "@")
            }
            return named(values(of: parameter, call, world, typed: word), word, quotes: false)
        default:
            items += names(for: parameter, call, world, typed: word.text)
            if items.isEmpty, word.text.isEmpty { return options(word, call) }
            return named(items, word, quotes: true)
        }
    }

    private func options(_ word: PartialWord, _ call: CallSoFar) -> Candidates {
        let free = call.knownOptions.filter { option in
            if case .variadic = option.presence { return true }
            return call.options[option.name] == nil
        }
        var items = free.map { option in
            let spellings = ([option.name] + option.aliases).map { "--" + $0 }
            // Before a name is begun, each option is there once.
            let spelling = word.text.utf8.count > 2 ? spellings.first { $0.hasPrefix(word.text) } : nil
            return Candidate(spelling ?? spellings[0], description: option.help)
        }
        if word.text.utf8.count > 2 { items.append(Candidate("--help", description: "show what it takes")) }
        return named(items, word, quotes: false)
    }

    /// A VALUE: the last body, else a variable.
    private func values(
        of parameter: Parameter, _ call: CallSoFar, _ world: CompletionWorld, typed word: PartialWord
    ) -> [Candidate] {
        guard word.text.isEmpty, word.quote == nil else { return [] }
        if parameter.name == "body", let function = call.function, let body = world.lastBody(function) {
            return [Candidate(body, description: "the last body of \(function)", suffix: "")]
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
        case .name(.runtime): known = world.runtimes
        case .name(.known(let values)): return values.map { Candidate($0) }
        case .value, .body, .blob, .words, .text, .secret, .integer, .duration, .flag, .file, .glob, .expression:
            return []
        }
        return known.map { Candidate($0.name, description: $0.summary) }
    }
}

extension Candidate {
    fileprivate init(_ keyword: Keyword) { self.init(keyword.rawValue, description: keyword.summary) }

    fileprivate init(_ entry: SubcommandEntry) {
        self.init(entry.text, description: entry.summary, suffix: entry.isPrefix ? "" : " ")
    }
}
