// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import LocalProjects
import Synchronization
import SystemPackage

/// Functions whose code was built: the same ones, in other folders.
final class BuiltFunctions: FunctionSource {
    /// The build of one function.
    struct Build: Sendable {
        var entry: BuildCache.Entry
        var plan: BuildPlan
    }

    private let base: any FunctionSource
    private let builds: [String: Build]
    private let interpreters: InterpreterSearch
    private let notice: @Sendable (String) -> Void
    /// By the function's name: the state of its own folder when its files were last copied.
    private let seen: Mutex<[String: FolderFingerprint]>

    /// - Parameters:
    ///   - builds: by the functions' names.
    ///   - states: of the functions' own folders when they were built.
    ///   - notice: receives notices for the user.
    init(
        _ base: any FunctionSource, builds: [String: Build], states: [String: FolderFingerprint],
        interpreters: InterpreterSearch, notice: @escaping @Sendable (String) -> Void
    ) {
        self.base = base
        self.builds = builds
        self.interpreters = interpreters
        self.notice = notice
        seen = Mutex(states)
    }

    func functions() throws(ProjectError) -> [FunctionDefinition] { try base.functions().map(built) }
    func function(named name: String) -> FunctionDefinition? { base.function(named: name).map(built) }
    func checkReadable() throws(ProjectError) { try base.checkReadable() }

    private func built(_ function: FunctionDefinition) -> FunctionDefinition {
        guard let build = builds[function.name] else { return function }
        var result = function
        do throws(BuildFault) {
            try follow(function, build)
        } catch {
            result.problem = .unreadable(file: function.folder, reason: error.description)
            return result
        }
        result.folder = build.entry.code.string
        guard result.problem?.isAboutCode ?? true else { return result }
        result.problem = nil
        do throws(FunctionProblem) {
            try result.check(interpreters)
        } catch {
            result.problem = error
        }
        return result
    }

    /// Takes over changes of the function's own files.
    private func follow(_ function: FunctionDefinition, _ build: Build) throws(BuildFault) {
        try seen.withLock { seen throws(BuildFault) in
            guard seen[function.name] != function.fingerprint else { return }
            if build.plan.mirrorsSources {
                try build.entry.update(from: FilePath(function.folder))
            } else {
                notice("\(function.name) has changed since it was built; connect or serve again with `--install`")
            }
            seen[function.name] = function.fingerprint
        }
    }
}

extension FunctionProblem {
    /// Building the code may solve it.
    var isAboutCode: Bool {
        switch self {
        case .bootstrapNotExecutable, .missingBootstrap, .missingProgram, .programNotExecutable, .assemblyNotFound,
            .clientNotFound:
            true
        default: false
        }
    }
}
