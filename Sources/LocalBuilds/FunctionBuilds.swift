// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import LocalFunctions
package import LocalProjects
package import SystemPackage

/// Builds the functions of a project that need it: installs the packages that they list, bundles them, or runs their
/// Makefile.
package struct FunctionBuilds: Sendable {
    private let cache: BuildCache
    private let environment: EnvironmentVariables
    private let interpreters: InterpreterSearch
    private let progress: @Sendable (String) -> Void
    private let notice: @Sendable (String) -> Void

    /// - Parameters:
    ///   - project: the folder that gets `.lamsh/build`.
    ///   - environment: the user's, for pip, npm and the others.
    ///   - progress: receives what's being built.
    ///   - notice: receives notices for the user.
    package init(
        project: FilePath, environment: EnvironmentVariables, interpreters: InterpreterSearch,
        progress: @escaping @Sendable (String) -> Void, notice: @escaping @Sendable (String) -> Void
    ) {
        cache = BuildCache(project: project)
        self.environment = environment
        self.interpreters = interpreters
        self.progress = progress
        self.notice = notice
    }

    /// The source with what was built in place of the functions' own folders.
    ///
    /// - Throws: the first failure; the builds before it stay.
    package func install(_ source: any FunctionSource) async throws(BuildFault) -> any FunctionSource {
        let functions = await Blocking.run { (try? source.functions()) ?? [] }
        var builds: [String: BuiltFunctions.Build] = [:]
        var states: [String: FolderFingerprint] = [:]
        // Functions often share a folder and all of its packages.
        var known: [[UInt8]: BuildCache.Entry] = [:]
        for (index, function) in functions.enumerated() where function.problem?.isAboutCode ?? true {
            guard let plan = try await plan(function) else { continue }
            let key = Array("\(function.folder):".utf8) + plan.inputs
            let entry: BuildCache.Entry
            if let shared = known[key] {
                entry = shared
            } else {
                entry = try await build(plan, function, "\(index + 1) of \(functions.count)")
            }
            known[key] = entry
            builds[function.name] = BuiltFunctions.Build(entry: entry, plan: plan)
            states[function.name] = function.fingerprint
        }
        guard !builds.isEmpty else { return source }
        return BuiltFunctions(source, builds: builds, states: states, interpreters: interpreters, notice: notice)
    }

    private func plan(_ function: FunctionDefinition) async throws(BuildFault) -> BuildPlan? {
        let folder = FilePath(function.folder)
        var interpreter: String?
        if case .python(let name) = function.runtime {
            // Without one, the function has a problem of its own.
            guard let found = try? await interpreters.find(InterpreterRequest(.python, name: name)) else { return nil }
            interpreter = found.path
        }
        let workplace = cache.workplace(for: function.name)
        let files = await Blocking.run { BuildSurvey.files(in: folder) }
        do throws(BuildFault) {
            return try BuildPlanner(
                BuildSubject(function, interpreter: interpreter, files: files),
                BuildFolders(source: folder, code: workplace.code, work: workplace.work)
            ).plan()
        } catch .unsupportedMethod(let name, let method) {
            notice(BuildFault.unsupportedMethod(function: name, method).description)
            return nil
        }
    }

    private func build(
        _ plan: BuildPlan, _ function: FunctionDefinition, _ position: String
    ) async throws(BuildFault) -> BuildCache.Entry {
        let (cache, source) = (cache, FilePath(function.folder))
        let current = try await Blocking.run { () throws(BuildFault) in
            let entry = cache.entry(for: plan)
            if plan.mirrorsSources { try entry?.update(from: source) }
            return entry
        }
        if let current { return current }
        progress("building \(plan.function) with \(plan.tool): \(position)")
        let workplace = cache.workplace(for: plan.function)
        do throws(BuildFault) {
            try await Blocking.run { () throws(BuildFault) in try cache.create(workplace) }
            try await BuildRunner(plan: plan, environment: environment, log: workplace.log).run()
            let entry = try await Blocking.run { () throws(BuildFault) in
                let entry = try cache.commit(workplace, of: plan)
                if plan.mirrorsSources { try entry.update(from: source) }
                return entry
            }
            notice("built \(plan.function) with \(plan.tool)")
            return entry
        } catch {
            await Blocking.run { cache.remove(workplace) }
            throw error
        }
    }
}
