// SPDX-License-Identifier: GPL-3.0-or-later

import LocalEvents
import LocalFunctions
import LocalProjects

/// All functions: the user's own and those deployed through the API.
struct FunctionCatalogue: Sendable {
    let source: any FunctionSource
    let registry: FunctionRegistry
    let interpreters: InterpreterSearch

    func all() async throws(ProjectError) -> [FunctionDefinition] {
        try await Blocking.run { () throws(ProjectError) in try allNow() }
    }

    /// `$LATEST` of a function.
    func function(named name: String) -> FunctionDefinition? { latest(name) }

    /// A function in the version that a qualifier names, which may be an alias or `$LATEST`.
    ///
    /// Blocks, but only to check a few files, which takes less time than switching to another thread.
    ///
    /// - Parameter chance: from 0 to 1, selects one of an alias's two versions.
    func function(named name: String, qualifier: String?, chance: Double = 1) -> FunctionDefinition? {
        guard let qualifier, qualifier != FunctionDefinition.latest else { return latest(name) }
        let record = registry.record(of: name)
        let alias = record.aliases[qualifier] ?? declaredAliases(of: latest(name))[qualifier]
        let version = alias?.version(for: chance) ?? qualifier
        return version == FunctionDefinition.latest ? latest(name) : self.version(version, of: name, record)
    }

    /// The aliases of a function by name: those that were created through the API, and those that its template declares.
    func aliases(of function: FunctionDefinition) -> [String: Alias] {
        declaredAliases(of: function).merging(registry.record(of: function.name).aliases) { $1 }
    }

    private func declaredAliases(of function: FunctionDefinition?) -> [String: Alias] {
        guard let function else { return [:] }
        var aliases: [String: Alias] = [:]
        for (name, version) in function.qualifiers.aliases {
            aliases[name] = Alias(
                name: name, functionVersion: version,
                revisionId: FunctionDescriptions.uuid(of: Array("\(function.name) \(name) \(version)".utf8)))
        }
        return aliases
    }

    /// The published versions, sorted by number.
    func versions(of name: String) async -> [FunctionDefinition] {
        await Blocking.run {
            let record = registry.record(of: name)
            let declared = latest(name)?.qualifiers.versions ?? []
            return declared.union(record.versions.map(\.number)).sorted()
                .compactMap { version(String($0), of: name, record) }
        }
    }

    /// What all functions but one have reserved together. Blocks.
    func reservedConcurrency(except name: String) -> Int {
        ((try? allNow()) ?? []).reduce(0) { $1.name == name ? $0 : $0 + ($1.settings.reservedConcurrency ?? 0) }
    }

    /// Looks for the interpreter of each runtime that functions have, all at once.
    func checkRuntimes() async throws(LocalLambdaError) {
        let functions: [FunctionDefinition]
        do throws(ProjectError) { functions = try await all() } catch { throw .project(error) }
        let users = Dictionary(grouping: functions) { $0.runtime.interpreter }
        let reasons = await withTaskGroup(of: String?.self) { group in
            for (request, functions) in users {
                guard let request else { continue }
                group.addTask {
                    do throws(FunctionProblem) {
                        _ = try await interpreters.find(request)
                        return nil
                    } catch {
                        return "\(functions.map(\.name).joined(separator: ", ")) can't run: \(error.description)"
                    }
                }
            }
            return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
        }
        if !reasons.isEmpty { throw .runtimesMissing(reasons.sorted()) }
    }

    private func allNow() throws(ProjectError) -> [FunctionDefinition] {
        let deployed = registry.deployed
        let names = Set(deployed)
        let found = try source.functions().filter { !names.contains($0.name) }.map { withConcurrency($0) }
        return (found + deployed.compactMap(latest)).sorted { $0.name < $1.name }
    }

    /// Blocks.
    func latest(_ name: String) -> FunctionDefinition? {
        let record = registry.record(of: name)
        if let deployment = record.deployment { return definition(name, deployment, record) }
        return source.function(named: name).map { withConcurrency($0) }
    }

    private func version(_ version: String, of name: String, _ record: FunctionRecord) -> FunctionDefinition? {
        guard let published = record.versions.first(where: { String($0.number) == version }) else {
            return declaredVersion(version, of: name)
        }
        var function = definition(name, published.deployment, record)
        function.version = version
        return function
    }

    /// A version that the function's template declares: its current code.
    private func declaredVersion(_ version: String, of name: String) -> FunctionDefinition? {
        guard var function = latest(name), function.qualifiers.versions.contains(where: { String($0) == version })
        else { return nil }
        function.version = version
        return function
    }

    private func definition(_ name: String, _ deployment: Deployment, _ record: FunctionRecord) -> FunctionDefinition {
        var function = FunctionDefinition(
            name: name, folder: deployment.folder, runtime: .init(named: deployment.runtime),
            handler: deployment.handler)
        function.settings = deployment.settings
        function.deployed = deployment.code
        if let concurrency = record.concurrency { function.settings.reservedConcurrency = concurrency.limit }
        guard !function.settings.isImage else {
            function.problem = .image
            return function
        }
        do throws(FunctionProblem) {
            try function.check(interpreters)
        } catch {
            function.problem = error
        }
        return function
    }

    private func withConcurrency(_ function: FunctionDefinition) -> FunctionDefinition {
        guard let concurrency = registry.record(of: function.name).concurrency else { return function }
        var function = function
        function.settings.reservedConcurrency = concurrency.limit
        return function
    }
}

extension FunctionCatalogue: EventFunctions {
    func eventInvokeSettings(of name: String, qualifier: String) -> EventInvokeSettings? {
        registry.record(of: name).eventInvoke[qualifier]
    }
}
