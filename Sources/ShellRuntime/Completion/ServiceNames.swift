// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import CloudRuns
package import Isolation
import JSON
import Lambda
import ObjectStorage
package import ShellLanguage
import Waiting

/// Cached names from the service, for Tab: functions, their versions and aliases, and objects in S3.
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

    private enum Subject: Hashable {
        case functions
        case qualifiers(function: String)
        case runs
        /// Those whose address begins with a text.
        case objects(String)
    }

    private struct Key: Hashable {
        var connection: String
        var subject: Subject
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
        let subject: Subject
        let name: String?
        switch need {
        case .profiles, .ssoSessions: return []
        case .functions(let connection): (subject, name) = (.functions, connection)
        case .qualifiers(let function, let connection): (subject, name) = (.qualifiers(function: function), connection)
        case .runs(let connection): (subject, name) = (.runs, connection)
        case .objects(let prefix, let connection): (subject, name) = (.objects(prefix), connection)
        }
        guard let connection = name.map({ session.connections[$0] }) ?? session.connections.current else { return [] }
        let key = Key(connection: connection.name, subject: subject)
        let known = entries[key]
        if known.map({ !$0.work.isUnderWay && .now - $0.asked > Self.freshness }) ?? true {
            ask(connection.service, key, known: known?.names ?? [])
        }
        if known.map(\.names.isEmpty) ?? true, let work = entries[key]?.work { await Self.wait(for: work, patience) }
        return entries[key]?.names ?? []
    }

    /// The functions of the current connection if they're known; never asks the service.
    package func knownFunctions(of session: Session) -> Set<String>? {
        forgetClosed(session.connections.generation)
        guard let connection = session.connections.current,
            let entry = entries[Key(connection: connection.name, subject: .functions)], !entry.work.isUnderWay
        else { return nil }
        return Set(entry.names.map(\.name))
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
        let kinds: [OperationCall]
        switch key.subject {
        case .functions: kinds = [.functions]
        case .qualifiers(let function): kinds = [.aliases(function: function), .versions(function: function)]
        case .runs:
            if let runs = try? await StepFunctions(service).runs(), !Task.isCancelled {
                entries[key]?.names = Self.named(runs)
            }
            return
        case .objects(let prefix):
            if let names = await Self.objects(prefix, S3Objects(service)), !Task.isCancelled {
                entries[key]?.names = names
            }
            return
        }
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

    /// The newest first; an attempt to run the rest of one has the same ID.
    private static func named(_ runs: [(id: RunID, machine: String, created: Int?)]) -> [CompletionWorld.Named] {
        var seen: Set<RunID> = []
        return runs.sorted { $0.created ?? 0 > $1.created ?? 0 }.filter { seen.insert($0.id).inserted }.map { run in
            .init(run.id.text, run.created.flatMap { CivilTime(milliseconds: $0) }.map { "created \($0.iso8601)" })
        }
    }

    /// Enough to choose from: more keys than that are better narrowed down by typing.
    private static let mostObjectPages = 3

    /// The names after the last slash of `prefix`; those of buckets and folders end with a slash. nil if they can't be
    /// listed.
    private static func objects(_ prefix: String, _ objects: S3Objects) async -> [CompletionWorld.Named]? {
        guard let address = try? ObjectAddress(parsingPrefix: prefix),
            prefix.utf8.count > ObjectAddress.scheme.utf8.count + address.bucket.utf8.count
        else { return try? await objects.buckets().map { .init($0 + "/") } }
        let folder = address.key.utf8.lastIndex(of: UInt8(ascii: "/")).map { address.key[...$0].utf8.count } ?? 0
        func named(_ key: String) -> CompletionWorld.Named {
            .init(String(decoding: key.utf8.dropFirst(folder), as: UTF8.self))
        }
        var names: [CompletionWorld.Named] = []
        var start: JSONObject?
        for _ in 0..<mostObjectPages {
            guard let page = try? await objects.page(of: address, stopsAtSlashes: true, from: start) else { return nil }
            names += page.folders.map(named) + page.objects.map(\.key).filter { !$0.hasSuffix("/") }.map(named)
            start = page.next
            if start == nil { break }
        }
        return names
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
