// SPDX-License-Identifier: GPL-3.0-or-later

import CloudRuns
import JMESPath
import JSON
package import ShellLanguage

extension Session {
    /// What completion can offer at the prompt, except for names that only a service or the machine knows.
    package var completionWorld: CompletionWorld {
        var vocabulary = vocabulary
        vocabulary.variables.formUnion(["error"].filter { scope[$0] != nil })
        var world = CompletionWorld(vocabulary: vocabulary, variables: ScopeRoot(scope: scope, session: self).object)
        world.settings = Setting.all.map { .init($0.name, $0.summary, values: $0.choices + $0.suggestions) }
        world.topics =
            commands.signatures.map { .init($0.name, $0.summary) } + HelpTopic.all.map { .init($0.name, $0.summary) }
            + StatementHelp.all.map { .init($0.name, $0.summary) } + functions.all.map { .init($0.name, $0.summary) }
        world.connections = connections.all.map { .init($0.name, $0.opened.region ?? $0.opened.kind.rawValue) }
        world.results = results.all.reversed().map(\.name)
        world.aliases = aliases.named
        world.runtimes = Self.runtimes.map { .init($0) }
        world.sortKeys = { name in (Listing.all.first { $0.name == name } ?? .functions).members }
        world.recent = { [host] in Self.recentWords(host.readHistory()) }
        return world
    }

    /// The runs that were started on this machine, the newest first.
    package var startedRuns: [CompletionWorld.Named] {
        RunShelf(host).all.map { .init($0.id.text, $0.summary(now: host.now())) }
    }

    /// The words of the newest statements, and their places; what was typed last has the highest.
    private nonisolated static func recentWords(_ history: [TypedStatement]) -> [String: Int] {
        var places: [String: Int] = [:]
        for (place, entry) in history.suffix(searchedEntries).enumerated() {
            for word in entry.text.split(whereSeparator: { $0.isWhitespace || "<>{}()[],;|\"'=.".contains($0) }) {
                places[String(word)] = place
            }
        }
        return places
    }

    private nonisolated static let searchedEntries = 300

    /// Identifiers of the runtimes that AWS supports.
    private static let runtimes = [
        "dotnet8", "dotnet10", "java8.al2", "java8.al2023", "java11", "java11.al2023", "java17", "java17.al2023",
        "java21",
        "java25", "nodejs20.x", "nodejs22.x", "nodejs24.x", "nodejs26.x", "provided.al2", "provided.al2023",
        "python3.10", "python3.11", "python3.12", "python3.13", "python3.14", "python3.15", "ruby3.2", "ruby3.3",
        "ruby3.4", "ruby4.0",
    ]
}
