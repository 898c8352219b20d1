// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalFunctions
import SystemPackage

/// Accepted events on disk, one file each, so that a restart doesn't lose any. Its methods block.
///
/// Writes aren't synchronised to the disk: events survive any end of the process, but not a system crash.
package struct EventStore: Sendable {
    private let folder: FilePath

    package init(folder: String) throws(EventStoreError) {
        self.folder = FilePath(folder)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw EventStoreError(folder: folder, reason: "\(error)")
        }
    }

    func save(_ event: QueuedEvent) throws {
        try WholeFile.replace(path(event.id), with: Array(JSONEncoder().encode(event)), synchronising: false)
    }

    func remove(_ id: String) { try? FileManager.default.removeItem(atPath: path(id).string) }

    /// Events that an earlier process accepted but didn't finish, oldest first.
    func load() -> [QueuedEvent] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return names.filter { $0.hasSuffix(".json") }.compactMap { name in
            guard let data = FileManager.default.contents(atPath: folder.appending(name).string) else { return nil }
            return try? JSONDecoder().decode(QueuedEvent.self, from: data)
        }.sorted { $0.accepted < $1.accepted }
    }

    private func path(_ id: String) -> FilePath { folder.appending("\(id).json") }
}

/// The folder for events can't be used.
package struct EventStoreError: Error, Sendable, Hashable {
    package var folder: String
    package var reason: String
}
