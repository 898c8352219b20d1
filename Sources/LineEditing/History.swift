// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Previous input: in memory for the editor, and in a file (mode 0600) that several shells may append to.
public final class History: Sendable {
    private struct State {
        var entries: [String] = []
        var isEnabled = true
        var isLoaded = false
        var loadFailure: HistoryError?
        /// Where entries were typed, and how they ended.
        var notes: [String: HistoryNote] = [:]
    }

    private let file: HistoryFile?
    private let limit: Int
    private let isSecret: @Sendable (String) -> Bool
    private let state = Mutex(State())

    /// - Parameters:
    ///   - path: the file; nil keeps the history only in memory. A missing folder is created (mode 0700).
    ///   - limit: the number of entries kept in memory and, after occasional trimming, in the file.
    ///   - isSecret: true for an entry that must be neither kept nor written.
    public init(path: String?, limit: Int = 10_000, isSecret: @escaping @Sendable (String) -> Bool = { _ in false }) {
        self.file = path.map { HistoryFile(path: $0) }
        self.limit = limit
        self.isSecret = isSecret
    }

    /// Reads the file; a missing file is an empty history. A file with more than twice the limit is trimmed to the
    /// limit.
    public func load() throws(HistoryError) {
        guard let file else { return }
        let (entries, total) = try file.newest(limit)
        state.withLock { state in
            // Input from before the file was read is newer.
            let typed = Set(state.entries)
            let earlier = entries.filter { !typed.contains($0.text) }
            state.entries = earlier.map(\.text) + state.entries
            for entry in earlier { state.notes[entry.text] = entry.note }
            state.isLoaded = true
        }
        if total > 2 * limit { try file.keepNewest(limit) }
    }

    /// Adds a statement, with several lines as one entry, and appends it to the file.
    ///
    /// - Parameter place: where it was typed.
    ///
    /// Blank entries, entries that begin with a space and secret ones aren't kept, nor is anything while `isEnabled` is
    /// false. An older entry with the same text is removed.
    public func add(_ entry: String, at place: HistoryPlace? = nil) throws(HistoryError) {
        guard isEnabled, !entry.hasPrefix(" "), entry.contains(where: { !$0.isWhitespace }), !isSecret(entry)
        else { return }
        let note = place.map { HistoryNote(time: Self.now, place: $0, hasFailed: false) }
        let isRepeated = state.withLock { state in
            let isRepeated = state.entries.last == entry && state.notes[entry]?.place == place
            // Whether it fails again is known when it has run.
            if isRepeated { return true }
            state.notes[entry] = note
            if state.entries.last == entry { return false }
            if let older = state.entries.lastIndex(of: entry) { state.entries.remove(at: older) }
            state.entries.append(entry)
            // With 10% slack, because the editor's copy is updated from the first difference on.
            if state.entries.count > limit + limit / 10 {
                state.entries.removeFirst(state.entries.count - limit)
                let kept = Set(state.entries)
                state.notes = state.notes.filter { kept.contains($0.key) }
            }
            return false
        }
        if !isRepeated { try file?.append(HistoryEntry(entry, note)) }
    }

    private static var now: Int { SystemClock().now().secondsSinceEpoch }

    /// Removes entries that turn out to be secret, here and from the file, also those of earlier sessions.
    ///
    /// - Parameter find: finds the secret parts of a text that holds many entries, a line each.
    /// - Returns: how many there were.
    public func removeEntries(_ find: HistoryParts) throws(HistoryError) -> Int {
        var removed: Set<String> = []
        state.withLock { state in
            let lines = state.entries.map(HistoryFile.encoded)
            let found = Set(HistoryFile.lines(lines.flatMap { $0 }, with: find(lines.flatMap { $0 })).map(\.lowerBound))
            guard !found.isEmpty else { return }
            var start = 0
            for (entry, line) in zip(state.entries, lines) {
                if found.contains(start) { removed.insert(entry) }
                start += line.count
            }
            state.entries.removeAll(where: removed.contains)
            for entry in removed { state.notes[entry] = nil }
        }
        if let file { removed.formUnion(try file.removeEntries(find)) }
        return removed.count
    }

    /// Removes entries, here and from the file, also those of earlier sessions.
    ///
    /// - Returns: how many there were.
    public func remove(_ unwanted: Set<String>) throws(HistoryError) -> Int {
        let unwanted = Set(unwanted.map(HistoryFile.encoded))
        return try removeEntries { text in
            var ranges: [Range<Int>] = []
            var start = 0
            for end in text.indices where text[end] == UInt8(ascii: "\n") {
                if unwanted.contains(Array(text[start...end])) { ranges.append(start..<end) }
                start = end + 1
            }
            return ranges
        }
    }

    /// False after `set history off`: no entries are added.
    public var isEnabled: Bool {
        get { state.withLock { $0.isEnabled } }
        set { state.withLock { $0.isEnabled = newValue } }
    }

    /// Oldest first; without the file's entries until it has been read.
    public var entries: [String] { state.withLock { $0.entries } }

    /// The same with where they were typed.
    public var notedEntries: [HistoryEntry] {
        state.withLock { state in state.entries.map { HistoryEntry($0, state.notes[$0]) } }
    }

    /// Oldest first; reads the file if that hasn't been done. A failure is kept for `takeLoadFailure`.
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

    /// Remembers how an entry ended: one that failed stays, but isn't suggested.
    public func note(_ entry: String, hasFailed: Bool) throws(HistoryError) {
        let changed = state.withLock { state -> HistoryNote? in
            guard var note = state.notes[entry], note.hasFailed != hasFailed else { return nil }
            note.hasFailed = hasFailed
            state.notes[entry] = note
            return note
        }
        if let changed { try file?.append(HistoryEntry(entry, changed)) }
    }

    /// What the newest fitting entry adds to `line`: one that was typed at the same place comes first, then one of the
    /// same connection. nil if there's none.
    public func rest(of line: String, at place: HistoryPlace?) -> String? {
        guard line.contains(where: { !$0.isWhitespace }) else { return nil }
        let (entries, notes) = state.withLock { ($0.entries, $0.notes) }
        var best: (entry: String, rank: Int)?
        for entry in entries.reversed() where entry.utf8.count > line.utf8.count && entry.utf8.starts(with: line.utf8) {
            let note = notes[entry]
            if note?.hasFailed == true { continue }
            let rank = place.flatMap { note?.place.closeness(to: $0) } ?? 0
            if rank > best?.rank ?? -1 { best = (entry, rank) }
            if rank == HistoryPlace.same || notes.isEmpty { break }
        }
        return best.map { String(decoding: $0.entry.utf8.dropFirst(line.utf8.count), as: UTF8.self) }
    }

    /// Why the file couldn't be read; returned once.
    public func takeLoadFailure() -> HistoryError? {
        state.withLock { state in
            defer { state.loadFailure = nil }
            return state.loadFailure
        }
    }
}

/// A statement that was typed.
public struct HistoryEntry: Sendable, Equatable {
    public var text: String
    /// nil if it was added by another program or an earlier version.
    public var note: HistoryNote?

    init(_ text: String, _ note: HistoryNote? = nil) {
        self.text = text
        self.note = note
    }
}

/// When and where an entry was typed, and how it ended.
public struct HistoryNote: Sendable, Equatable {
    /// Seconds since 1970.
    public var time: Int
    public var place: HistoryPlace
    public var hasFailed: Bool
}

/// Where an entry was typed.
public struct HistoryPlace: Sendable, Equatable {
    public var connection: String?
    public var folder: String

    public init(connection: String?, folder: String) {
        self.connection = connection
        self.folder = folder
    }

    static let same = 2

    func closeness(to other: HistoryPlace) -> Int {
        self == other ? Self.same : connection == other.connection ? 1 : 0
    }
}

/// Finds parts of a text, as ranges of its bytes.
public typealias HistoryParts = ([UInt8]) -> [Range<Int>]

/// Why the history file couldn't be read or written.
public struct HistoryError: Error, Equatable, Sendable {
    public enum Operation: Sendable { case read, write }
    public let operation: Operation
    public let path: String
    /// An `errno`.
    public let code: CInt
}

extension HistoryError: CustomStringConvertible {
    /// The file and the reason, for example `/home/me/h: Is a directory`.
    public var description: String { "\(path): \(unsafe String(cString: strerror(code)))" }
}
