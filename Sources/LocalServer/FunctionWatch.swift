// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import LocalSandbox

/// The result of checking the functions for changes.
package struct FunctionChanges: Sendable, Hashable {
    package var added: [FunctionSummary] = []
    package var changed: [FunctionSummary] = []
    /// By name.
    package var removed: [String] = []

    fileprivate var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}

/// Watches for changed code and settings, and ends the processes that run outdated ones.
struct FunctionWatch: Sendable {
    let catalogue: FunctionCatalogue
    let dispatcher: Dispatcher

    private static let interval = Duration.milliseconds(300)

    /// Watches until the task is cancelled.
    func run(_ report: @Sendable (FunctionChanges) -> Void) async {
        var known = await definitions()
        while (try? await Task.sleep(for: Self.interval)) != nil {
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
            for name in changes.removed + changes.changed.map(\.name) { dispatcher.retireIdle(name) }
            report(changes)
        }
    }

    private func definitions() async -> [String: FunctionDefinition] {
        let functions = (try? await catalogue.all()) ?? []
        return Dictionary(functions.map { ($0.name, $0) }) { first, _ in first }
    }
}
