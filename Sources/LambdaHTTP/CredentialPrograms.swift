// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSAccess
import Base
import Subprocess
import Synchronization
import Waiting

#if canImport(System)
    import Darwin
    import System
#else
    import Glibc
    import SystemPackage
#endif

/// Runs programs on this machine, for `credential_process`.
package struct CredentialPrograms: ProgramRunning {
    /// More than any key document, and enough for any error output.
    private static let outputLimit = 1 << 20

    package init() {}

    package func run(
        _ words: [String], variables: [String: String]
    ) async throws(ProgramFailure) -> ProgramResult {
        guard let program = words.first else { throw ProgramFailure(reason: "the command is empty") }
        do {
            var environment: [Environment.Key: String] = [:]
            for (name, value) in variables {
                if let key = Environment.Key(rawValue: name) { environment[key] = value }
            }
            let configuration = Configuration(
                executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
                arguments: Arguments(Array(words.dropFirst())), environment: .custom(environment),
                platformOptions: Self.options)
            let running = RunningProgram(leadsGroup: configuration.platformOptions.processGroupID != nil)
            let result = try await withTaskCancellationHandler {
                defer { running.ended() }
                return try await Subprocess.run(
                    configuration, input: .none, output: .bytes(limit: Self.outputLimit),
                    error: .bytes(limit: Self.outputLimit)
                ) { running.began(as: $0.processIdentifier.value) }
            } onCancel: {
                running.terminate()
            }
            let status = Self.status(result.terminationStatus)
            await awaitOwnInterrupt(after: status)
            return ProgramResult(
                status: status, output: result.standardOutput,
                errorOutput: result.standardError)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw ProgramFailure(reason: "the program doesn't exist or isn't executable")
        } catch {
            throw ProgramFailure(reason: "it can't be run (\(error))")
        }
    }

    /// A cancelled program gets a signal to end, and is killed soon after. Without a terminal, the programs that it
    /// started end with it; at a terminal it stays in the foreground, where it can prompt for a code, and Ctrl-C
    /// reaches them all.
    private static var options: PlatformOptions {
        var options = PlatformOptions()
        let hasTerminal =
            (try? FileDescriptor.open(FilePath("/dev/tty"), .readOnly, options: [.closeOnExec]).close()) != nil
        if !hasTerminal { options.processGroupID = 0 }
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: !hasTerminal, allowedDurationToNextStep: .milliseconds(50))
        ]
        return options
    }

    /// As shells number it: 128 plus the number of a signal.
    private static func status(_ status: TerminationStatus) -> Int {
        switch status {
        case .exited(let code): Int(code)
        case .signaled(let signal): 128 + Int(signal)
        }
    }
}

/// Ends a program within the call that cancels it, because this process may exit right after.
private final class RunningProgram: Sendable {
    private enum State {
        case starting
        case running(pid_t)
        case done
    }

    private let state = Mutex(State.starting)
    private let leadsGroup: Bool

    init(leadsGroup: Bool) { self.leadsGroup = leadsGroup }

    func began(as id: pid_t) {
        state.withLock { state in
            if case .starting = state { state = .running(id) } else { send(SIGTERM, to: id) }
        }
    }

    func ended() { state.withLock { $0 = .done } }

    func terminate() {
        state.withLock { state in
            if case .running(let id) = state { send(SIGTERM, to: id) }
            state = .done
        }
    }

    private func send(_ signal: CInt, to id: pid_t) { _ = kill(leadsGroup ? -id : id, signal) }
}
