// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import CloudRuns
package import Isolation
import JSON
import Lambda
import ObjectStorage
package import ShellLanguage
import Synchronization
import Waiting

/// Cached names from the service, for Tab and for colours: functions, their versions and aliases, and objects in S3.
///
/// The cache is dropped when a connection is opened or closed, and refreshed in the background when it's old. A
/// request continues after the Tab that started it stops waiting, so that the next Tab has the names. Errors are
/// ignored; completion then offers no names.
///
/// The functions of the current connection are asked for without a Tab, too, but less often and not all of very many
/// (<doc:0080-Names-of-functions-are-fetched-at-the-prompt>).
@SessionActor
package final class ServiceNames {
    private struct Entry {
        var names: [CompletionWorld.Named] = []
        /// Whether there are more than were asked for.
        var isCut = false
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

    /// After that, Tab asks again.
    private static let freshness = Duration.seconds(30)
    /// After that, the prompt asks again.
    private static let freshnessAtPrompt = Duration.seconds(300)
    /// Pages of 50 functions that are asked for without a Tab.
    private static let mostPagesAtPrompt = 20

    private var entries: [Key: Entry] = [:]
    private var generation = 0
    /// All functions of each connection, for who draws a line meanwhile.
    private let complete = Mutex<[String: Set<String>]>([:])

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
        if known.map({ !$0.work.isUnderWay && (.now - $0.asked > Self.freshness || $0.isCut) }) ?? true {
            ask(connection.service, key, known: known?.names ?? [])
        }
        if known.map(\.names.isEmpty) ?? true, let work = entries[key]?.work { await Self.wait(for: work, patience) }
        return entries[key]?.names ?? []
    }

    /// Asks for the functions of the current connection in the background, unless they're known or an earlier request
    /// failed. Never opens a connection.
    package func fetchFunctions(of session: Session) {
        forgetClosed(session.connections.generation)
        // A trace would be written into the line that's being typed.
        guard let connection = session.connections.current, !session.trace.isOn else { return }
        let key = Key(connection: connection.name, subject: .functions)
        let known = entries[key]
        guard known.map({ !$0.work.isUnderWay && .now - $0.asked > Self.freshnessAtPrompt }) ?? true else { return }
        ask(connection.service, key, known: known?.names ?? [], mostPages: Self.mostPagesAtPrompt)
    }

    /// All functions of that connection; nil if they aren't known.
    package nonisolated func functions(of connection: String?) -> Set<String>? {
        connection.flatMap { name in complete.withLock { $0[name] } }
    }

    /// Cancels what's under way.
    package func stop() { for entry in entries.values { entry.work.cancel() } }

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
        stop()
        entries = [:]
        complete.withLock { $0 = [:] }
        self.generation = generation
    }

    /// Refreshes in the background. The known names stay until all new ones are there.
    private func ask(
        _ service: any LambdaService, _ key: Key, known: [CompletionWorld.Named], mostPages: Int = .max
    ) {
        let work = SharedWork<Void>()
        entries[key] = Entry(names: known, asked: .now, work: work)
        work.keep {
            await BackgroundWork.$isSilent.withValue(true) {
                await self.read(service, key, isNew: known.isEmpty, mostPages: mostPages)
            }
        }
    }

    private func read(_ service: any LambdaService, _ key: Key, isNew: Bool, mostPages: Int) async {
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
        var (areComplete, isCut) = (true, false)
        for kind in kinds {
            var request = ListRequest(kind)
            var pages = 0
            repeat {
                isCut = pages == mostPages
                guard !isCut, let page = try? await service.list(request), !Task.isCancelled else {
                    areComplete = false
                    break
                }
                pages += 1
                names += page.items.compactMap { Self.named($0, kind) }
                request.start = page.next
                if isNew { entries[key]?.names = names }
            } while request.start != nil
        }
        guard !Task.isCancelled else { return }
        if !names.isEmpty || isNew { entries[key]?.names = names }
        entries[key]?.isCut = isCut
        guard key.subject == .functions else { return }
        let all = areComplete ? Set(names.map(\.name)) : nil
        complete.withLock { $0[key.connection] = all }
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
