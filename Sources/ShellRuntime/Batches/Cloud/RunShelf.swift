// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import CloudRuns
import FoundationEssentials
import JSON
import ShellLanguage

/// The records of the runs that were started on this machine: a file for each in lamsh's state folder. Without a home
/// folder there are none, and only the tags in AWS find runs again.
struct RunShelf: Sendable {
    private let folder: String?

    private static let suffix = ".json"

    init(_ host: Host) { folder = host.stateFolder.map { "\($0)/batches" } }

    private func path(_ id: RunID, _ suffix: String = Self.suffix) -> String? {
        folder.map { "\($0)/\(id.text)\(suffix)" }
    }

    subscript(id: RunID) -> RunRecord? {
        guard let path = path(id), let bytes = FileManager.default.contents(atPath: path),
            let json = try? JSONValue(parsing: Array(bytes))
        else { return nil }
        return RunRecord(json)
    }

    /// All of them, the newest first.
    var all: [RunRecord] {
        let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []
        return
            names
            .filter { $0.hasSuffix(Self.suffix) }
            .compactMap { RunID(String($0.dropLast(Self.suffix.count))) }
            .compactMap { self[$0] }
            .sorted { ($1.created, $0.id.text) < ($0.created, $1.id.text) }
    }

    /// Throws if the record can't be written: a run that isn't recorded must not start.
    func save(_ record: RunRecord) throws(Stop) {
        do {
            try write(record)
        } catch {
            throw .failed(
                .file, "can't write the record of run \(record.id) to \(folder ?? "")",
                hint: "make room there, or set XDG_STATE_HOME to another folder")
        }
    }

    /// Saves what's useful to know, but not necessary. An earlier record stays if it can't be written.
    func note(_ record: RunRecord) { try? write(record) }

    private func write(_ record: RunRecord) throws {
        guard let folder, let path = path(record.id) else { return }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try "\(record.json)\n".write(toFile: path, atomically: true, encoding: .utf8)
    }

    func remove(_ id: RunID) {
        for path in [path(id), path(id, Self.lockSuffix)].compactMap(\.self) {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    // MARK: Processes

    private static let lockSuffix = ".lock"

    /// Keeps other processes of this machine from uploading, starting or deleting the run at the same time, until the
    /// lock is released or this process ends. nil without a home folder.
    func lock(_ id: RunID) throws(Stop) -> RunLock? {
        guard let folder, let path = path(id, Self.lockSuffix) else { return nil }
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if let lock = RunLock(path) { return lock }
        throw .failed(
            .usage, "another process is uploading, starting or deleting run \(id)",
            hint: "wait until it's done; `batches \(id)` shows the run")
    }
}

extension RunRecord {
    /// What it's about, in a few words: `create-order, 1000 rows, started 5m ago`.
    ///
    /// - Parameter now: milliseconds since 1970.
    func summary(now: Int) -> String {
        let function = plan.function.arn.split(separator: ":").last.map(String.init) ?? ""
        let state =
            isCollected
            ? "fetched" : attempt.reference != nil ? "started" : isUploaded ? "uploaded" : "upload interrupted"
        let age = Duration.seconds(max(1, (now - created) / 1_000)).readable
        return isUploaded ? "\(function), \(rows) rows, \(state) \(age) ago" : "\(function), \(state), \(age) old"
    }
}
