// SPDX-License-Identifier: GPL-3.0-or-later

import ShellRuntime
import Synchronization
import Waiting

/// Standard input, read once: as the script, or by `@-`. A terminal can be read again, until the next Ctrl-D.
final class ProcessStandardInput: StandardInput {
    private enum Use { case script, data }
    private let use = Mutex<Use?>(nil)
    private let isTerminal: Bool

    init(isTerminal: Bool) { self.isTerminal = isTerminal }

    /// The whole of standard input as a script; throws `.interrupted` as soon as the task is cancelled.
    func readScript() async throws(Stop) -> [UInt8] {
        use.withLock { $0 = .script }
        return try await read()
    }

    func readToEnd() async throws(Stop) -> [UInt8] {
        try claim()
        return try await read()
    }

    func pieces() async throws(Stop) -> any ByteSource {
        try claim()
        do { return try InputDescriptor(borrowing: 0) } catch { throw stop(error) }
    }

    private func claim() throws(Stop) {
        if isTerminal { return }
        let earlier = use.withLock { use in
            defer { use = use ?? .data }
            return use
        }
        switch earlier {
        case .script:
            throw .failed(
                .usage, "can't read `@-`: standard input is the script", hint: "put the script in a file")
        case .data:
            throw .failed(
                .usage, "can't read `@-` again: standard input can only be read once",
                hint: "keep it in a variable: `x = load /dev/stdin`")
        case nil: return
        }
    }

    private func read() async throws(Stop) -> [UInt8] {
        do { return try await InputDescriptor(borrowing: 0).readToEnd() } catch { throw stop(error) }
    }

    private func stop(_ error: any Error) -> Stop {
        error is CancellationError ? .interrupted : .failed(.file, "can't read standard input: \(error)")
    }
}
