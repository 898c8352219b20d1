// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import LineEditing
import ShellRuntime
import Subprocess
import Terminal
import Waiting

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Shows output that's longer than the screen in a pager.
struct Paging {
    /// How long a pager may take to exit after SIGTERM before it's killed.
    private static let gracePeriod = Duration.milliseconds(50)

    let environment: EnvironmentVariables
    let signals: ProcessSignals

    /// The pager for `text`; nil if the text fits the screen, or there's no pager.
    func pager(for text: [UInt8], on output: Output, choice: PagerChoice) -> Pager? {
        guard environment["TERM"] != "dumb", let pager = pager(choice),
            Pager.isNeeded(for: text, on: output.capabilities)
        else { return nil }
        return pager
    }

    private func pager(_ choice: PagerChoice) -> Pager? {
        switch choice {
        case .off: nil
        case .auto: Pager(environment: environment)
        case .command(let command):
            Pager(environment: environment.setting("LAMSH_PAGER", to: command))
        }
    }

    /// Returns when the user leaves the pager, or when the task is cancelled, which ends the pager.
    ///
    /// - Returns: false when the pager didn't start.
    func show(_ text: [UInt8], through pager: Pager) async -> Bool {
        let mode = TerminalMode(of: 0)
        // Ctrl-C belongs to the pager, as in git and psql.
        let status = await signals.handling(with: { $0 == .interrupt }) {
            try? await withGrace(Self.gracePeriod * 2) { try await feed(text, to: pager) }
        }
        // A killed pager hasn't restored the terminal.
        if Task.isCancelled { mode?.restore(on: 0) }
        // The status of `sh` for a command that doesn't exist.
        return Task.isCancelled || status != .exited(127) && status != .exited(126)
    }

    private func feed(_ text: [UInt8], to pager: Pager) async throws -> TerminationStatus {
        var options = PlatformOptions()
        options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: Self.gracePeriod)]
        let settings = pager.environment.map { (Environment.Key(stringLiteral: $0), String?.some($1)) }
        let configuration = Configuration(
            executable: .path("/bin/sh"), arguments: ["-c", pager.shellCommand],
            environment: .inherit.updating(Dictionary(uniqueKeysWithValues: settings)), platformOptions: options)
        let result = try await Subprocess.run(
            configuration, input: .inputWriter, output: .currentStandardOutput, error: .currentStandardError
        ) { execution in
            // A pager that's left early stops reading; that isn't an error.
            _ = try? await execution.standardInputWriter.write(text)
            try? await execution.standardInputWriter.finish()
        }
        return result.terminationStatus
    }
}
