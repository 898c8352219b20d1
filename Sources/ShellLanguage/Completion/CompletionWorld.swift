// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// What completion knows about the session and the machine.
package struct CompletionWorld: Sendable {
    /// A file in a folder.
    package struct File: Sendable, Equatable {
        package var name: String
        package var isFolder: Bool

        package init(_ name: String, isFolder: Bool) {
            self.name = name
            self.isFolder = isFolder
        }
    }

    /// A name with a short description.
    package struct Named: Sendable, Equatable {
        package var name: String
        package var summary: String?
        /// The words that can follow it, such as the values of a setting.
        package var values: [String]

        package init(_ name: String, _ summary: String? = nil, values: [String] = []) {
            self.name = name
            self.summary = summary
            self.values = values
        }
    }

    package var vocabulary: Vocabulary
    /// The variables in scope, as the root of expressions.
    package var variables: JSONValue
    package var settings: [Named] = []
    package var topics: [Named] = []
    /// The names of kept results, the newest first.
    package var results: [String] = []
    /// Names for beginnings of statements, with what they mean.
    package var aliases: [Named] = []
    package var connections: [Named] = []
    package var profiles: [Named] = []
    package var ssoSessions: [Named] = []
    package var regions: [Named] = []
    /// The runs in the cloud, the newest first.
    package var runs: [Named] = []
    package var runtimes: [Named] = []
    /// What `list` can sort by, for one of its subcommands or without one.
    package var sortKeys: @Sendable (_ subcommand: String?) -> [String] = { _ in [] }
    /// The programs whose names begin with a text.
    package var programs: @Sendable (String) -> [String] = { _ in [] }
    /// The words of earlier statements, and when each was last typed; larger is later.
    package var recent: @Sendable () -> [String: Int] = { [:] }
    /// The functions of the connection that the call is for.
    package var functions: [Named] = []
    /// The versions and aliases of the function that the call names.
    package var qualifiers: [Named] = []
    /// The files in a folder, `""` for the current one; empty if it can't be read.
    package var files: @Sendable (String) -> [File] = { _ in [] }
    /// The objects and folders in the folder in S3 that's being typed; buckets are folders.
    package var objects: [File] = []
    /// The last value of an option that takes a body for a function, as typed.
    package var lastBody: @Sendable (_ function: String, _ option: Parameter) -> String? = { _, _ in nil }

    package init(vocabulary: Vocabulary, variables: JSONValue) {
        self.vocabulary = vocabulary
        self.variables = variables
    }

    /// The items that were typed before, latest first, then the others in their order.
    func recentFirst<Item>(_ items: [Item], _ name: (Item) -> String) -> [Item] {
        guard items.count > 1, case let recent = recent(), !recent.isEmpty else { return items }
        let ranked = items.enumerated().map {
            (item: $0.element, rank: recent[name($0.element)] ?? -1, place: $0.offset)
        }
        return ranked.sorted { ($1.rank, $0.place) < ($0.rank, $1.place) }.map(\.item)
    }

    func recentFirst(_ names: [String]) -> [String] { recentFirst(names) { $0 } }
}
