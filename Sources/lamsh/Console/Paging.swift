// SPDX-License-Identifier: GPL-3.0-or-later

import LineEditing
import ShellRuntime
import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Shows what is longer than the screen through a pager.
struct Paging {
    let environment: [String: String]
    let signals: ProcessSignals

    /// Whether the pager has shown `text`; false when it is short, when there is no pager, and when it did not start.
    ///
    /// Blocks the calling thread until the person leaves the pager.
    func show(_ text: [UInt8], on output: Output, choice: PagerChoice) -> Bool {
        guard environment["TERM"] != "dumb", let pager = pager(choice),
            Pager.isNeeded(for: text, on: output.capabilities)
        else { return false }
        let settings = pager.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value) " }.joined()
        // Ctrl-C belongs to the pager, as in git and psql.
        return signals.ignoringInterrupt { Self.feed(text, to: settings + pager.command) }
    }

    private func pager(_ choice: PagerChoice) -> Pager? {
        switch choice {
        case .off: nil
        case .auto: Pager(environment: environment)
        case .command(let command):
            Pager(environment: environment.merging(["LAMSH_PAGER": command]) { $1 })
        }
    }

    private static func feed(_ text: [UInt8], to command: String) -> Bool {
        guard let stream = unsafe popen(command, "w") else { return false }
        // A pager that is left early stops reading; that is no failure.
        _ = unsafe fwrite(text, 1, text.count, stream)
        let status = unsafe pclose(stream)
        // The shell's own status for a command that is not there.
        return status >> 8 != 127 && status >> 8 != 126
    }
}
