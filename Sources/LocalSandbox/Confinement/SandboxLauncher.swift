// SPDX-License-Identifier: GPL-3.0-or-later

import CSandbox
import FoundationEssentials
import LocalFunctions
import Subprocess
import Synchronization
import Waiting

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Starts functions' processes by way of this program's own executable, which first sets up what they see of the file
/// system and their limits.
///
/// Only a process itself can enter a mount namespace, and only before it has threads.
package final class SandboxLauncher: Sendable {
    /// The first argument of a process that becomes a function's process.
    private static let mark = "--become-function"
    /// The status of a process that couldn't; the report says why.
    private static let failure: Int32 = 127

    private let executable: String
    private let notice: @Sendable (String) -> Void
    private let attempt = SharedWork<Confinement>()
    private let known = Mutex<Confinement?>(nil)

    /// - Parameters:
    ///   - executable: a program that calls `becomeFunction` first.
    ///   - notice: receives notices for the user.
    package init(executable: String, notice: @escaping @Sendable (String) -> Void) {
        self.executable = executable
        self.notice = notice
    }

    /// If this process was started to become a function's process, it does, and doesn't return. Call it before the
    /// process has a second thread.
    package static func becomeFunction() -> Int32? {
        guard CommandLine.argc > 1, CommandLine.arguments[1] == mark else { return nil }
        return unsafe lamsh_sandbox_exec(CommandLine.unsafeArgv + 2)
    }

    /// The configuration that starts a program with these settings.
    func configuration(
        settings: [String], program: [String], environment: [String: String], workingDirectory: String,
        platformOptions: PlatformOptions
    ) -> Configuration {
        let variables = environment.map { (Environment.Key(stringLiteral: "_" + $0.key), $0.value) }
        return Configuration(
            executable: .path(FilePath(executable)), arguments: Arguments([Self.mark] + settings + ["--"] + program),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: FilePath(workingDirectory), platformOptions: platformOptions)
    }

    /// Why a process ended before its program ran.
    enum Failure: Sendable, Hashable {
        /// The program couldn't be executed.
        case program(reason: String)
        case setup(step: String, reason: String)
    }

    /// nil if the program ran. Blocks.
    ///
    /// - Parameter folder: the value of the setting `report`.
    static func failure(_ status: TerminationStatus, reportedIn folder: String) -> Failure? {
        guard case .exited(failure) = status else { return nil }
        let path = folder + "/failure"
        guard let report = FileManager.default.contents(atPath: path) else { return nil }
        try? FileManager.default.removeItem(atPath: path)
        let lines = String(decoding: report, as: UTF8.self).split(separator: "\n", maxSplits: 1).map(String.init)
        guard lines.count == 2 else { return nil }
        return lines[0] == "program" ? .program(reason: lines[1]) : .setup(step: lines[0], reason: lines[1])
    }

    // MARK: What's possible

    /// What this system allows, which is tried once. The user gets a notice if it isn't everything.
    ///
    /// - Parameter folder: an empty folder for the attempt.
    func confinement(tryingIn folder: String) async -> Confinement {
        if let known = known.withLock(\.self) { return known }
        return (try? await attempt.value { await self.attempt(in: folder) }) ?? .none(reason: "cancelled")
    }

    private func attempt(in folder: String) async -> Confinement {
        let found = await Self.attempt(executable, in: folder)
        let isNew = known.withLock { known in
            defer { known = found }
            return known == nil
        }
        if isNew, let text = found.notice { notice(text) }
        return found
    }

    private static func attempt(_ executable: String, in folder: String) async -> Confinement {
        #if os(Linux)
            let files = ["report", folder, "temporary", folder, "code", "/usr", "runtime", folder, "cache", folder]
            guard let failure = await run(executable, files + ["layer", folder]) else { return .full }
            guard case .setup("/opt", let reason) = failure else { return .none(reason: failure.text) }
            guard let other = await run(executable, files) else { return .withoutLayers(reason: reason) }
            return .none(reason: other.text)
        #else
            return .none(reason: "it has no mount namespaces")
        #endif
    }

    /// Sets everything up for no program; nil if that worked.
    private static func run(_ executable: String, _ settings: [String]) async -> Failure? {
        guard let folder = settings.dropFirst().first else { return nil }
        do {
            let result = try await Subprocess.run(
                .path(FilePath(executable)), arguments: Arguments([mark] + settings + ["--"]),
                environment: .custom([:]), output: .discarded, error: .discarded)
            let status = result.terminationStatus
            if status.isSuccess { return nil }
            let failure = await Blocking.run { Self.failure(status, reportedIn: folder) }
            return failure ?? .setup(step: "\(status)", reason: "no reason")
        } catch {
            return .setup(step: executable, reason: "\(error)")
        }
    }
}

extension SandboxLauncher.Failure {
    /// One line.
    var text: String {
        switch self {
        case .program(let reason): reason
        case .setup(let step, let reason): "\(step): \(reason)"
        }
    }
}
