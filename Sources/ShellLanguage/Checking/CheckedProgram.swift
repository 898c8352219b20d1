// SPDX-License-Identifier: GPL-3.0-or-later

/// A script with every file that its `source` statements name, read and resolved without running anything.
struct CheckedProgram {
    struct File {
        let path: String
        /// The script without the statements that have syntax errors.
        var script: Script
        var diagnostics: [Diagnostic]
        /// False if a syntax error left a statement out, so the names that it binds are unknown.
        var isWhole: Bool {
            !diagnostics.contains { diagnostic in
                if case .syntax = diagnostic.kind { return diagnostic.severity == .error }
                return diagnostic.statement != nil
            }
        }
    }

    /// The text of a file that was read.
    func source(of path: String) -> Source? { files.first { $0.path == path }?.script.source }

    /// The script first, then the others in the order in which they're named.
    private(set) var files: [File] = []
    /// Whether a `source` statement runs a file that the check can't see, which may define anything.
    private(set) var isOpen = false
    let commands: [String: CommandSignature]
    private var indices: [String: Int] = [:]
    /// The sourced paths, by the path of the file with the statement, then by the name in the statement.
    private var targets: [String: [String: String]] = [:]

    /// Throws if the script can't be read; an unreadable sourced file is an error in the file that sources it.
    init(_ path: String, vocabulary: Vocabulary, files reader: some ScriptFiles) async throws(UnreadableScript) {
        commands = vocabulary.commands
        add(try await reader.script(at: path), path, vocabulary)
        var next = 0
        while next < files.count {
            await readSources(of: next, vocabulary, reader)
            next += 1
        }
        resolve(vocabulary)
    }

    /// A resolved script, without the files that it sources.
    init(_ script: Script, path: String, vocabulary: Vocabulary) {
        commands = vocabulary.commands
        indices = [path: 0]
        files = [File(path: path, script: script, diagnostics: [])]
    }

    subscript(path: String) -> File? { indices[path].map { files[$0] } }

    /// The file that a `source` statement in the file at `path` reads; nil if the check can't see it.
    func file(_ sourced: SourcedFile, in path: String) -> File? {
        sourced.name.flatMap { targets[path]?[$0] }.flatMap { self[$0] }
    }

    /// The names that the top levels of the files bind.
    var names: Set<String> { files.reduce(into: []) { $0.formUnion($1.script.topNames) } }

    private mutating func add(_ bytes: [UInt8], _ path: String, _ vocabulary: Vocabulary) {
        let (script, faults) = Parser.tree(of: Source(name: path, bytes: bytes), functions: vocabulary.functions)
        indices[path] = files.count
        files.append(File(path: path, script: script, diagnostics: faults))
        if !files[files.count - 1].isWhole { isOpen = true }
    }

    private mutating func readSources(of index: Int, _ vocabulary: Vocabulary, _ reader: some ScriptFiles) async {
        for sourced in files[index].script.sourcedFiles(commands) {
            guard let name = sourced.name else {
                isOpen = true
                continue
            }
            let path = reader.path(of: name, beside: files[index].path)
            targets[files[index].path, default: [:]][name] = path
            guard indices[path] == nil else { continue }
            do throws(UnreadableScript) {
                add(try await reader.script(at: path), path, vocabulary)
            } catch {
                isOpen = true
                files[index].diagnostics.append(Diagnostic(.usage(.unreadableScript(error)), at: sourced.range))
            }
        }
    }

    /// Binds the calls of each file, now that the `def`s of all files are known.
    private mutating func resolve(_ vocabulary: Vocabulary) {
        var vocabulary = vocabulary
        for definition in files.flatMap(\.script.definitions) {
            vocabulary.definitions[definition.name.text] = definition.signature
        }
        for index in files.indices {
            var resolver = Resolver(
                script: files[index].script, vocabulary: vocabulary, layout: .text, isOpen: isOpen)
            resolver.resolve(&files[index].script)
            files[index].diagnostics = resolver.findings(with: files[index].diagnostics)
        }
    }
}

/// The script that a statement runs.
struct SourcedFile {
    /// nil if it's computed.
    let name: String?
    let range: SourceRange
}

extension Call {
    /// nil for commands that don't run a script, and if the operand is missing.
    ///
    /// Goes by the arguments as written, since calls can only be bound after the scripts that they name have been read.
    func sourcedFile(_ commands: [String: CommandSignature]) -> SourcedFile? {
        guard let signature = commands[name.text], case .runsScript(let parameter)? = signature.effect,
            let value = LooseBinding(signature, arguments)[parameter]
        else { return nil }
        return SourcedFile(name: value.literal, range: value.range)
    }
}
