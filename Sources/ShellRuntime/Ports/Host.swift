// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import Waiting

/// The machine around the shell (environment, programs, folders, time), injected so that tests can replace it.
package struct Host: Sendable {
    package var environment: EnvironmentVariables
    package var standardInput: any StandardInput
    package var programs: any ProgramRunner
    /// Milliseconds since 1970.
    package var now: @Sendable () -> Int
    /// The script that runs before the first prompt, if it exists.
    package var rcFile: String?
    /// What times without an offset are in.
    package var zone = LocalZone.utc
    package var readHistory: @Sendable () -> [TypedStatement]
    package var addToHistory: @Sendable (String) -> Void
    /// Deletes entries, here and from the file, and returns how many there were. Throws kind `file`.
    package var removeFromHistory: @Sendable (Set<String>) throws(Stop) -> Int = { _ in 0 }
    /// A short text that lamsh saves between sessions.
    package var readState: @Sendable (_ name: String) -> String? = { _ in nil }
    package var writeState: @Sendable (_ name: String, _ text: String) -> Void = { _, _ in }
    /// The folder for files that lamsh keeps between sessions; nil without a home folder.
    package var stateFolder: String?
    /// Shows a page in the person's browser; false if there's none, or it can't be started.
    package var openBrowser: @Sendable (_ url: String) async -> Bool = { _ in false }
    /// Throws `CancellationError` if the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        environment: EnvironmentVariables, standardInput: any StandardInput, programs: any ProgramRunner,
        readHistory: @escaping @Sendable () -> [TypedStatement] = { [] },
        addToHistory: @escaping @Sendable (String) -> Void = { _ in },
        now: @escaping @Sendable () -> Int,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.environment = environment
        self.standardInput = standardInput
        self.programs = programs
        self.readHistory = readHistory
        self.now = now
        self.addToHistory = addToHistory
        self.sleep = sleep
    }
}

/// A statement of the history.
package struct TypedStatement: Sendable {
    package var text: String
    /// The name of the connection and the folder where it was typed, if they're known.
    package var connection: String?
    package var folder: String?
    package var hasFailed: Bool

    package init(_ text: String, connection: String? = nil, folder: String? = nil, hasFailed: Bool = false) {
        self.text = text
        self.connection = connection
        self.folder = folder
        self.hasFailed = hasFailed
    }
}

/// Standard input as `@-` sees it.
package protocol StandardInput: Sendable {
    /// Everything up to the end. Throws kind `usage` if it's the script, or was already read.
    /// Throws `.interrupted` as soon as the task is cancelled.
    func readToEnd() async throws(Stop) -> [UInt8]

    /// The same bytes as they arrive; throws like `readToEnd`.
    func pieces() async throws(Stop) -> any ByteSource
}

/// What the first program of a pipeline reads.
package enum ProgramInput: Sendable {
    /// The standard input of lamsh.
    case inherited
    case bytes([UInt8])
    /// Bytes as they arrive.
    case pieces(AsyncStream<[UInt8]>)
}

/// Starts programs for `|` and `!`.
package protocol ProgramRunner: Sendable {
    /// Runs `pipeline` with `input` for the first program; the last one's output goes to standard output, or is
    /// returned when `captures`. Throws kind `program` if a program can't be started or the last one fails; `type` is
    /// the exit status.
    func run(_ pipeline: [[String]], input: ProgramInput, captures: Bool) async throws(Stop) -> [UInt8]
}
