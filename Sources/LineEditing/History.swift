// SPDX-License-Identifier: GPL-3.0-or-later

/// What was typed before: in memory for the editor, and in a file (mode 0600) that several shells may append to.
public final class History: Sendable {
    /// - Parameters:
    ///   - path: The file; nil keeps the history in memory alone. Its folder is made (mode 0700) when it is missing.
    ///   - limit: Entries kept, in memory and, from time to time, in the file.
    ///   - isSecret: True for an entry that must be neither kept nor written.
    public init(path: String?, limit: Int = 10_000, isSecret: @escaping @Sendable (String) -> Bool = { _ in false }) {
    }

    /// Reads the file; a missing file is an empty history.
    public func load() throws(HistoryError) { fatalError() }

    /// Adds a statement, several lines as one entry, and appends it to the file.
    ///
    /// Not kept: blank entries, entries that begin with a space, secret ones, all while `isEnabled` is false. An older
    /// entry of the same text is dropped.
    public func add(_ entry: String) throws(HistoryError) { fatalError() }

    /// `set history off`.
    public var isEnabled: Bool { get { fatalError() } set { fatalError() } }

    /// Oldest first.
    public var entries: [String] { fatalError() }
}

/// Why the history file could not be read or written.
public struct HistoryError: Error, Equatable, Sendable {
    public enum Operation: Sendable { case read, write }
    public let operation: Operation
    public let path: String
    /// An `errno`.
    public let code: CInt
}
