// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import LocalFunctions
import Synchronization
import SystemPackage

/// What the API received about functions: deployments, versions, aliases and settings. Its methods block, and only one
/// of those that change something may run at a time: call them through `Blocking`.
final class FunctionRegistry: Sendable {
    /// Contains unpacked code, and the records if they should outlive the process.
    let folder: FilePath
    private let isKept: Bool
    private let records: Mutex<[String: FunctionRecord]>

    private var file: FilePath { folder.appending("functions.json") }

    /// - Parameter isKept: the records are saved in `folder`, and loaded from it now.
    init(folder: String, isKept: Bool) throws(LocalLambdaError) {
        self.folder = FilePath(folder)
        self.isKept = isKept
        var known: [String: FunctionRecord] = [:]
        if isKept, let data = FileManager.default.contents(atPath: FilePath(folder).appending("functions.json").string)
        {
            do {
                known = try JSONDecoder().decode([String: FunctionRecord].self, from: data)
            } catch {
                throw .stateUnreadable(path: folder, reason: "\(error)")
            }
        }
        records = Mutex(known)
    }

    func record(of name: String) -> FunctionRecord { records.withLock { $0[name] ?? FunctionRecord() } }

    /// The names of deployed functions.
    var deployed: [String] {
        records.withLock { records in records.filter { $0.value.deployment != nil }.keys.sorted() }
    }

    /// Changes a record and saves it.
    func update<Value>(
        _ name: String, _ change: (inout FunctionRecord) throws(APIFailure) -> Value
    ) throws(APIFailure) -> Value {
        var record = record(of: name)
        let value = try change(&record)
        records.withLock { $0[name] = record.isEmpty ? nil : record }
        try save()
        return value
    }

    /// Removes a function, its versions and its code.
    func remove(_ name: String) throws(APIFailure) {
        records.withLock { $0[name] = nil }
        try? FileManager.default.removeItem(atPath: folder.appending("code").appending(name).string)
        try save()
    }

    private func save() throws(APIFailure) {
        guard isKept else { return }
        let records = records.withLock(\.self)
        do {
            try WholeFile.replace(file, with: Array(JSONEncoder().encode(records)))
        } catch {
            throw .cannotKeep(reason: "\(error)")
        }
    }

    // MARK: Code

    /// A new folder for a function's code.
    func makeCodeFolder(for name: String) throws(APIFailure) -> FilePath {
        let path = folder.appending("code").appending(name).appending(UUID().uuidString.lowercased())
        do {
            try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
        } catch {
            throw .cannotKeep(reason: "\(error)")
        }
        return path
    }

    func removeCode(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    /// Copies code that may change under its current path.
    func copyCode(of name: String, from source: String) throws(APIFailure) -> FilePath {
        let path = try makeCodeFolder(for: name)
        do {
            for file in try FileManager.default.contentsOfDirectory(atPath: source) {
                try FileManager.default.copyItem(
                    atPath: FilePath(source).appending(file).string, toPath: path.appending(file).string)
            }
        } catch {
            throw .cannotKeep(reason: "\(error)")
        }
        return path
    }
}
