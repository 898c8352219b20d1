// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import SystemPackage

/// The functions of a template as `sam build` built them; those whose sources are newer run from their sources, if they
/// can.
struct SAMBuild: FunctionSource {
    let sources: any FunctionSource
    let built: any FunctionSource
    let template: FilePath
    /// `sam build` writes it each time, even if it doesn't build a function again.
    let builtTemplate: FilePath
    let notices: ProjectNotices

    private enum Choice { case upToDate, outdated, sources }

    func checkReadable() throws(ProjectError) {
        try built.checkReadable()
        try sources.checkReadable()
    }

    func functions() throws(ProjectError) -> [FunctionDefinition] {
        let built = Dictionary(try built.functions().map { ($0.name, $0) }) { first, _ in first }
        let time = buildTime
        var chosen: [Choice: [String]] = [:]
        let functions = try sources.functions().map { source in
            let (function, choice) = choose(source, built[source.name], time)
            chosen[choice, default: []].append(source.name)
            return function
        }
        report(chosen, time)
        return functions
    }

    func function(named name: String) -> FunctionDefinition? {
        guard let source = sources.function(named: name) else { return nil }
        let time = buildTime
        let (function, choice) = choose(source, built.function(named: name), time)
        report([choice: [name]], time)
        return function
    }

    /// Seconds since the epoch.
    private var buildTime: Int { FolderFingerprint(ofFile: builtTemplate).lastModified }

    private func choose(
        _ source: FunctionDefinition, _ built: FunctionDefinition?, _ time: Int
    ) -> (FunctionDefinition, Choice) {
        guard let built else { return (source, .sources) }
        let changed = max(FolderFingerprint(ofFile: template).lastModified, source.fingerprint.lastModified)
        if changed <= time { return (built, .upToDate) }
        return source.problem == nil && source.hasHandlerFile ? (source, .sources) : (built, .outdated)
    }

    /// One line for all functions that aren't known yet.
    private func report(_ chosen: [Choice: [String]], _ time: Int) {
        for (choice, ending) in [
            (Choice.sources, "they run from their sources"),
            (.outdated, "the old build is used, because the sources can't run"),
        ] {
            let new = (chosen[choice] ?? []).filter { notices.isNew("\(choice) \($0) \(time)") }
            guard !new.isEmpty else { continue }
            let names = new.prefix(3).joined(separator: ", ") + (new.count > 3 ? " and \(new.count - 3) more" : "")
            notices.add(
                "the build in \(builtTemplate.removingLastComponent().string) is older than the sources of \(names): "
                    + "\(ending); run `sam build` to bring it up to date")
        }
    }
}
