// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
import JSON
import Lambda
package import ShellLanguage

/// Names that a service was asked for, kept from one Tab to the next: functions, and their versions and aliases.
///
/// They are forgotten when a connection is opened or closed, and asked for anew in the background when they are old.
/// Failures are no news at a prompt: there are no names then.
@SessionActor
package final class ServiceNames {
    private struct Entry {
        var names: [CompletionWorld.Named] = []
        var asked: ContinuousClock.Instant
        var isComplete = false
        var task: Task<Void, Never>?
    }

    private struct Key: Hashable {
        var connection: String
        var function: String?
    }

    private static let freshness = Duration.seconds(30)

    private var entries: [Key: Entry] = [:]
    private var generation = 0

    package init() {}

    /// The names that `need` asks for: those known after `patience` at most. A connection is never opened for them.
    package func names(
        for need: CompletionRequest.Need, of session: Session, patience: Duration
    ) async -> [CompletionWorld.Named] {
        forgetClosed(session.connections.generation)
        let function: String?
        let name: String?
        switch need {
        case .profiles: return []
        case .functions(let connection): (function, name) = (nil, connection)
        case .qualifiers(let named, let connection): (function, name) = (named, connection)
        }
        guard let connection = name.map({ session.connections[$0] }) ?? session.connections.current else { return [] }
        let key = Key(connection: connection.name, function: function)
        let known = entries[key]
        if known.map({ $0.task == nil && .now - $0.asked > Self.freshness }) ?? true {
            ask(connection.service, key, known: known?.names ?? [])
        }
        let deadline = ContinuousClock.now + patience
        while let entry = entries[key], !entry.isComplete, .now < deadline {
            do { try await Task.sleep(for: .milliseconds(4)) } catch { break }
        }
        return entries[key]?.names ?? []
    }

    private func forgetClosed(_ generation: Int) {
        guard generation != self.generation else { return }
        for entry in entries.values { entry.task?.cancel() }
        entries = [:]
        self.generation = generation
    }

    /// Asks in the background. Names that are known already stay until all the new ones are there.
    private func ask(_ service: any LambdaService, _ key: Key, known: [CompletionWorld.Named]) {
        let task = Task {
            let kinds: [OperationCall] =
                key.function.map { [.aliases(function: $0), .versions(function: $0)] } ?? [.functions]
            var names: [CompletionWorld.Named] = []
            for kind in kinds {
                var request = ListRequest(kind)
                repeat {
                    guard let page = try? await service.list(request), !Task.isCancelled else { break }
                    names += page.items.compactMap { Self.named($0, kind) }
                    request.marker = page.nextMarker
                    if known.isEmpty { entries[key]?.names = names }
                } while request.marker != nil
            }
            guard !Task.isCancelled else { return }
            if !names.isEmpty || known.isEmpty { entries[key]?.names = names }
            entries[key]?.isComplete = true
            entries[key]?.task = nil
        }
        entries[key] = Entry(names: known, asked: .now, isComplete: !known.isEmpty, task: task)
    }

    private static func named(_ item: JSONValue, _ listing: OperationCall) -> CompletionWorld.Named? {
        let description = item["Description"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        switch listing.operation.pageMember {
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
