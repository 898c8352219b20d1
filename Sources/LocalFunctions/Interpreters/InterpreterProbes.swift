// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
import SystemPackage
import Waiting

/// The results of running interpreters, for this process: each program runs once until its file changes. One that didn't
/// answer in time runs again after a while, because the machine may have been busy.
final class InterpreterProbes: Sendable {
    static let shared = InterpreterProbes()

    private struct Program: Hashable, Sendable {
        var path: String
        var state: FolderFingerprint
    }

    private struct Results {
        var known: [Program: InterpreterFinding] = [:]
        /// Those that didn't answer, and when that was.
        var silent: [Program: ContinuousClock.Instant] = [:]
        var running: [Program: SharedWork<InterpreterFinding>] = [:]
    }

    /// Silent programs don't run again before this time has passed.
    private static let silence = Duration.seconds(60)
    private static let noAnswer = InterpreterFinding.broken(
        "no answer within \(InterpreterProbe.limit.components.seconds) s")

    private let results = Mutex(Results())

    /// Runs the program unless its result is known. If the task is cancelled, the result means nothing.
    func finding(
        of path: String, _ language: InterpreterRequest.Language, variables: [String: String]
    ) async -> InterpreterFinding {
        let program: Program
        switch await Blocking.run({ self.look(path) }) {
        case .known(let finding): return finding
        case .unknown(let found): program = found
        }
        let work = results.withLock { results in
            let work = results.running[program] ?? SharedWork()
            results.running[program] = work
            return work
        }
        let finding = try? await work.value {
            let finding = await InterpreterProbe.run(path, language, variables: variables)
            if !Task.isCancelled { self.note(finding, of: program) }
            return finding ?? Self.noAnswer
        }
        return finding ?? .broken("cancelled")
    }

    private func note(_ finding: InterpreterFinding?, of program: Program) {
        results.withLock { results in
            results.known[program] = finding
            results.silent[program] = finding == nil ? .now : nil
            results.running[program] = nil
        }
    }

    private enum Look: Sendable {
        case known(InterpreterFinding)
        case unknown(Program)
    }

    /// Blocks.
    private func look(_ path: String) -> Look {
        let file = FilePath(path)
        guard (try? file.stat()) != nil else { return .known(.broken("doesn't exist")) }
        guard InterpreterPlaces.isProgram(file) else { return .known(.broken("isn't executable")) }
        let program = Program(path: path, state: FolderFingerprint(ofFile: file))
        let (finding, since) = results.withLock { ($0.known[program], $0.silent[program]) }
        if let since, .now - since < Self.silence { return .known(Self.noAnswer) }
        guard let known = finding else { return .unknown(program) }
        // A script's result is only valid while the program that it started exists.
        if case .works(let started, _) = known, !InterpreterPlaces.isProgram(FilePath(started)) {
            return .unknown(program)
        }
        return .known(known)
    }
}
