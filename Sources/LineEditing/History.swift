// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// What was typed before: in memory for the editor, and in a file (mode 0600) that several shells may append to.
public final class History: Sendable {
    private struct State {
        var entries: [String] = []
        var isEnabled = true
        var isLoaded = false
        var loadFailure: HistoryError?
    }

    private let file: HistoryFile?
    private let limit: Int
    private let isSecret: @Sendable (String) -> Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - path: The file; nil keeps the history in memory alone. Its folder is made (mode 0700) when it is missing.
    ///   - limit: Entries kept, in memory and, from time to time, in the file.
    ///   - isSecret: True for an entry that must be neither kept nor written.
    public init(path: String?, limit: Int = 10_000, isSecret: @escaping @Sendable (String) -> Bool = { _ in false }) {
        self.file = path.map { HistoryFile(path: $0) }
        self.limit = limit
        self.isSecret = isSecret
    }

    /// Reads the file; a missing file is an empty history. A file of more than twice the limit is cut to the limit.
    public func load() throws(HistoryError) {
        guard let file else { return }
        let (entries, total) = try file.newest(limit)
        state.withLock { state in
            // What was typed before the file was read is newer.
            let typed = Set(state.entries)
            state.entries = entries.filter { !typed.contains($0) } + state.entries
            state.isLoaded = true
        }
        if total > 2 * limit { try file.keepNewest(limit) }
    }

    /// Adds a statement, several lines as one entry, and appends it to the file.
    ///
    /// Not kept: blank entries, entries that begin with a space, secret ones, all while `isEnabled` is false. An older
    /// entry of the same text is dropped.
    public func add(_ entry: String) throws(HistoryError) {
        guard isEnabled, !entry.hasPrefix(" "), entry.contains(where: { !$0.isWhitespace }), !isSecret(entry)
        else { return }
        let isRepeated = state.withLock { state in
            if state.entries.last == entry { return true }
            if let older = state.entries.lastIndex(of: entry) { state.entries.remove(at: older) }
            state.entries.append(entry)
            // A tenth of slack: the editor's copy is brought in line from the first difference on.
            if state.entries.count > limit + limit / 10 { state.entries.removeFirst(state.entries.count - limit) }
            return false
        }
        if !isRepeated { try file?.append(entry) }
    }

    /// False after `set history off`: nothing is added.
    public var isEnabled: Bool {
        get { state.withLock { $0.isEnabled } }
        set { state.withLock { $0.isEnabled = newValue } }
    }

    /// Oldest first; without what the file holds until it was read.
    public var entries: [String] { state.withLock { $0.entries } }

    /// Oldest first, after reading the file if that was not done. A failure to read it is kept for `takeLoadFailure`.
    var loadedEntries: [String] {
        if !state.withLock({ $0.isLoaded }) {
            do throws(HistoryError) {
                try load()
            } catch {
                state.withLock { $0.loadFailure = error }
            }
            state.withLock { $0.isLoaded = true }
        }
        return entries
    }

    /// Why the file could not be read, once.
    public func takeLoadFailure() -> HistoryError? {
        state.withLock { state in
            defer { state.loadFailure = nil }
            return state.loadFailure
        }
    }
}

/// Why the history file could not be read or written.
public struct HistoryError: Error, Equatable, Sendable {
    public enum Operation: Sendable { case read, write }
    public let operation: Operation
    public let path: String
    /// An `errno`.
    public let code: CInt
}
