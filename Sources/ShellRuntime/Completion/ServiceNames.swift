// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
package import Isolation
import JSON
import Lambda
package import ShellLanguage
import Waiting

/// Cached names from the service, for Tab: functions, and their versions and aliases.
///
/// The cache is dropped when a connection is opened or closed, and refreshed in the background when it's old. A
/// request continues after the Tab that started it stops waiting, so that the next Tab has the names. Errors are
/// ignored; completion then offers no names.
@SessionActor
package final class ServiceNames {
    private struct Entry {
        var names: [CompletionWorld.Named] = []
        var asked: ContinuousClock.Instant
        let work: SharedWork<Void>
    }

    private struct Key: Hashable {
        var connection: String
        var function: String?
    }

    private static let freshness = Duration.seconds(30)

    private var entries: [Key: Entry] = [:]
    private var generation = 0

    package init() {}

    /// The names for `need` that are known after at most `patience`, or when the task is cancelled. Never opens a
    /// connection.
    package func names(
        for need: CompletionRequest.Need, of session: Session, patience: Duration
    ) async -> [CompletionWorld.Named] {
        forgetClosed(session.connections.generation)
        let function: String?
        let name: String?
        switch need {
        case .profiles, .ssoSessions: return []
        case .functions(let connection): (function, name) = (nil, connection)
        case .qualifiers(let named, let connection): (function, name) = (named, connection)
        }
        guard let connection = name.map({ session.connections[$0] }) ?? session.connections.current else { return [] }
        let key = Key(connection: connection.name, function: function)
        let known = entries[key]
        if known.map({ !$0.work.isUnderWay && .now - $0.asked > Self.freshness }) ?? true {
            ask(connection.service, key, known: known?.names ?? [])
        }
        if known.map(\.names.isEmpty) ?? true, let work = entries[key]?.work { await Self.wait(for: work, patience) }
        return entries[key]?.names ?? []
    }

    private static func wait(for work: SharedWork<Void>, _ patience: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await work.valueUnderWay() }
            group.addTask { try? await Task.sleep(for: patience) }
            await group.next()
            group.cancelAll()
        }
    }

    private func forgetClosed(_ generation: Int) {
        guard generation != self.generation else { return }
        for entry in entries.values { entry.work.cancel() }
        entries = [:]
        self.generation = generation
    }

    /// Refreshes in the background. The known names stay until all new ones are there.
    private func ask(_ service: any LambdaService, _ key: Key, known: [CompletionWorld.Named]) {
        let work = SharedWork<Void>()
        entries[key] = Entry(names: known, asked: .now, work: work)
        work.keep { await self.read(service, key, isNew: known.isEmpty) }
    }

    private func read(_ service: any LambdaService, _ key: Key, isNew: Bool) async {
        let kinds: [OperationCall] =
            key.function.map { [.aliases(function: $0), .versions(function: $0)] } ?? [.functions]
        var names: [CompletionWorld.Named] = []
        for kind in kinds {
            var request = ListRequest(kind)
            repeat {
                guard let page = try? await service.list(request), !Task.isCancelled else { break }
                names += page.items.compactMap { Self.named($0, kind) }
                request.start = page.next
                if isNew { entries[key]?.names = names }
            } while request.start != nil
        }
        guard !Task.isCancelled else { return }
        if !names.isEmpty || isNew { entries[key]?.names = names }
    }

    private static func named(_ item: JSONValue, _ listing: OperationCall) -> CompletionWorld.Named? {
        let description = item["Description"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        switch listing.operation.paging?.results.first {
        case "Functions":
            return item["FunctionName"]?.string.map { .init($0, description ?? item["Runtime"]?.string) }
        case "Aliases":
            return item["Name"]?.string.map { name in
                .init(name, description ?? item["FunctionVersion"]?.string.map { "version \($0)" })
            }
        default:
            return item["Version"]?.string.map { .init($0, description ?? item["LastModified"]?.string) }
        }
    }
}
