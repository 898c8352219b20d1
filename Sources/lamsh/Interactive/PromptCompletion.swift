// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Base
import FoundationEssentials
import Isolation
import LineEditing
import ShellLanguage
import ShellRuntime

/// Tab at the prompt: names from the session, the machine and the connection.
@SessionActor
final class PromptCompletion {
    /// The lines of the statement before the line that's being edited.
    var earlierLines = ""

    private let app: Application
    private let names = ServiceNames()

    /// The longest delay that still feels instant.
    private nonisolated static let limit = Duration.milliseconds(150)
    /// Leaves time for the rest.
    private static let patience = Duration.milliseconds(110)

    init(app: Application) { self.app = app }

    nonisolated var completer: Completer {
        LineEditing.completer(within: Self.limit) { line, cursor in await self.completions(of: line, cursor: cursor) }
    }

    /// Asks for the functions of the connection in the background.
    func fetchFunctions() { names.fetchFunctions(of: app.session) }

    /// The functions of that connection, if they're known by now.
    nonisolated func functions(of connection: String?) -> Set<String>? { names.functions(of: connection) }

    /// Ends what's being looked up in the background.
    func stop() { names.stop() }

    private func completions(of line: String, cursor: Int) async -> Completions {
        let before = earlierLines.isEmpty ? "" : earlierLines + "\n"
        let offset = before.utf8.count
        let expansion = app.session.aliases.expansion(of: before + line)
        let expandedCursor = expansion?.offset(of: offset + cursor)
        let request = CompletionRequest(
            expandedCursor == nil ? before + line : expansion?.text ?? "", cursor: expandedCursor ?? offset + cursor,
            vocabulary: app.session.vocabulary)
        let candidates = request.candidates(in: await world(for: request))
        // What's replaced ends at the cursor.
        let start = cursor - ((expandedCursor ?? offset + cursor) - candidates.start)
        guard start >= 0 else { return .none }
        return Completions(
            start: start,
            candidates: candidates.items.map {
                Completion($0.text, display: $0.display, description: $0.description, suffix: $0.suffix)
            }, areOnlyListed: candidates.areOnlyListed)
    }

    private func world(for request: CompletionRequest) async -> CompletionWorld {
        var world = app.session.completionWorld
        switch request.need {
        case .functions?: world.functions = await asked(request)
        case .qualifiers?: world.qualifiers = await asked(request)
        case .runs?:
            let known = app.session.startedRuns
            world.runs = known + (await asked(request)).filter { other in !known.contains { $0.name == other.name } }
        case .objects?:
            world.objects = await asked(request).map { named in
                let isFolder = named.name.hasSuffix("/")
                return .init(isFolder ? String(named.name.dropLast()) : named.name, isFolder: isFolder)
            }
        case .profiles?: world.profiles = named(\.profiles, with: "region")
        case .ssoSessions?: world.ssoSessions = named(\.ssoSessions, with: "sso_start_url")
        case nil: break
        }
        world.regions = Region.known.map { .init($0.name, $0.place) }
        let files = app.session.files
        world.files = { Self.files(in: files.expand($0)) }
        world.programs = { [path = app.environment["PATH"]] in Self.programs(beginningWith: $0, in: path ?? "") }
        let history = app.history
        world.lastBody = { [vocabulary = world.vocabulary] in LastBody.of($0, as: $1, in: history.entries, vocabulary) }
        return world
    }

    private func asked(_ request: CompletionRequest) async -> [CompletionWorld.Named] {
        guard let need = request.need else { return [] }
        return await names.names(for: need, of: app.session, patience: Self.patience)
    }

    /// Sections of the AWS files, with one of their options; none if the files can't be read.
    private func named(
        _ sections: (SharedConfiguration) -> [String: ConfigSection], with option: String
    ) -> [CompletionWorld.Named] {
        let configuration = try? SharedConfiguration(variables: app.environment, files: LocalFiles(waiting: false))
        return (configuration.map(sections) ?? [:]).sorted { $0.key < $1.key }.map { .init($0.key, $0.value[option]) }
    }

    private nonisolated static func programs(beginningWith text: String, in path: String) -> [String] {
        var names: Set<String> = []
        for folder in path.split(separator: ":") {
            for file in files(in: String(folder)) where file.name.hasPrefix(text) && !file.isFolder {
                if FileManager.default.isExecutableFile(atPath: "\(folder)/\(file.name)") { names.insert(file.name) }
            }
        }
        return names.sorted()
    }

    private nonisolated static func files(in folder: String) -> [CompletionWorld.File] {
        let path = folder.isEmpty ? "." : folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.map { name in
            var isFolder = false
            let isThere = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
            return CompletionWorld.File(name, isFolder: isThere && isFolder)
        }
    }
}
