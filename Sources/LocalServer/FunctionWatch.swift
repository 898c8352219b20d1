// SPDX-License-Identifier: GPL-3.0-or-later

/// What a look at the functions found.
package struct FunctionChanges: Sendable, Hashable {
    package var added: [FunctionSummary] = []
    package var changed: [FunctionSummary] = []
    /// By name.
    package var removed: [String] = []

    var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}

extension LocalLambda {
    private static let watchInterval = Duration.milliseconds(300)

    /// Looks for changed code and settings until the task is cancelled. The processes of functions that changed end at
    /// once, those at work after their invocation; without watching that happens at the next invocation.
    package func watch(_ report: @Sendable (FunctionChanges) -> Void) async {
        var known = await definitions()
        while (try? await Task.sleep(for: Self.watchInterval)) != nil {
            let found = await definitions()
            var changes = FunctionChanges()
            for (name, function) in found.sorted(by: { $0.key < $1.key }) {
                guard let old = known[name] else {
                    changes.added.append(FunctionSummary(function))
                    continue
                }
                if !old.runsAlike(function) || old.problem != function.problem {
                    changes.changed.append(FunctionSummary(function))
                }
            }
            changes.removed = known.keys.filter { found[$0] == nil }.sorted()
            known = found
            guard !changes.isEmpty else { continue }
            for name in changes.removed + changes.changed.map(\.name) { retireIdleSandboxes(of: name) }
            report(changes)
        }
    }

    private func definitions() async -> [String: FunctionDefinition] {
        Dictionary(await allFunctions().map { ($0.name, $0) }) { first, _ in first }
    }
}
