// SPDX-License-Identifier: GPL-3.0-or-later

/// A script with every file that its `source` statements name, read and resolved without running anything.
struct CheckedProgram {
    struct File {
        let path: String
        /// Without the statements that have syntax errors.
        var script: Script
        var diagnostics: [Diagnostic]
        /// Whether a syntax error left a statement out: what it binds is then unknown.
        var isWhole: Bool {
            !diagnostics.contains { diagnostic in
                if case .syntax = diagnostic.kind { return diagnostic.severity == .error }
                return diagnostic.statement != nil
            }
        }
    }

    /// The script first, then the others in the order in which they are named.
    private(set) var files: [File] = []
    /// Whether a `source` statement leads where the check cannot see: anything may be defined there.
    private(set) var isOpen = false
    let commands: [String: CommandSignature]
    private var indices: [String: Int] = [:]
    /// By the path of the file that holds the statement, then by the name in it.
    private var targets: [String: [String: String]] = [:]

    /// Throws when the script itself cannot be read; a file that it sources is then an error in it.
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

    subscript(path: String) -> File? { indices[path].map { files[$0] } }

    /// The file that a `source` statement in the file at `path` reads; nil when it cannot be seen.
    func file(_ sourced: SourcedFile, in path: String) -> File? {
        sourced.name.flatMap { targets[path]?[$0] }.flatMap { self[$0] }
    }

    /// The names that the top level of any of its files binds.
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

    /// Binds the calls of each file, now that the `def`s of all are known.
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
    /// nil when it is computed.
    let name: String?
    let range: SourceRange
}

extension Call {
    /// nil for commands that run no script, and without the operand.
    ///
    /// Calls can be bound only when the scripts that they name were read: this goes by what is written.
    func sourcedFile(_ commands: [String: CommandSignature]) -> SourcedFile? {
        guard let signature = commands[name.text], case .runsScript(let parameter)? = signature.effect,
            let value = LooseBinding(signature, arguments)[parameter]
        else { return nil }
        return SourcedFile(name: value.literal, range: value.range)
    }
}
