// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds all errors in scripts that can be found without running them: the parser's, and variables that no path
/// defines. Files that are named literally in `source` statements are checked with the scripts that source them.
package struct ProgramCheck {
    private let vocabulary: Vocabulary

    /// - Parameter vocabulary: its variables have a value when a script starts.
    package init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    /// One file, and its diagnostics in source order.
    package struct CheckedFile: Sendable {
        package let source: Source
        package let diagnostics: [Diagnostic]

        package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
    }

    /// Checks the scripts at `paths` and the files they source, each file once. A script that another one sources is
    /// only checked as a part of that one.
    package func check(_ paths: [String], files: some ScriptFiles) async throws(UnreadableScript) -> [CheckedFile] {
        var programs: [CheckedProgram] = []
        for path in paths where !programs.contains(where: { $0[path] != nil }) {
            let program = try await CheckedProgram(path, vocabulary: vocabulary, files: files)
            programs.removeAll { earlier in earlier.files.first.map { program[$0.path] != nil } ?? false }
            programs.append(program)
        }
        return merged(programs)
    }

    private func merged(_ programs: [CheckedProgram]) -> [CheckedFile] {
        var order: [String] = []
        var sources: [String: Source] = [:]
        var found: [String: [Diagnostic]] = [:]
        // By place, since a file may have thousands.
        var known: [String: [SourceRange: [Diagnostic]]] = [:]
        for program in programs {
            let undefined = VariableAnalysis.diagnostics(of: program, variables: vocabulary.variables)
            for file in program.files {
                if sources.updateValue(file.script.source, forKey: file.path) == nil { order.append(file.path) }
                for diagnostic in file.diagnostics + (undefined[file.path] ?? [])
                where known[file.path]?[diagnostic.range]?.contains(diagnostic) != true {
                    known[file.path, default: [:]][diagnostic.range, default: []].append(diagnostic)
                    found[file.path, default: []].append(diagnostic)
                }
            }
        }
        return order.compactMap { path in
            sources[path].map { source in
                let diagnostics = (found[path] ?? []).sorted { $0.range.lowerBound < $1.range.lowerBound }
                return CheckedFile(source: source, diagnostics: diagnostics)
            }
        }
    }
}
